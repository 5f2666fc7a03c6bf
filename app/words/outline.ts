import { detailDay } from '@coach-wattz/core/plan/fold-plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import type { TrainingWeek, WorkoutFocus } from '@coach-wattz/core/plan/plan'
import { longDate } from '@coach-wattz/core/time/date-words'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { hours } from './measure'
import { FOCUS } from './name'

type Outlined = Pick<TrainingWeek, 'detail' | 'notes' | 'weekNumber' | 'volumeTargetMinutes'>

/** About so much and what it is for, of a week that is not written yet: “About 5:30 h, longest 1:40 h. Key sessions: threshold, VO2 max.” */
export function outlineWords(week: Outlined): string {
  const outline = outlineOf(week)
  const size = `About ${hours(week.volumeTargetMinutes * 60)} h`
  if (outline === null) return `${size}.`
  const longest = outline.longestMinutes > 0 ? `, longest session ${hours(outline.longestMinutes * 60)} h` : ''
  return `${size}${longest}.${keysWords(outline.keyFoci)}`
}

function keysWords(foci: readonly WorkoutFocus[]): string {
  const named = [...new Set(foci)].map((focus) => FOCUS[focus])
  if (named.length === 0) return ' No key session.'
  return ` Key ${foci.length === 1 ? 'session' : 'sessions'} to come: ${named.join(', ')}.`
}

/** When the sessions of a block will be written: by itself, in the night of that day. */
export function writtenWords(blockStart: LocalDate, today: LocalDate): string {
  const day = detailDay(blockStart)
  return day > today
    ? `Its sessions are written on ${longDate(day)}, from what you can do by then.`
    : 'Its sessions are written within a day, from what you can do by then.'
}
