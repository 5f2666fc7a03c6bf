import { REPAIR_SENTENCES } from '@coach-wattz/core/adaptation/repair-words'
import { AddressRefused, type Message } from '../integrations/mail/mailer.ts'
import { listTimeZones } from '../repositories/audit-repository.ts'
import {
  giveBackNotice,
  listNoticesToMail,
  takeNoticeForMail,
  type NoticeToMail,
} from '../repositories/notice-repository.ts'
import type { Deps } from './deps.ts'
import { utcOffsetAt } from './local-today.ts'

/** What is older has lost its news. */
const NEWS_MS = 48 * 3_600_000
/** Nobody's phone rings at three: mail of the night waits for six by the athlete's own clock. */
const MORNING_S = 6 * 3600
const DAY_S = 86_400
const MAILED_AT_ONCE = 200

/**
 * Mails the notices that nobody has seen yet, once each: a notice is taken first, and given back when the mail server refuses
 * it, so that a worker that dies between loses a mail rather than sending it twice. An address it refuses is in nobody
 * else's way. Answers how many went out; throws at the end where any was refused.
 */
export async function mailNotices(deps: Deps): Promise<number> {
  const { mailer, database } = deps
  if (!mailer) return 0
  const now = deps.now()
  const waiting = await database.asSystem('mail-notices', async (tx) => {
    const timeZones = (await listTimeZones(tx)).filter((timeZone) => isMorning(now, timeZone))
    return listNoticesToMail(tx, { since: new Date(now.getTime() - NEWS_MS), timeZones, limit: MAILED_AT_ONCE })
  })
  let sent = 0
  let refused: AddressRefused | null = null
  for (const notice of waiting) {
    if (!(await database.withAthlete(notice.athleteId, (tx) => takeNoticeForMail(tx, notice.id, now)))) continue
    try {
      await mailer.send(messageOf(notice, mailer.publicUrl))
      sent++
    } catch (cause) {
      await database.withAthlete(notice.athleteId, (tx) => giveBackNotice(tx, notice.id))
      if (!(cause instanceof AddressRefused)) throw cause
      refused ??= cause
    }
  }
  if (refused) throw refused
  return sent
}

function isMorning(now: Date, timeZone: string): boolean {
  const local = now.getTime() / 1000 + utcOffsetAt(now.toISOString(), timeZone)
  return ((local % DAY_S) + DAY_S) % DAY_S >= MORNING_S
}

const SUBJECTS: Readonly<Record<NoticeToMail['kind'], string>> = {
  'plan-changed': 'Your plan was changed',
  'plan-asks': 'A question about your plan',
}
const FOOT = 'You can turn these mails off in the settings.'

/** Text and HTML of one notice. The subject shows on locked screens, so nothing of health stands in it. */
export function messageOf({ kind, name, email, reasons }: NoticeToMail, publicUrl: string | null): Message {
  const said = reasons.flatMap(({ code, facts }) => REPAIR_SENTENCES[code]?.(facts) ?? [])
  const way =
    kind === 'plan-changed' ? 'Open Coach Wattz to see the change, and to undo it.' : 'Open Coach Wattz to answer.'
  const lines = [...(name ? [`Hello ${name},`] : []), ...said, publicUrl ? `${way} ${publicUrl}` : way, FOOT]
  const paragraphs = lines.map((line) =>
    line.endsWith(` ${publicUrl}`)
      ? `<p>${escaped(way)} <a href="${escaped(publicUrl ?? '')}">${escaped(publicUrl ?? '')}</a></p>`
      : `<p>${escaped(line)}</p>`,
  )
  return {
    to: email,
    subject: SUBJECTS[kind],
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5">${paragraphs.join('')}</body></html>`,
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
