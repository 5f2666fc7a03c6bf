import type { LoadByYesterday } from '@coach-wattz/core/adaptation/load-to-date'
import type { Streak, WeekPardon } from '@coach-wattz/core/adaptation/kept-weeks'
import type { CardSession, ChangeFate, ReportCard } from '@coach-wattz/core/adaptation/report-card'
import type { Adherence } from '@coach-wattz/core/matching/adherence'
import { longDate, plainDate } from '@coach-wattz/core/time/date-words'
import type { DoneMark } from './outcome'
import { count } from './name'
import { plain, thousands } from './measure'

/** What became of a session the coach changed, in words. */
export const FATE: Record<ChangeFate, string> = {
  kept: 'Kept',
  partly: 'Partly done',
  'not-done': 'Not done',
  'taken-back': 'Undone by you',
  overruled: 'Changed by you',
  replaced: 'Changed again since',
  'to-come': 'To come',
  unknown: 'No recording yet',
}

/** The shape beside the word; none where the change itself is gone. */
export const FATE_MARK: Record<ChangeFate, DoneMark | 'future' | null> = {
  kept: 'done',
  partly: 'partly',
  'not-done': 'missed',
  'taken-back': null,
  overruled: null,
  replaced: null,
  'to-come': 'future',
  unknown: 'unknown',
}

/** "Long run, moved to Sunday 8 March" */
export function changedWords({ title, did, date }: CardSession): string {
  const name = title ?? 'A session'
  switch (did) {
    case 'moved':
      return `${name}, moved to ${longDate(date)}`
    case 'changed':
      return `${name}, changed on ${longDate(date)}`
    case 'added':
      return `${name}, added on ${longDate(date)}`
    case 'removed':
      return `${name}, taken out on ${longDate(date)}`
  }
}

/** What came of all of it, in one breath; null while there is nothing. */
export function cardSentence({ entries, counts }: ReportCard): string | null {
  if (entries.length === 0) return null
  const told = counts.kept + counts.partly + counts['not-done'] + counts['taken-back'] + counts.overruled
  const changes = `The coach changed the plan ${entries.length === 1 ? 'once' : `${entries.length} times`} by itself.`
  const open = counts['to-come'] + counts.unknown
  const waiting = open > 0 ? ` ${count(open, 'session')} can not be told yet.` : ''
  if (told === 0) return `${changes}${waiting}`
  const parts = [
    counts.partly > 0 ? `${counts.partly} partly done` : '',
    counts['not-done'] > 0 ? `${counts['not-done']} not done` : '',
    counts['taken-back'] > 0 ? `${counts['taken-back']} undone by you` : '',
    counts.overruled > 0 ? `${counts.overruled} changed by you` : '',
  ].filter(Boolean)
  const rest = parts.length > 0 ? `; ${parts.join(', ')}` : ''
  return `${changes} Of ${count(told, 'session')} it touched, ${counts.kept} ${counts.kept === 1 ? 'was' : 'were'} kept${rest}.${waiting}`
}

/** What was asked up to yesterday's evening and what was done of it, what was done beside the plan, and what it asked when it was made. */
export function loadSentence({ first, now, done, beside, isWhole }: LoadByYesterday): string {
  if (now === null) return 'A planned load is not told, so there is nothing to hold what was done against.'
  if (now === 0 && (done ?? 0) === 0) return 'Nothing was asked yet: the first session is still to come.'
  const least = isWhole ? '' : 'at least '
  const made =
    first === null || Math.abs(first - now) < 1 ? '' : ` As it was made, the plan asked for ${thousands(first)}.`
  if (done === null)
    return `Up to yesterday the plan asked for ${thousands(now)}. What was done is not known yet.${made}`
  const inPlan = Math.max(0, done - beside)
  const share = now > 0 ? `, ${least}${plain((100 * inPlan) / now)} %` : ''
  const other = beside >= 1 ? `, and ${thousands(beside)} beside it` : ''
  return `Up to yesterday the plan asked for ${thousands(now)}. You did ${least}${thousands(inPlan)} of it${share}${other}.${made}`
}

/** "94" of a share, null where nothing can be told. */
export const percent = (share: number | null): string | null => (share === null ? null : plain(100 * share))

/** Why a share is not known. */
export const adherenceUnknown = ({ unknown }: Adherence): string =>
  unknown > 0 ? `no recording yet of ${count(unknown, 'session')}` : 'no session is over yet'

/** What a streak says under its number. */
export function streakWords({ weeks, best, since }: Streak, what: string): string {
  if (weeks === 0)
    return best === 0
      ? `${what}; the first full week begins it`
      : `${what}; the longest so far was ${count(best, 'week')}`
  const from = since === null ? '' : `, since ${plainDate(since)}`
  return best > weeks ? `${what}${from}; the longest so far was ${best}` : `${what}${from}`
}

/** "86 % easy of 85 % planned": time in zones 1 and 2. */
export function zoneShares(done: readonly number[], planned: readonly number[] | null): string {
  const easy = (zones: readonly number[]): string | null => {
    const all = zones.reduce((sum, seconds) => sum + seconds, 0)
    return all > 0 ? plain((100 * ((zones[0] ?? 0) + (zones[1] ?? 0))) / all) : null
  }
  const [was, meant] = [easy(done), planned && easy(planned)]
  if (was === null) return ''
  return meant === null ? `${was} % easy` : `${was} % easy, ${meant} planned`
}

/** Why a week is not held against anybody. */
export const PARDON: Record<WeekPardon, string> = {
  rest: 'no session planned',
  sick: 'ill, not counted',
  away: 'away, not counted',
  unknown: 'not told yet',
}
