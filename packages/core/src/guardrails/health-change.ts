import type { ApplyOptions } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { isSameJson } from '../result/same-json.ts'
import { flagEnd, type Flag } from '../athlete/flag.ts'
import type { GuardReport, RuleId, Violation } from './guard-report.ts'
import { HEALTH_RULES } from './health-rules.ts'
import { PlanEditor } from './plan-editor.ts'
import type { ReviewFacts } from './review-facts.ts'
import { REPAIRS } from './repairs.ts'
import { putReturnToRun } from './return-to-run.ts'
import { withReachableOutlines } from './reachable-outlines.ts'
import { introducedBy } from './review-change.ts'
import { reviewFacts, reviewPlan } from './review-plan.ts'
import { RULEBOOK } from './rulebook.ts'

/** The way back after what an injury or an illness took (science.md S8.7). */
const WAY_BACK: RuleId = 'G18'
/** Mending one rule can break another: rounds until nothing new is broken, as many as a correction has. */
const MOST_PASSES = 5
/** More than a season holds sessions; a repair that changes nothing is not tried twice. */
const MOST_REPAIRS = 600

/** One session before and after, and the rule that asked for it. */
export interface SessionChange {
  readonly workoutId: string
  /** Null for a session that is new. */
  readonly before: PlannedWorkout | null
  /** Null for rest in its place. */
  readonly after: PlannedWorkout | null
  readonly rule: RuleId
}

/** What the athlete's health asks of a plan in force: nothing is applied. Plain JSON. */
export interface HealthChange {
  /** One change a session, and one for the outlines that come down; none when the plan may stay as it is. */
  readonly changes: readonly PlanChange[]
  /** The same with the reasons, by day. */
  readonly sessions: readonly SessionChange[]
  /** Weeks not written yet that come down, because less is done before them. */
  readonly loweredWeeks: number
  readonly plan: Plan
  readonly report: GuardReport
  /** Hard limits of health that no change of ours could mend. */
  readonly open: readonly Violation[]
  /** Hard limits of other rules the change newly breaks: such a change is not saved. */
  readonly blocked: readonly Violation[]
  /** Races on days that are held: they stay in the plan, and the athlete is told. */
  readonly races: readonly PlannedWorkout[]
}

/**
 * What flags and health answers, as `facts` tell them, ask of the sessions to come (science.md G17–G20, S8.6, S8.7): easy
 * ones or rides in place of what is ruled out, rest where nothing is allowed, running and walking on the way back. Sessions
 * of days that are over and those named in `options.done` stay; what the rules do not ask for stays as well.
 */
export function healthChange(plan: Plan, facts: ReviewFacts, options: ApplyOptions = {}): HealthChange {
  const editor = new PlanEditor(plan, facts, options)
  const done = new Set(options.done)
  const before = reviewFacts(editor.facts)
  const rules = (facts.flags ?? []).some((flag) => isComingBack(flag, facts.today))
    ? [...HEALTH_RULES, WAY_BACK]
    : HEALTH_RULES
  const isOfHealth = (violation: Violation): boolean =>
    rules.includes(violation.rule) && violation.severity === 'H' && !done.has(violation.workoutId ?? '')
  // what hurts comes first, then the way back; other rules speak where that breaks them anew
  mend(editor, HEALTH_RULES, isOfHealth)
  putReturnToRun(editor)
  let report = reviewFacts(editor.facts)
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const broken = newlyBroken(before, report)
    if (broken.length === 0 && !report.violations.some(isOfHealth)) break
    mend(
      editor,
      [...new Set([...rules, ...broken.map(({ rule }) => rule)])],
      (violation) => isOfHealth(violation) || newlyBroken(before, { ...report, violations: [violation] }).length > 0,
    )
    report = reviewFacts(editor.facts)
  }
  const sessions = sessionChanges(plan, editor)
  const reached = withReachableOutlines(plan, editor.plan, facts)
  const outlines = rewriteWeeks(editor.plan, weeksOf(reached.plan))
  if (outlines !== null) report = reviewPlan(reached.plan, facts)
  return {
    changes: [...sessions.map(changeOf), ...(outlines === null ? [] : [outlines])],
    sessions,
    loweredWeeks: reached.lowered,
    plan: reached.plan,
    report,
    open: report.violations.filter(isOfHealth),
    blocked: newlyBroken(before, report),
    races: heldRaces(editor),
  }
}

/**
 * The certificate of a plan with what the rules of health say of it now: what the athlete has told since it was written
 * stands in it without the plan having changed.
 */
export function withHealthVerdicts(kept: GuardReport, now: GuardReport): GuardReport {
  const isOfHealth = ({ rule }: { readonly rule: RuleId }): boolean => HEALTH_RULES.includes(rule)
  const violations = [
    ...kept.violations.filter((violation) => !isOfHealth(violation)),
    ...now.violations.filter(isOfHealth),
  ].toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
  return {
    ...kept,
    ok: violations.every(({ severity }) => severity !== 'H'),
    violations,
    verdicts: kept.verdicts.map((verdict) =>
      isOfHealth(verdict) ? (now.verdicts.find(({ rule }) => rule === verdict.rule) ?? verdict) : verdict,
    ),
  }
}

/** So long after it a way back may still begin that is the illness's or the injury's own; later breaks have other causes. */
const WAY_BACK_BEGINS_DAYS = 14

/** True once training begins again after it: until then nothing is known of how long the break will be. */
function isComingBack(flag: Flag, today: LocalDate | null): boolean {
  const since = flag.kind === 'INJURY' ? flag.runAgainFrom : (flag.endDate ?? flag.symptomFreeSince)
  return since !== undefined && (today === null || daysBetween(since, today) <= WAY_BACK_BEGINS_DAYS)
}

const newlyBroken = (before: GuardReport, after: GuardReport): Violation[] =>
  introducedBy(before, after).filter(({ severity }) => severity === 'H')

/** Repairs what `isMeant` names, rule by rule in id order; a finding that stays after its repair is left. */
function mend(editor: PlanEditor, rules: readonly RuleId[], isMeant: (violation: Violation) => boolean): void {
  for (const { card, check } of RULEBOOK) {
    const repair = REPAIRS[card.id]
    if (!repair || !rules.includes(card.id)) continue
    const tried = new Set<string>()
    for (let turn = 0; turn < MOST_REPAIRS; turn++) {
      const violation = check(editor.facts).violations.find((one) => isMeant(one) && !tried.has(findingOf(one)))
      if (!violation) break
      tried.add(findingOf(violation))
      const { week, measured, allowed, unit } = violation
      editor.begin(card.id, { week, measured, allowed, unit })
      repair(editor, violation)
    }
  }
}

const findingOf = ({ week, workoutId, measured, allowed }: Violation): string =>
  `${week} ${workoutId} ${measured} ${allowed}`

/** Every session that is not what it was, by day, with the rule that touched it first. */
function sessionChanges(plan: Plan, editor: PlanEditor): SessionChange[] {
  const ruleOf = new Map<string, RuleId>()
  for (const { rule, changes } of editor.corrections()) {
    for (const change of changes) {
      const id = touchedBy(change)
      if (id !== null && !ruleOf.has(id)) ruleOf.set(id, rule)
    }
  }
  const was = new Map(workoutsOf(plan).map((workout) => [workout.id, workout]))
  const is = new Map(workoutsOf(editor.plan).map((workout) => [workout.id, workout]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((id): SessionChange[] => {
      const [before, after] = [was.get(id) ?? null, is.get(id) ?? null]
      // HARD follows from the week around a session, so it is no part of what a session was
      if (before && after && isSameJson({ ...before, hard: after.hard }, after)) return []
      return [{ workoutId: id, before, after, rule: ruleOf.get(id) ?? 'G17' }]
    })
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.workoutId < b.workoutId ? -1 : 1))
}

const dayOf = ({ before, after }: SessionChange): string => (before ?? after)?.date ?? ''

function touchedBy(change: PlanChange): string | null {
  switch (change.kind) {
    case 'add':
    case 'remove':
      return change.workout.id
    case 'move':
    case 'replace':
      return change.workoutId
    default:
      return null
  }
}

function changeOf({ workoutId, before, after }: SessionChange): PlanChange {
  if (before === null) return { kind: 'add', workout: after! }
  if (after === null) return { kind: 'remove', workout: before }
  return { kind: 'replace', workoutId, before, after }
}

function heldRaces({ plan, facts }: PlanEditor): PlannedWorkout[] {
  const { flags = [], today } = facts.facts
  return facts.weeks
    .flatMap((week) => week.sessions)
    .filter(({ race, past, workout }) => {
      const isHeld = flags.some(
        (flag) => flag.startDate <= workout.date && workout.date < flagEnd(flag, plan.startDate, today),
      )
      return race && !past && isHeld
    })
    .map(({ workout }) => workout)
}
