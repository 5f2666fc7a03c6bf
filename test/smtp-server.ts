import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly from: string
  readonly to: string
  /** Headers and body, as sent. */
  readonly raw: string
}

export interface ScriptedSmtp {
  readonly url: string
  readonly mails: ReceivedMail[]
  /** Addresses it knows nobody of. */
  readonly unknown: Set<string>
  /** How it answers the next ones: takes them, refuses the person, hangs up in the middle, or says nothing. */
  behave: 'takes' | 'refuses' | 'hangs-up' | 'silent'
  close(): Promise<void>
}

/** A mail server of the simplest kind, on loopback; it speaks as much SMTP as a client needs to hand over one message. */
export async function scriptedSmtp(): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let [from, to, data, inData, buffer] = ['', '', '', false, '']
    const say = (line: string): boolean => socket.write(`${line}\r\n`)
    if (smtp.behave !== 'silent') say('220 scripted ESMTP')
    const command = (line: string): void => {
      if (inData) {
        if (line !== '.') {
          data += `${line}\n`
          return
        }
        inData = false
        smtp.mails.push({ from, to, raw: data })
        data = ''
        say('250 taken')
        return
      }
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') say('250 scripted')
      else if (verb === 'MAIL') {
        from = /<(.*)>/.exec(line)?.[1] ?? ''
        say('250 ok')
      } else if (verb === 'RCPT') {
        to = /<(.*)>/.exec(line)?.[1] ?? ''
        if (smtp.behave === 'hangs-up') socket.destroy()
        else say(smtp.behave === 'refuses' || smtp.unknown.has(to) ? '550 nobody of that name' : '250 ok')
      } else if (verb === 'DATA') {
        inData = true
        say('354 go on')
      } else if (verb === 'QUIT') {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
    socket.on('data', (chunk) => {
      if (smtp.behave === 'silent') return
      buffer += chunk.toString()
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        command(line)
      }
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const smtp: ScriptedSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    unknown: new Set(),
    behave: 'takes',
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
  return smtp
}
