import type { ToldDone } from '@coach-wattz/core/matching/feedback'
import type { StepReview } from '@coach-wattz/core/matching/step-score'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { longDate, weekdayName } from '@coach-wattz/core/time/date-words'
import type { PlannedDay, SessionMark, WeekInView } from '#shared/contracts/home'
import type { SessionDone } from '#shared/contracts/plans'
import { saidWords } from './feedback'
import { clock, duration, pace, plain, type Units } from './measure'
import { count } from './name'

export type DoneMark = 'done' | 'partly' | 'over' | 'missed' | 'unknown'

/** How a card shows what became of a session (science.md S9.3): null while there is nothing to say. */
export function doneMark(mark: SessionMark): DoneMark | null {
  const percent = mark.percent ?? 100
  switch (mark.status) {
    case 'PENDING':
      return null
    case 'UNKNOWN':
      return 'unknown'
    case 'SKIPPED':
      return 'missed'
    case 'OVERDONE':
      return 'over'
    case 'PARTIAL':
    case 'FAILED':
      return 'partly'
    case 'COMPLETED':
      return percent > 120 ? 'over' : percent < 80 ? 'partly' : 'done'
  }
}

/** The mark of a session on its day; null while there is nothing to say. */
export const markIn = (day: PlannedDay, workoutId: string): SessionMark | null =>
  day.marks.find((mark) => mark.workoutId === workoutId) ?? null

/** Activities of a day that no card of its sessions shows: what was done without a plan, or for a session of another day. */
export function besides({ activities, marks }: PlannedDay): PlannedDay['activities'] {
  const shown = new Set(marks.flatMap(({ done }) => done?.activityIds ?? []))
  return activities.filter(({ id }) => !shown.has(id))
}

/** "Two of four sessions done", and what was done beside them. */
export function weekWords({ days }: WeekInView): string {
  const planned = days.flatMap(({ workouts }) => workouts).length
  const done = days.flatMap(({ marks }) => marks).filter(({ status }) => DONE.has(status)).length
  const other = days.flatMap((day) => day.activities.filter(({ id }) => !day.plannedActivityIds.includes(id))).length
  const beside = other > 0 ? count(other, 'activity', 'activities') : ''
  if (planned === 0) return beside ? `${beside} done` : 'Nothing planned'
  return `${done} of ${count(planned, 'session')} done${beside ? `, ${beside} beside the plan` : ''}`
}
const DONE: ReadonlySet<string> = new Set(['COMPLETED', 'PARTIAL', 'OVERDONE'])

/** So near to the plan nobody would tell the difference. */
const AS_PLANNED = { from: 95, to: 105 }

/** What became of a session in a few words: "As planned", "62 % of what was planned, on Tuesday". */
export function doneShort(mark: SessionMark, date: string): string | null {
  const kind = doneMark(mark)
  if (kind === null) return null
  if (kind === 'missed' || kind === 'unknown') return WAS[kind]
  const when = mark.done && mark.done.date !== date ? `, on ${weekdayName(mark.done.date)}` : ''
  const { percent } = mark
  if (percent === null) return `${WAS[kind]}${when}`
  if (kind === 'done' && percent >= AS_PLANNED.from && percent <= AS_PLANNED.to) return `As planned${when}`
  return `${plain(percent)} % of what was planned${when}`
}

/** How much of the plan's length a card's bar shows done, and where the plan ends on it when more was done. */
export function doneBar({ percent }: SessionMark): { readonly fill: number; readonly plan: number | null } {
  const share = (percent ?? 100) / 100
  return share > 1.08
    ? { fill: 100, plan: Math.round(100 / share) }
    : { fill: Math.round(100 * Math.min(1, share)), plan: null }
}

const WAS: Record<DoneMark, string> = {
  done: 'Done',
  partly: 'Partly done',
  over: 'More than planned',
  missed: 'Missed',
  unknown: 'No recording yet',
}

/** The headline over what was done. */
export const doneTitle = (mark: SessionMark): string => WAS[doneMark(mark) ?? 'unknown']

/** What was done of a session and what was said of it, in sentences. */
export function doneSentences(
  { mark, done, review, feedback }: Pick<SessionDone, 'mark' | 'done' | 'review' | 'feedback'>,
  workout: PlannedWorkout,
): string[] {
  const said = saidWords(feedback)
  const saidLast = said === '' ? [] : [`You said: ${said}`]
  if (!done || !review) return [nothingRecorded(mark, feedback.told, workout), ...saidLast]
  const when = done.date === workout.date ? '' : ` on ${longDate(done.date)}`
  const parts = done.activityIds.length > 1 ? `, in ${done.activityIds.length} recordings` : ''
  const { percent, by } = review.compliance
  const sentences = [
    done.durationS === null
      ? `Recorded${when}${parts}, without a length.`
      : `Recorded${when}${parts}: ${duration(done.durationS)} of ${duration(workout.durationS)} planned${
          percent === null ? '' : `, ${plain(percent)} %${by === 'distance' ? ' of the distance' : ''}`
        }.`,
  ]
  if (review.steps.length > 0 && review.workShare !== null) {
    const found = review.steps.filter(({ judgedBy }) => judgedBy !== 'not-found').length
    const where = review.basis === 'laps' ? 'by the laps' : 'in the recording'
    sentences.push(
      `${found} of ${review.steps.length} efforts found ${where}; ${plain(100 * review.workShare)} % of the work as planned.`,
    )
  }
  if (review.easyTooFast === true)
    sentences.push('More than a fifth of it was above easy. An easy day works when it stays easy.')
  return [...sentences, ...saidLast]
}

function nothingRecorded(mark: SessionMark, told: ToldDone | null, { sport }: PlannedWorkout): string {
  if (told === 'NOT_DONE') return 'You said it was not done. It counts as missed.'
  if (told === 'DONE')
    return 'You said it was done. Nothing is recorded of it, so its load stays unknown; a recording that comes takes the place of your word.'
  if (mark.status === 'SKIPPED')
    return `Nothing was recorded that fits this session, and a later ${sport} was: it counts as missed.`
  return told === 'NOT_UPLOADED'
    ? 'You said its recording is still to come. Until then it counts as neither done nor missed.'
    : 'Nothing has come in that fits this session. It counts as neither done nor missed until a recording of it comes, or one of a later day.'
}

/** One effort: what was asked, what was held, and how much of it counts. */
export interface EffortRow {
  readonly asked: string
  readonly held: string
  readonly share: string
}

/** The efforts of a session as rows of a table. */
export const effortRows = (steps: readonly StepReview[], units: Units): EffortRow[] =>
  steps.map((step) => ({
    asked: [step.plannedS === null ? '' : clock(step.plannedS), bandWords(step, units)].filter(Boolean).join(' at '),
    held: heldWords(step, units),
    share: `${plain(100 * step.score)} %`,
  }))

function heldWords(step: StepReview, units: Units): string {
  if (step.judgedBy === 'not-found') return 'not found'
  const time = clock(step.doneS)
  return step.mean === null ? time : `${time} at ${valueWords(step.judgedBy, step.mean, units)}`
}

function bandWords({ judgedBy, band }: StepReview, units: Units): string {
  if (!band) return ''
  // a pace reads from slow to fast, as its numbers grow smaller
  const [first, second] = [band.low, band.high].map((value) => valueWords(judgedBy, value, units))
  return first === second ? first! : `${first} to ${second}`
}

function valueWords(measure: StepReview['judgedBy'], value: number, units: Units): string {
  switch (measure) {
    case 'power':
      return `${Math.round(value)} W`
    case 'pace':
      return pace(value, units)
    case 'heartRate':
      return `${Math.round(value)} bpm`
    case 'length':
    case 'not-found':
      return ''
  }
}
