import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The built server on a data folder of its own. */
export interface ServedApp {
  readonly url: string
  readonly pid: number | undefined
  /** Ends it as Ctrl-C would, and waits until it has ended. */
  stop(): Promise<void>
}

/** Starts the built server on the embedded database; rejects with what it said when it ends instead. */
export async function serveApp(dataFolder: string): Promise<ServedApp> {
  const server = spawn(process.execPath, ['scripts/serve.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', COACH_DATA: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => server.on('close', done))
  const url = await new Promise<string>((done, refuse) => {
    let text = ''
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const ready = /ready at (http:\S+)/.exec(text)
      if (ready?.[1]) done(ready[1])
    })
    server.on('close', (code) => refuse(new Error(`The server ended with ${code}: ${text}`)))
  })
  return {
    url,
    pid: server.pid,
    stop: async () => {
      server.kill('SIGINT')
      await ended
    },
  }
}

/** Resident memory of a process, from /proc; null where there is none. */
export function residentMiB(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]
  return kib === undefined ? null : Number(kib) / 1024
}
