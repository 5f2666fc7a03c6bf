import { isOpenOn } from '../athlete/flag.ts'
import { weeklyVolumes, type KnownWeek } from '../evidence/history.ts'
import { demoted } from '../guardrails/reshape-session.ts'
import { applyChanges } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type Reason, type TrainingWeek } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { mondayOf, weekdayIndex } from '../time/week.ts'
import { leastChurn } from './least-churn.ts'
import { lighterForms } from './lighter-forms.ts'
import { likeSessions } from './like-sessions.ts'
import { mendedChange } from './mended-change.ts'
import { isByLength, stepsFrom } from './repeat-step.ts'
import type { Decision, RepairContext } from './repair-step.ts'
import { changeOfSession } from './session-diff.ts'
import { weekAdherence } from './week-adherence.ts'

/** Shares of a week's load and what follows from them, the highest first (science.md S8.3). */
const AS_PLANNED_FROM = 0.9
const STEPS_REPEAT_FROM = 0.7
const FOLLOWS_DONE_FROM = 0.5
/** The next week is what was done and a little more; after hardly any of it .80 of the best of four weeks at least. */
const MORE_THAN_DONE = 1.05
const OF_BEST_WEEK = 0.8
/** After a week in which nothing was done: the last completed one at .90 (science.md S8.2). */
const AFTER_MISSED_WEEK = 0.9
/** Below this two weeks running, the minutes may not be the athlete's any more. */
const ASKS_BELOW = 0.7
/** It is asked once in so many days [P]. */
const ASKED_EVERY_DAYS = 28
/** A week is still looked at until Wednesday, for who brings their files in late [P]: later half of the next one is over. */
const LATEST_WEEKDAY = 2
const WEEKS_OF_BEST = 4

export const REVIEW_ROW = 'weekly-review'
const ASKS_ROW = 'availability'

/**
 * The weekly review (science.md S8.3): the week that is over against its plan, and what the one that has begun becomes by it.
 * Never more than was planned, so lighter, race and taper weeks stay what they are or come down. No word on a week of
 * which too much is unknown (S9.4b), nor on one with an illness or injury, which have rules of their own.
 */
export function weeklyReview(plan: Plan, context: RepairContext): Decision[] {
  const { today, sessions, reviewed } = context
  const monday = mondayOf(today)
  const last = addDays(monday, -7)
  if ((reviewed !== null && reviewed >= last) || weekdayIndex(today) > LATEST_WEEKDAY) return []
  const week = weeksOf(plan).find(({ startDate }) => startDate === monday)
  const adherence = isHeld(context, last) ? null : weekAdherence(sessions, last)
  if (!week || week.detail === 'OUTLINE' || adherence === null) return []
  const share = adherence.share ?? 0
  const facts = { percent: Math.round(100 * share), from: last }
  return [
    { row: REVIEW_ROW, kind: last, workoutId: null, ...reviewOf(plan, context, { week, share, last, facts }) },
    ...asks(context, share, last),
  ]
}

interface Seen {
  readonly week: TrainingWeek
  readonly share: number
  /** Monday of the week that is over. */
  readonly last: LocalDate
  readonly facts: Reason['facts']
}
type Verdict = Pick<Decision, 'changes' | 'reason'>

function reviewOf(plan: Plan, context: RepairContext, seen: Seen): Verdict {
  const { share, facts } = seen
  const told = (code: string, more: Reason['facts'] = {}): Reason => ({ code, facts: { ...facts, ...more } })
  if (share >= AS_PLANNED_FROM) return { changes: [], reason: told('review-as-planned') }
  const steps = repeatedSteps(plan, context, seen.last)
  if (share >= STEPS_REPEAT_FROM)
    return { changes: mendedOf(plan, steps, context), reason: told('review-repeats', { sessions: steps.length }) }
  const target = targetMinutes(context, share)
  const planned = Math.round(minutesOf(openIn(seen.week, context)))
  if (target === null)
    return { changes: mendedOf(plan, steps, context), reason: told('review-repeats', { sessions: steps.length }) }
  const isHardlyAny = share < FOLLOWS_DONE_FROM
  const stepped = applied(plan, steps, context)
  const easier = isHardlyAny ? oneKey(stepped, context, seen.week) : []
  const lower = lowered(applied(stepped, easier, context), context, seen.week, target * leftOf(seen.week, context))
  const changes = mendedOf(plan, [...steps, ...easier, ...lower], context)
  return {
    changes,
    reason: told(share === 0 ? 'review-missed-week' : isHardlyAny ? 'review-hardly-any' : 'review-follows-done', {
      minutes: Math.round(target),
      planned,
      eased: easier.length,
    }),
  }
}

/** Minutes the week that has begun may hold; null where the past does not tell it. */
function targetMinutes({ facts, today }: RepairContext, share: number): number | null {
  if (facts.history === null) return null
  const known = (weeks: number): number[] => {
    const byWeek = new Map<LocalDate, number>()
    for (const sport of ['run', 'ride'] as const)
      for (const week of weeklyVolumes(facts.history!, sport, today, weeks).filter(isKnown))
        byWeek.set(week.weekStart, (byWeek.get(week.weekStart) ?? 0) + week.minutes)
    // one sport may be known of earlier weeks than the other
    return [...byWeek].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, minutes]) => minutes)
  }
  const weeks = known(WEEKS_OF_BEST)
  const done = known(1)[0] ?? 0
  if (share >= FOLLOWS_DONE_FROM) return done > 0 ? MORE_THAN_DONE * done : null
  const best = Math.max(0, ...weeks)
  if (best === 0) return null
  // nothing at all: the last week that was one
  const before = weeks.filter((minutes) => minutes > 0).at(-1) ?? best
  return share === 0 ? AFTER_MISSED_WEEK * before : Math.max(done, OF_BEST_WEEK * best)
}

const isKnown = (week: { readonly known: boolean }): week is KnownWeek => week.known

/** The next session of each kind at the step of last week's at most (science.md S8.3). */
function repeatedSteps(plan: Plan, context: RepairContext, last: LocalDate): PlanChange[] {
  const kinds = new Map<string, PlannedWorkout>()
  for (const { session } of context.sessions) {
    const isLastWeek = session.date >= last && session.date < addDays(last, 7)
    if (isLastWeek && !session.race && !isByLength(session) && session.step !== null)
      kinds.set(`${session.sport} ${session.focus}`, session)
  }
  return [...kinds.values()].flatMap((session) =>
    stepsFrom(
      likeSessions(plan, session, context).map((ahead) => ahead.session),
      session.step!,
    ),
  )
}

/** Of the hard sessions of the week only the most important one stays: the long one and that key session. */
function oneKey(plan: Plan, context: RepairContext, { id }: TrainingWeek): PlanChange[] {
  const block = plan.blocks.find(({ weeks }) => weeks.some((week) => week.id === id))
  const week = block?.weeks.find((each) => each.id === id)
  if (!block || !week) return []
  const hard = openIn(week, context).filter(({ hard: isHard, focus }) => isHard && focus !== 'LONG')
  const isKept = (session: PlannedWorkout): number =>
    (session.focus === block.primaryFocus ? 2 : 0) + (session.priority === 'KEY' ? 1 : 0)
  const [, ...others] = hard.toSorted((a, b) => isKept(b) - isKept(a) || (a.date < b.date ? -1 : 1))
  return others.map((before) => {
    const after = { ...demoted(before), purpose: { code: 'easy-session', facts: {} } }
    return { kind: 'replace', workoutId: before.id, before, after }
  })
}

/** The open sessions of a week in at most so many minutes, by the fewest changes. */
function lowered(plan: Plan, context: RepairContext, { id }: TrainingWeek, target: number): PlanChange[] {
  const week = weeksOf(plan).find((each) => each.id === id)
  const open = week ? openIn(week, context) : []
  if (minutesOf(open) <= target) return []
  const weigh = ({ durationS }: PlannedWorkout): number => durationS / 60
  const forms = leastChurn(
    open.map((session) => lighterForms(session, { weigh })),
    target,
  )
  return (forms ?? []).flatMap((after, index) => {
    const before = open[index]!
    return after === before ? [] : [changeOfSession({ workoutId: before.id, before, after })]
  })
}

const openIn = ({ workouts }: TrainingWeek, { today, done }: RepairContext): PlannedWorkout[] =>
  workouts.filter(({ id, date, race }) => !race && date >= today && !done.includes(id))
const minutesOf = (sessions: readonly PlannedWorkout[]): number =>
  sessions.reduce((sum, { durationS }) => sum + durationS / 60, 0)

/** The part of the week's minutes that is still to come: a review on Wednesday speaks of the rest. */
function leftOf(week: TrainingWeek, context: RepairContext): number {
  const all = minutesOf(week.workouts.filter(({ race }) => !race))
  return all === 0 ? 1 : minutesOf(openIn(week, context)) / all
}

function applied(plan: Plan, changes: readonly PlanChange[], { done }: RepairContext): Plan {
  const next = applyChanges(plan, changes, { done })
  return next.ok ? next.value : plan
}

/** With what the limits ask for beside them; as they are where that ends nothing, for the repair to make what it can of them. */
function mendedOf(plan: Plan, changes: readonly PlanChange[], { facts, done }: RepairContext): readonly PlanChange[] {
  if (changes.length === 0) return []
  const mended = mendedChange(plan, changes, facts, { done })
  return mended === null || mended.broken.length > 0 ? changes : mended.changes
}

/** An illness or injury of that week has rules of its own. */
const isHeld = ({ facts }: RepairContext, last: LocalDate): boolean =>
  (facts.flags ?? []).some((flag) => flag.startDate < addDays(last, 7) && isOpenOn(flag, last))

/** After two such weeks the athlete is asked for other minutes, once in four weeks; nothing changes by itself. */
function asks({ sessions, decided }: RepairContext, share: number, last: LocalDate): Decision[] {
  const before = weekAdherence(sessions, addDays(last, -7))?.share ?? null
  if (share >= ASKS_BELOW || before === null || before >= ASKS_BELOW) return []
  if (decided.some(({ row, kind }) => row === ASKS_ROW && kind > addDays(last, -ASKED_EVERY_DAYS))) return []
  const facts = { percent: Math.round(100 * share), percentBefore: Math.round(100 * before), from: last }
  return [{ row: ASKS_ROW, kind: last, workoutId: null, reason: { code: 'availability-asks', facts }, changes: [] }]
}
