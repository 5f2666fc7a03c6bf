import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { tableGoal } from './goal.ts'
import type { SeasonContext } from './season.ts'
import { draftsVolume, variantVolume, type SessionDraft } from './session-draft.ts'
import type { TaperOrder } from './taper-order.ts'
import { CUTBACK_SHARE, taperLimits } from './volume-limits.ts'

const PEAK_AMONG_WEEKS = 6

/** Volume of the largest of the last weeks before the taper; 0 where none is known. */
export const taperPeak = ({ volumesBefore }: TaperOrder): number =>
  Math.max(0, ...volumesBefore.filter((volume) => volume !== null).slice(-PEAK_AMONG_WEEKS))

/** A first taper week is held to a lighter one only as long as a cut to this share does it [P]. */
const LIGHTER_DOWN_TO = 0.7

/** True where the weeks fall strictly and stay inside G06, `share` being how far they were cut for it (science.md S6.4). */
export function isTaperSmall(
  { start, input }: SeasonContext,
  order: TaperOrder,
  weeks: readonly SessionDraft[][],
  share: number,
): boolean {
  const volumes = weeks.map((drafts) => draftsVolume(start, drafts))
  const peak = taperPeak(order)
  for (let index = 1; index < volumes.length; index++) {
    if (volumes[index]! >= volumes[index - 1]! && volumes[index - 1]! > 0) return false
  }
  // the first week of the taper is a lighter one already (G05)
  const best = Math.max(0, ...order.volumesBefore.slice(-3).map((volume) => volume ?? 0))
  if (share > LIGHTER_DOWN_TO && best > 0 && volumes[0]! > CUTBACK_SHARE * best) return false
  const limits = taperLimits(tableGoal(input.goal), order.planWeeks)
  if (limits === null || peak === 0) return true
  const isBetween = (date: LocalDate, from: number, to: number): boolean => {
    const daysToRace = daysBetween(date, order.raceDate)
    return daysToRace >= from && daysToRace <= to
  }
  const between = (from: number, to: number): number => {
    let sum = 0
    for (const [index, { week }] of order.weeks.entries()) {
      for (const draft of weeks[index]!)
        if (draft.role !== 'race' && isBetween(addDays(week.startDate, draft.day), from, to))
          sum += variantVolume(start, draft.variant)
    }
    for (const { date, volume } of order.sessionsBefore) if (isBetween(date, from, to)) sum += volume
    return sum
  }
  const racesBetween = (from: number, to: number): number =>
    order.racesBefore.reduce((sum, { date, volume }) => (isBetween(date, from, to) ? sum + volume : sum), 0)
  if (between(1, 7) > limits.last7 * peak * 0.995) return false
  if (limits.last14 !== null && between(1, 14) > limits.last14 * peak * 2 * 0.995) return false
  // a marathon's last three weeks fall, also where its taper proper is two (S6.4)
  const windows = tableGoal(input.goal) === 'MARATHON' ? 3 : Math.round(order.taper.days / 7)
  for (let window = 1; window < windows; window++) {
    const later = between(7 * window - 6, 7 * window)
    // a race on the way stands in for the long session of its week: without it there would be nothing to fall from
    const [from, to] = [7 * window + 1, 7 * window + 7]
    const earlier = between(from, to) + racesBetween(from, to)
    if (earlier > 0 && later >= earlier * 0.99) return false
  }
  return true
}
