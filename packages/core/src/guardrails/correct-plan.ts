import type { Plan } from '../plan/plan.ts'
import { addDays, daysBetween, toDayNumber, type LocalDate } from '../time/local-date.ts'
import type { GuardReport, RuleId, Violation } from './guard-report.ts'
import type { PlanFacts } from './plan-facts.ts'
import { PlanEditor, type Correction } from './plan-editor.ts'
import { REPAIRS } from './repairs.ts'
import { reviewFacts, reviewPlan, type ReviewFacts } from './review-plan.ts'
import { RULEBOOK } from './rulebook.ts'

export interface CorrectedPlan {
  readonly plan: Plan
  /** What was changed, rule by rule, in order; applied to the plan that came in they give `plan`. */
  readonly corrections: readonly Correction[]
  /** Of `plan`. `ok: false` when a hard limit could not be mended: such a plan is never saved. */
  readonly report: GuardReport
  readonly passes: number
}

/** Passes over the rulebook before a week is replaced by the last valid one (science.md S7.1). */
export const MOST_PASSES = 5
/** Repairs of one rule within a pass: mending one place can show the next. */
const REPAIRS_A_RULE = 60

export interface CorrectOptions {
  /** The Monday correction begins with: weeks before it stay as they are, whatever is broken there. */
  readonly from?: LocalDate
}

/**
 * Mends hard violations in id order, at most five passes; then weeks that are still broken become a repeat of the last
 * valid week (science.md S7.1). Sessions are built anew from the library, totals never written by hand. Pure.
 */
export function correctPlan(plan: Plan, facts: ReviewFacts, { from }: CorrectOptions = {}): CorrectedPlan {
  const first = reviewPlan(plan, facts)
  if (first.ok) return { plan, corrections: [], report: first, passes: 0 }
  const editor = new PlanEditor(plan, facts, from === undefined ? {} : { from })
  const isMeant = (violation: Violation): boolean =>
    violation.severity === 'H' && !isHeld(editor.facts, violation, from)
  let { report, passes } = mendAll(editor, first, isMeant)
  if (report.violations.some(isMeant)) {
    repeatLastValidWeek(editor, report, isMeant)
    // a week repeated stands beside new neighbours: once more through the rulebook
    const again = mendAll(editor, reviewPlan(editor.plan, facts), isMeant)
    report = again.report
    passes += again.passes
  }
  return { plan: editor.plan, corrections: editor.corrections(), report, passes }
}

type IsMeant = (violation: Violation) => boolean

/** True for what is broken in a week before `from`, which no edit can mend. */
const isHeld = ({ weeks }: PlanFacts, { week }: Violation, from: LocalDate | undefined): boolean =>
  from !== undefined &&
  week !== null &&
  weeks.some(({ week: { weekNumber }, startDay }) => weekNumber === week && startDay < toDayNumber(from))

/** Passes over the rulebook until nothing that is meant is broken, at most five. */
function mendAll(editor: PlanEditor, start: GuardReport, isMeant: IsMeant): { report: GuardReport; passes: number } {
  let report = start
  let passes = 0
  while (report.violations.some(isMeant) && passes < MOST_PASSES) {
    passes += 1
    for (const rule of RULEBOOK) mendRule(editor, rule.card.id, isMeant)
    report = reviewFacts(editor.facts)
  }
  return { report, passes }
}

function mendRule(editor: PlanEditor, id: RuleId, isMeant: IsMeant): void {
  const repair = REPAIRS[id]
  if (!repair) return
  const rule = RULEBOOK.find((candidate) => candidate.card.id === id)!
  const stuck = new Set<string>()
  let before = ''
  for (let turn = 0; turn < REPAIRS_A_RULE; turn++) {
    const violation = rule
      .check(editor.facts)
      .violations.find((candidate) => isMeant(candidate) && !stuck.has(findingOf(candidate)))
    if (!violation) return
    const finding = findingOf(violation)
    if (finding === before) {
      // the same finding twice: this repair has done what it can here
      stuck.add(finding)
      continue
    }
    before = finding
    editor.begin(id, {
      week: violation.week,
      measured: violation.measured,
      allowed: violation.allowed,
      unit: violation.unit,
    })
    repair(editor, violation)
  }
}

const findingOf = ({ week, workoutId, measured, allowed }: Violation): string =>
  `${week} ${workoutId} ${measured} ${allowed}`

/** Replaces each week with a hard violation by the last week before it that has none; the first such week has none before it. */
function repeatLastValidWeek(editor: PlanEditor, report: GuardReport, isMeant: IsMeant): void {
  const broken = new Set(report.violations.filter(isMeant).map((violation) => violation.week))
  for (const week of editor.facts.weeks) {
    if (!broken.has(week.week.weekNumber) || week.past || week.hasRace) continue
    const valid = editor.facts.weeks
      .filter((other) => other.index < week.index && !broken.has(other.week.weekNumber) && !other.hasRace)
      .at(-1)
    editor.begin(firstRuleOf(report, week.week.weekNumber), {
      week: week.week.weekNumber,
      repeats: valid?.week.weekNumber ?? null,
    })
    for (const session of editor.facts.weeks[week.index]!.judged) editor.remove(session.workout)
    if (!valid) continue
    const shift = daysBetween(valid.week.startDate, week.week.startDate)
    for (const session of valid.sessions) {
      if (session.race) continue
      const { workout } = session
      const date = addDays(workout.date, shift)
      const blackout = editor.plan.athlete.availability.blackoutDates ?? []
      if (blackout.includes(date) || (editor.facts.facts.today !== null && date < editor.facts.facts.today)) continue
      editor.add({ ...workout, id: `${workout.id}-again-${week.week.weekNumber}`, date })
    }
  }
}

const firstRuleOf = (report: GuardReport, week: number): RuleId =>
  report.violations.find((violation) => violation.severity === 'H' && violation.week === week)?.rule ?? 'G01'
