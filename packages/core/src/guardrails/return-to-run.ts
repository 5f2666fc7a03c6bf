import { rulesOutRunning, type Flag } from '../athlete/flag.ts'
import { lastActivityDate } from '../evidence/history.ts'
import { scaleEasyTo, variantDurationS, type WorkoutVariant } from '../library/scale.ts'
import type { PlannedWorkout, Reason } from '../plan/plan.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import type { PlanEditor } from './plan-editor.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import type { SessionFacts } from './week-facts.ts'
import { inPlaceOf } from './reshape-session.ts'
import { RIDE_INSTEAD, rideInstead } from './ride-instead.ts'

/** Why such a run stands in the plan. */
export const RETURN_TO_RUN = 'return-to-run'
/** Running and walking by turns, from six times three minutes to three times ten (science.md S8.7, R05). */
const RUN_WALK = 'R05'
const FIRST_STEP = 4
const LAST_STEP = 8
const EASY_RUN = 'R03'
/** From this many days without a run each step is done twice: the break belongs to a row of half the volume (S8.7). */
const LONG_BREAK_DAYS = 14
/** One to three days off change nothing but the first session (S8.7). */
const SHORT_BREAK_DAYS = 3

/**
 * The way back into running after an injury that ruled it out (science.md S8.7): the first runs walk and run by turns, a
 * step more each time, and rides that stood in for runs are runs again. How much a week may hold is G18's.
 */
export function putReturnToRun(editor: PlanEditor): void {
  const flags = editor.facts.facts.flags ?? []
  for (const flag of flags) {
    const from = flag.runAgainFrom
    if (from !== undefined && !flags.some((other) => other !== flag && rulesOutRunning(other, from)))
      putReturn(editor, flag, from)
  }
}

function putReturn(editor: PlanEditor, flag: Flag, from: LocalDate): void {
  const steps = stepsAfter(daysWithoutRun(editor.facts, flag, from))
  editor.begin('G17', { part: flag.part ?? null, since: from })
  const weeks = new Map<number, number>()
  let place = 0
  for (const { workout } of runsFrom(editor.facts, from)) {
    const session = editor.find(workout.id)
    if (session === null) continue
    if (isPlaced(workout.purpose, from)) {
      if (workout.sport !== 'run') continue
      place = Number(workout.purpose.facts.place)
      count(weeks, session, amountOf(editor.facts, workout))
      continue
    }
    const step = steps[place]
    if (session.past) {
      if (step !== undefined) place += 1
      continue
    }
    const next = sessionOf(editor.facts, session, step, {
      code: RETURN_TO_RUN,
      facts: { part: flag.part ?? null, since: from, place: Math.min(place + 1, steps.length) },
    })
    if (next === null) continue
    const amount = amountOf(editor.facts, next)
    if ((weeks.get(session.weekIndex) ?? 0) + amount > weekLimit(editor.facts, session)) {
      leaveOut(editor, session, flag, from)
      continue
    }
    count(weeks, session, amount)
    if (step !== undefined) place += 1
    editor.replace(workout, next)
  }
}

/** The run of that step, an easy run where a ride stood in after the last one; null where the session stays what it is. */
function sessionOf(
  facts: PlanFacts,
  session: SessionFacts,
  step: number | undefined,
  purpose: Reason,
): PlannedWorkout | null {
  const { workout, minutes } = session
  if (isStandIn(workout.purpose) && slotMinutes(facts, session) === null) return null
  const most = Math.floor(Math.max(minutes, slotMinutes(facts, session) ?? 0))
  const variant = step === undefined ? easyAgain(session) : runWalk(step, most)
  const like = workout.sport === 'run' ? workout : anyRun(facts)
  return variant === null || like === null ? null : inPlaceOf(workout, variant, purpose, like)
}

/** What the week holds no running for is a ride where that may be, else rest: one run less rather than one without its walks. */
function leaveOut(editor: PlanEditor, session: SessionFacts, flag: Flag, from: LocalDate): void {
  const { workout } = session
  const ride = isStandIn(workout.purpose) ? workout : rideInstead(editor.facts, session)
  if (ride === null) {
    editor.remove(workout)
    return
  }
  const { code, facts } = ride.purpose
  editor.replace(workout, { ...ride, purpose: { code, facts: { ...facts, part: flag.part ?? null, since: from } } })
}

const count = (weeks: Map<number, number>, { weekIndex }: SessionFacts, amount: number): void => {
  weeks.set(weekIndex, (weeks.get(weekIndex) ?? 0) + amount)
}

const running = (facts: PlanFacts): SportFacts | undefined => facts.sports.find(({ sport }) => sport === 'run')

/** A run in the measure of the plan's running. */
const amountOf = (facts: PlanFacts, { distanceM, durationS }: PlannedWorkout): number =>
  running(facts)?.measure === 'm' ? (distanceM ?? 0) : durationS / 60

/** Most running of the session's week on the way back (G18). */
function weekLimit(facts: PlanFacts, { weekIndex }: SessionFacts): number {
  const sport = running(facts)
  const limit = sport?.rows[sport.rowsBefore + weekIndex]?.returning?.limit
  return limit ?? Infinity
}

const isPlaced = ({ code, facts }: Reason, from: LocalDate): boolean =>
  (code === RETURN_TO_RUN || code === RIDE_INSTEAD) && facts.since === from

/** Runs, and rides in place of runs, of the days from `from` on, in order; races are left alone. */
const runsFrom = (facts: PlanFacts, from: LocalDate): SessionFacts[] =>
  facts.weeks
    .flatMap((week) => week.sessions)
    .filter(
      ({ race, workout }) => !race && workout.date >= from && (workout.sport === 'run' || isStandIn(workout.purpose)),
    )

const isStandIn = ({ code }: Reason): boolean => code === RIDE_INSTEAD

/** A run of the plan, for the targets and the speed of one that takes a ride's place. */
const anyRun = (facts: PlanFacts): PlannedWorkout | null =>
  facts.weeks.flatMap((week) => week.sessions).find(({ race, workout }) => !race && workout.sport === 'run')?.workout ??
  null

/** Whole days off before the first run again: since the last run that is known, at least since running was ruled out. */
function daysWithoutRun(facts: PlanFacts, flag: Flag, from: LocalDate): number {
  const { history } = facts.facts
  const last = history === null ? null : lastActivityDate(history, from, 'run')
  const known = last !== null && last < from ? daysBetween(last, from) - 1 : 0
  return Math.max(0, daysBetween(flag.noRunFrom ?? flag.startDate, from), known)
}

/** Steps of R05 in order: none after a day or two, one session each, two after a long break. */
function stepsAfter(daysOff: number): number[] {
  if (daysOff <= SHORT_BREAK_DAYS) return [FIRST_STEP]
  const steps = Array.from({ length: LAST_STEP - FIRST_STEP + 1 }, (_, index) => FIRST_STEP + index)
  return daysOff >= LONG_BREAK_DAYS ? steps.flatMap((step) => [step, step]) : steps
}

/** The session of that step, or a lower one that fits. */
function runWalk(step: number, mostMinutes: number): WorkoutVariant | null {
  for (let lower = step; lower >= 1; lower--) {
    const variant: WorkoutVariant = { archetypeId: RUN_WALK, step: lower }
    if (variantDurationS(variant) <= mostMinutes * 60) return variant
  }
  return null
}

/** After the last step a ride that stood in is an easy run of its minutes; what is a run already stays what it is. */
const easyAgain = ({ workout, minutes }: SessionFacts): WorkoutVariant | null =>
  workout.sport === 'run' ? null : scaleEasyTo(EASY_RUN, Math.max(1, Math.floor(minutes)))

/** Minutes of the session's slot; 0 where none are known, null where it is not for running. */
function slotMinutes(facts: PlanFacts, { weekIndex, workout }: SessionFacts): number | null {
  const { slots } = facts.weeks[weekIndex]!.week
  const slot = slots.find((one) => one.date === workout.date && one.slot === workout.slot)
  return slot?.sports !== undefined && !slot.sports.includes('run') ? null : (slot?.minutes ?? 0)
}
