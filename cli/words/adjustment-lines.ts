import { longDate } from '@coach-wattz/core/time/date-words'
import { formatDuration } from '@coach-wattz/core/units/format'
import type { AdjustReply } from '../../shared/contracts/training-plan.ts'

type Change = AdjustReply['changes'][number]

/** What a wish did, or would do, session by session. */
export function adjustmentText(reply: AdjustReply): string {
  const { changes, weekTotals, loweredWeeks, notices, saved, unchanged } = reply
  if (unchanged !== null) return `${unchanged}\n`
  const lines = changes.map(line)
  for (const { weekNumber, before, after } of weekTotals)
    lines.push(
      `Week ${weekNumber}: ${formatDuration(60 * before.minutes)} becomes ${formatDuration(60 * after.minutes)}.`,
    )
  if (loweredWeeks > 0)
    lines.push(
      loweredWeeks === 1
        ? 'One week not written yet aims lower after it.'
        : `${loweredWeeks} weeks not written yet aim lower after it.`,
    )
  lines.push(...notices)
  lines.push(saved ? 'Saved as one change. Undo it in the app, under Plan.' : 'Nothing is saved.')
  return `${lines.join('\n')}\n`
}

const told = (session: Change['before']): string =>
  session === null ? 'rest' : `${session.title} (${formatDuration(session.durationS)})`

function line({ before, after, why }: Change): string {
  const day = longDate((before ?? after)?.date ?? '')
  const elsewhere = before && after && before.date !== after.date ? ` on ${longDate(after.date)}` : ''
  return `${day}: ${told(before)} becomes ${told(after)}${elsewhere}. ${why}`
}
