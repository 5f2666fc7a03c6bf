import { eased, EASY_LEAST_MIN, shortened } from '../guardrails/reshape-session.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { domainSeconds, isHardSession } from '../workout/intensity.ts'
import { SHORT_NIGHT } from './morning-signals.ts'
import { mendedChange } from './mended-change.ts'
import { placementsOn } from './placements.ts'
import { changesOf } from './plan-edit.ts'
import type { Readiness } from './readiness.ts'
import { recoverDays } from './recover-days.ts'
import { planWith, type Decision, type RepairContext, type RepairStep } from './repair-step.ts'
import { HEART_TEN_UP } from './resting-hr-signal.ts'

/** Why a day was made easier, and what stands in its week's notes. */
export const BRAKED = { amber: 'readiness-amber', red: 'readiness-red', moved: 'readiness-moved' } as const
/** A hard session that only the athlete decides on. */
export const BRAKE_ASKS = 'readiness-asks'
/** The athlete's answer to that: it stays. */
export const BRAKE_KEPT = 'readiness-kept'
/** The purpose of a session that the brake made easy. */
export const EASED_BY_BRAKE = 'eased-readiness'
/** A lighter week (science.md S8.6: × .70) comes at most once in so many days [P]: two in a row would be no training. */
const LIGHTER_ONCE_IN_DAYS = 14

/**
 * Readiness as a brake (science.md S8.6): AMBER turns today's hard session easy, or moves one above threshold by a day after
 * a short night; RED is two days of recovery and a week of .70. It never adds or hardens anything, acts once a day, and does
 * not take a second hard session in a row on AMBER alone: that it asks.
 */
export const readinessBrake: RepairStep = (plan, context) => {
  const { readiness, today } = context
  if (readiness === null || readiness.day !== today) return []
  if (readiness.level === 'RED') return onRed(plan, readiness, context)
  return readiness.level === 'AMBER' ? onAmber(plan, readiness, context) : []
}

function onRed(plan: Plan, readiness: Readiness, context: RepairContext): Decision[] {
  const { today, done } = context
  if (isDecided([BRAKED.red], today, context)) return []
  const since = addDays(today, 1 - LIGHTER_ONCE_IN_DAYS)
  const isLighter = context.decided.some(({ row, kind }) => row === BRAKED.red && kind >= since && kind < today)
  const rest = readiness.signals.some(({ reason }) => reason.code === HEART_TEN_UP)
  const wanted = recoverDays(plan, { today, done, purpose: easedBecause(readiness), rest, lighter: !isLighter })
  if (wanted.length === 0) return []
  const changes = mendedFor(plan, wanted, context)
  return [decisionOf(BRAKED.red, null, reasonOf(BRAKED.red, readiness, { rest, lighter: !isLighter }), changes)]
}

function onAmber(plan: Plan, readiness: Readiness, context: RepairContext): Decision[] {
  const { today, done } = context
  if (isDecided([BRAKED.amber, BRAKED.moved, BRAKED.red, BRAKE_ASKS], today, context)) return []
  const hard = workoutsOf(plan).find((one) => one.hard && !one.race && one.date === today && !done.includes(one.id))
  if (!hard) return []
  const facts = { title: hard.title, minutes: Math.round(hard.durationS / 60) }
  const signs = readiness.signals.filter(({ level }) => level === 'AMBER')
  if (signs.every(({ reason }) => reason.code === SHORT_NIGHT)) {
    // one short night speaks against work above threshold only
    if (domainSeconds(hard.workout).highS === 0) return []
    const moved = movedByADay(plan, hard, context)
    const reason = reasonOf(BRAKED.moved, readiness, { ...facts, to: addDays(today, 1) })
    if (moved) return [decisionOf(BRAKED.moved, hard.id, reason, moved)]
  }
  if (wasEasedBefore(plan, today)) return [decisionOf(BRAKE_ASKS, hard.id, reasonOf(BRAKE_ASKS, readiness, facts), [])]
  const changes = mendedFor(plan, easedToday(hard, readiness.level), context)
  return [decisionOf(BRAKED.amber, hard.id, reasonOf(BRAKED.amber, readiness, facts), changes)]
}

/** Less now can leave later weeks too high a step: they come down with it. */
function mendedFor(plan: Plan, changes: readonly PlanChange[], { facts, done }: RepairContext): readonly PlanChange[] {
  const mended = mendedChange(plan, changes, facts, { done })
  return mended === null || mended.broken.length > 0 ? changes : mended.changes
}

/** A session that is hard by its length alone keeps this share of it: as long as it was it would be no easier [P]. */
const LONG_SHARE = 0.7

/** The hard session easy and without strides, as AMBER makes it or the athlete who was asked. */
export function easedToday(before: PlannedWorkout, level: Readiness['level'] = 'AMBER'): PlanChange[] {
  const easy = eased(before, easedBecause({ level }))
  const isHardByLength = !isHardSession(before.workout)
  const most = Math.max(EASY_LEAST_MIN, Math.floor((LONG_SHARE * before.durationS) / 60))
  return [{ kind: 'replace', workoutId: before.id, before, after: isHardByLength ? shortened(easy, most) : easy }]
}

/** The session tomorrow, in a free slot or in the place of an easy one; null where the limits do not let it. */
function movedByADay(plan: Plan, workout: PlannedWorkout, context: RepairContext): PlanChange[] | null {
  const { today, done } = context
  const { ways } = placementsOn(plan, { workout, date: addDays(today, 1), today, done })
  for (const { edits, swap } of ways) {
    if (swap !== null && (swap.hard || swap.priority === 'KEY')) continue
    const changes = changesOf(plan, edits)
    if (changes.ok && planWith(plan, changes.value, context) !== null) return changes.value
  }
  return null
}

/** The hard session before this one was made easy on AMBER: the same again is for the athlete to say. */
function wasEasedBefore(plan: Plan, today: LocalDate): boolean {
  const before = workoutsOf(plan)
    .filter((one) => one.date < today && !one.race && (one.hard || isEasedOnAmber(one)))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1)
  return before !== undefined && isEasedOnAmber(before)
}

const isEasedOnAmber = ({ purpose }: PlannedWorkout): boolean =>
  purpose.code === EASED_BY_BRAKE && purpose.facts.level === 'AMBER'

const easedBecause = ({ level }: Pick<Readiness, 'level'>): Reason => ({ code: EASED_BY_BRAKE, facts: { level } })

const isDecided = (rows: readonly string[], day: LocalDate, { decided }: RepairContext): boolean =>
  decided.some(({ row, kind }) => kind === day && rows.includes(row))

/** What spoke against the day, each signal with its figures: `hrv.valueMs`, `sleep.limitS` … */
function reasonOf(code: string, { day, signals }: Readiness, facts: Reason['facts']): Reason {
  const told = signals.filter(({ level }) => level === 'AMBER' || level === 'RED')
  const figures = told.flatMap(({ kind, reason }) => [
    [`${kind}.code`, reason.code] as const,
    ...Object.entries(reason.facts).map(([key, value]) => [`${kind}.${key}`, value] as const),
  ])
  return { code, facts: { day, ...facts, ...Object.fromEntries(figures) } }
}

function decisionOf(row: string, workoutId: string | null, reason: Reason, changes: readonly PlanChange[]): Decision {
  return { row, kind: String(reason.facts.day), workoutId, reason, changes }
}
