import { weekLimits } from '../guardrails/g01-weekly-volume.ts'
import type { GuardReport, RuleId, Violation } from '../guardrails/guard-report.ts'
import { amountOf, factsOf, PlanEditor, reduceVolume } from '../guardrails/plan-editor.ts'
import { reachOf, withReachableOutlines } from '../guardrails/reachable-outlines.ts'
import { weekOf, type Repair } from '../guardrails/repair.ts'
import { REPAIRS } from '../guardrails/repairs.ts'
import { introducedBy } from '../guardrails/review-change.ts'
import { reviewFacts, reviewPlan } from '../guardrails/review-plan.ts'
import { RULEBOOK } from '../guardrails/rulebook.ts'
import type { SessionFacts } from '../guardrails/week-facts.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type Reason } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays } from '../time/local-date.ts'
import { weekdayIndex } from '../time/week.ts'
import { givenBack } from './given-back.ts'
import { oneByOne, planWith, type Decision, type Made, type RepairContext } from './repair-step.ts'
import { withUnknownDone } from './unknown-done.ts'

/** The row of what the limits ask for after what was really done. */
export const LIMITS_ROW = 'limits'

/**
 * Limits of what a body takes, which what was done or left out can break in a plan nobody changed. The others speak of how a
 * plan is made (G15, G16, G25, G27, G29), of the athlete's own days and minutes (G12–G14) or of a floor (G09).
 */
const OF_THE_BODY: ReadonlySet<RuleId> = new Set([
  'G01',
  'G02',
  'G03',
  'G04',
  'G05',
  'G06',
  'G07',
  'G08',
  'G10',
  'G11',
  'G18',
  'G21',
  'G23',
  'G24',
  'G28',
])
/** This week and the next are mended; what stands further on may still be mended by what is done until then. */
const WEEKS_AHEAD_DAYS = 7
/** Rounds of mending, as many as a correction has (science.md S7.1). */
const MOST_PASSES = 5
/** What the gate leaves of one round can ask for another. */
const MOST_ROUNDS = 8
/** A repair that ends nothing is not tried twice. */
const MOST_REPAIRS = 60
/** A week comes down to just under what is allowed: who runs a little faster than planned stays within it. */
const RETURN_MARGIN = 0.98
/** Giving back less than this of what is planned is not worth a change [P]. */
const WORTH_GIVING = 0.03

/**
 * Hard limits that the plan in force breaks because of what was really done: a long run missed twice makes the next one a
 * leap (G03), an overdone day fills the week (G01), a gap has its way back (G18). The gate asks what a change breaks; this
 * asks what life broke. Mended by the rulebook's own repairs, this week and the next, nothing before today.
 *
 * What was taken for the limits is measured anew each time and on Mondays: what they no longer ask for is given back, so that
 * a week lost does not hold down the rest of the season.
 */
export function keepLimits(plan: Plan, known: RepairContext): Decision[] {
  const context = { ...known, facts: withUnknownDone(known) }
  const { today, facts, declined } = context
  // as long as nothing is known of any session, life has broken nothing
  if (!known.sessions.some(({ outcome: { kind } }) => kind !== 'UNKNOWN' && kind !== 'PENDING')) return []
  const meant = reviewPlan(plan, facts).violations.filter((violation) => isMeant(violation, plan, context))
  const meantPlan = givenBack(plan, context)
  if (meant.length === 0 && (weekdayIndex(today) !== 0 || meantPlan === plan)) return []
  const kind = meant.length === 0 ? `given back ${today}` : meant.map(kindOf).join(', ')
  if (declined.some((other) => other.row === LIMITS_ROW && other.kind === kind)) return []
  const { plan: next, changes } = kept(plan, meantPlan, context, known)
  if (changes.length === 0) return []
  if (meant.length === 0) {
    const [was, is] = [minutesAhead(plan, context), minutesAhead(next, context)]
    if (is < was * (1 + WORTH_GIVING)) return []
    const reason = { code: 'limits-given-back', facts: { from: today, minutes: Math.round(is - was) } }
    return [{ row: LIMITS_ROW, kind, workoutId: null, reason, changes }]
  }
  const sessions = sessionChanges(plan, next).length
  return [{ row: LIMITS_ROW, kind, workoutId: null, reason: reasonOf(meant, sessions), changes }]
}

/** Mends until there is nothing left that can be, so that a second look finds nothing; what the gate refuses is left out. */
function kept(plan: Plan, meantPlan: Plan, context: RepairContext, known: RepairContext): Made {
  let [current, from] = [plan, meantPlan]
  const changes: PlanChange[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = reviewPlan(current, context.facts)
    if (round > 0 && !before.violations.some((violation) => isMeant(violation, current, context))) break
    const mended = mendedPlan(current, from, before, context)
    const reached = withReachableOutlines(current, mended, context.facts, 'hard')
    const outlines = rewriteWeeks(mended, weeksOf(reached.plan))
    const all = [
      ...rewritten(current, mended),
      ...sessionChanges(current, mended),
      ...(outlines === null ? [] : [outlines]),
    ]
    const whole = all.length === 0 ? null : planWith(current, all, known)
    const made = whole === null ? oneByOne(current, all, known) : { plan: whole, changes: all }
    if (made.changes.length === 0) break
    changes.push(...made.changes)
    current = made.plan
    from = current
  }
  return { plan: current, changes }
}

function isMeant({ rule, severity, week, workoutId }: Violation, plan: Plan, { today, done }: RepairContext): boolean {
  if (severity !== 'H' || week === null || !OF_THE_BODY.has(rule) || done.includes(workoutId ?? '')) return false
  const startDate = weeksOf(plan).find(({ weekNumber }) => weekNumber === week)?.startDate
  return startDate !== undefined && startDate <= addDays(today, WEEKS_AHEAD_DAYS)
}

const kindOf = ({ rule, week, measured, allowed }: Violation): string =>
  `${rule} week ${week} ${measured.toFixed(1)}/${allowed.toFixed(1)}`

function reasonOf(meant: readonly Violation[], sessions: number): Reason {
  const { rule, week, date, measured, allowed, unit } = meant[0]!
  const rules = [...new Set(meant.map((violation) => violation.rule))].join(' ')
  return { code: 'limits-kept', facts: { rule, rules, week, date, measured, allowed, unit, sessions } }
}

/** The plan as it was meant, mended until what is near is within the limits and nothing further on is worse than it was. */
function mendedPlan(plan: Plan, from: Plan, before: GuardReport, context: RepairContext): Plan {
  const { facts, done, today } = context
  const editor = new PlanEditor(from, facts, { done, from: today })
  let report = reviewFacts(editor.facts)
  const isBroken = (violation: Violation): boolean =>
    isMeant(violation, plan, context) ||
    (violation.severity === 'H' && introducedBy(before, { ...report, violations: [violation] }).length > 0)
  for (let pass = 0; pass < MOST_PASSES && report.violations.some(isBroken); pass++) {
    mend(editor, isBroken)
    report = reviewFacts(editor.facts)
  }
  return editor.plan
}

/** Repairs what `isBroken` names, rule by rule in id order; a finding that stays after its repair is left. */
function mend(editor: PlanEditor, isBroken: (violation: Violation) => boolean): void {
  for (const { card, check } of RULEBOOK) {
    const tried = new Set<string>()
    for (let turn = 0; turn < MOST_REPAIRS; turn++) {
      const violation = check(editor.facts).violations.find((one) => isBroken(one) && !tried.has(findingOf(one)))
      if (!violation) break
      tried.add(findingOf(violation))
      const { week, measured, allowed, unit } = violation
      editor.begin(card.id, { week, measured, allowed, unit })
      const isOfWeek = card.id === 'G01' || (card.id === 'G18' && violation.workoutId === null)
      const repair = isOfWeek ? lowerWeek : REPAIRS[card.id]
      repair?.(editor, violation)
    }
  }
}

/**
 * A week that grew too fast because the weeks before it shrank, or by what was done in it already, comes down to what is
 * allowed, not to what is advised: the athlete is on the way back to what they did. What is done counts as it was done, and
 * what is left of the week gives way.
 */
const lowerWeek: Repair = (editor, violation) => {
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = factsOf(editor, sport)
    const row = facts.rowsBefore + week.index
    const { judged, returning } = facts.rows[row]!
    const most = returning ? returning.limit : reachOf(weekLimits(editor.facts, facts, row), 'hard')
    if (judged === null || most === null) continue
    const isLeft = (session: SessionFacts): boolean =>
      session.weekIndex === week.index && !session.past && !session.race
    const left = editor.facts.weeks[week.index]!.sessions.filter(
      (session) => isLeft(session) && session.workout.sport === sport,
    ).reduce((sum, session) => sum + amountOf(facts, session), 0)
    reduceVolume(editor, facts, isLeft, Math.max(0, RETURN_MARGIN * most - (judged - left)))
  }
}

const findingOf = ({ week, workoutId, measured, allowed }: Violation): string =>
  `${week} ${workoutId} ${measured} ${allowed}`

/** One change a session that is not what it was. */
function sessionChanges(before: Plan, after: Plan): PlanChange[] {
  const was = new Map(workoutsOf(before).map((workout) => [workout.id, workout]))
  const is = new Map(workoutsOf(after).map((workout) => [workout.id, workout]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): PlanChange[] => {
    const [old, now] = [was.get(id), is.get(id)]
    if (old === undefined) return now === undefined ? [] : [{ kind: 'add', workout: now }]
    if (now === undefined) return [{ kind: 'remove', workout: old }]
    // HARD follows from the week around a session, so it is no part of what a session was
    if (isSameJson({ ...old, hard: now.hard }, now)) return []
    return [{ kind: 'replace', workoutId: id, before: old, after: now }]
  })
}

/** Outlines that were given back, before what the limits leave of them. */
function rewritten(before: Plan, after: Plan): PlanChange[] {
  const change = rewriteWeeks(
    before,
    weeksOf(after).filter(({ detail }) => detail === 'OUTLINE'),
  )
  return change === null ? [] : [change]
}

/** Minutes of all weeks from this one on. */
const minutesAhead = (plan: Plan, { today }: RepairContext): number =>
  weeksOf(plan).reduce(
    (sum, { startDate, volumeTargetMinutes }) => sum + (addDays(startDate, 6) >= today ? volumeTargetMinutes : 0),
    0,
  )
