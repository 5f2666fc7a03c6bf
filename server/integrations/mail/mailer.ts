import type { Transporter } from 'nodemailer'

/** One message to one person. */
export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The server is there and takes no mail for this one person. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** Sends mail by the operator's own server. */
export interface Mailer {
  /** Where the app answers, for a link; null when nobody said. */
  readonly publicUrl: string | null
  /** Throws when the server does not take it: `AddressRefused` where only this address is the matter. */
  send(message: Message): Promise<void>
  close(): void
}

/** A server that does not answer must not hold a job for ever. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const

/**
 * Speaks SMTP to the server of `url` (`smtp://user:password@host:587`, `smtps://` for TLS from the first byte). The library
 * is loaded with the first message.
 */
export function createMailer(settings: {
  readonly url: string
  readonly from: string
  readonly publicUrl: string | null
}): Mailer {
  let transport: Transporter | null = null
  return {
    publicUrl: settings.publicUrl,
    async send({ to, subject, text, html }) {
      if (!transport) {
        const { createTransport } = await import('nodemailer')
        const address = new URL(settings.url)
        transport = createTransport({
          ...TIMEOUTS,
          host: address.hostname,
          secure: address.protocol === 'smtps:',
          port: Number(address.port) || (address.protocol === 'smtps:' ? 465 : 587),
          ...(address.username
            ? { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } }
            : {}),
          // text of ours only: nothing is read from disk or fetched for a message
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      }
      await transport.sendMail({ from: settings.from, to, subject, text, html }).catch((cause: unknown) => {
        if (cause instanceof Error && 'code' in cause && cause.code === 'EENVELOPE')
          throw new AddressRefused(cause.message, { cause })
        throw cause
      })
    },
    close: () => transport?.close(),
  }
}
