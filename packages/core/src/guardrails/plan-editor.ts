import type { Sport } from '../athlete/sport.ts'
import { applyChanges, type ApplyOptions } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { type Plan, type PlannedWorkout, type Priority, type Reason } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { RuleId } from './guard-report.ts'
import { planFacts, type PlanFacts } from './plan-facts.ts'
import type { ReviewFacts } from './review-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import type { SessionFacts } from './week-facts.ts'
import { demoted, eased, EASY_LEAST_MIN, lowered, shortened, withOwnTotals } from './reshape-session.ts'
import { SESSION_LEAST_MIN } from './g27-session-sanity.ts'

/** What one rule changed in a plan and why: part of the plan's history (design.md law 3). */
export interface Correction {
  readonly rule: RuleId
  readonly reason: Reason
  readonly changes: readonly PlanChange[]
}

const RANK: Record<Priority, number> = { OPTIONAL: 0, SUPPORT: 1, KEY: 2 }

/** Least important first: optional, support, key; long sessions after others of their rank; short before long. */
export const byImportance = (a: SessionFacts, b: SessionFacts): number =>
  RANK[a.workout.priority] - RANK[b.workout.priority] ||
  Number(a.workout.focus === 'LONG') - Number(b.workout.focus === 'LONG') ||
  a.minutes - b.minutes ||
  b.day - a.day ||
  (a.workout.id < b.workout.id ? -1 : 1)

export interface EditorOptions extends ApplyOptions {
  /** Days before it take no edit: what stands there stays. */
  readonly from?: LocalDate
}

/**
 * A plan being corrected: every edit goes through `applyChanges` and is written down with the rule that asked for it. The
 * facts are prepared anew after each edit, so a repair always looks at the plan as it is.
 */
export class PlanEditor {
  private current: Plan
  private prepared: PlanFacts | null = null
  private readonly reviewFacts: ReviewFacts
  private readonly options: EditorOptions
  private readonly written: {
    rule: RuleId
    changes: PlanChange[]
    facts: Record<string, string | number | boolean | null>
  }[] = []
  private rule: RuleId = 'G27'

  constructor(plan: Plan, facts: ReviewFacts, options: EditorOptions = {}) {
    this.current = plan
    this.reviewFacts = facts
    this.options = options
  }

  get plan(): Plan {
    return this.current
  }

  get facts(): PlanFacts {
    this.prepared ??= planFacts(this.current, this.reviewFacts)
    return this.prepared
  }

  /** Names the rule that the next edits are for, and the figures behind it. */
  begin(rule: RuleId, facts: Record<string, string | number | boolean | null>): void {
    this.rule = rule
    this.written.push({ rule, changes: [], facts })
  }

  corrections(): Correction[] {
    return this.written
      .filter((entry) => entry.changes.length > 0)
      .map(({ rule, changes, facts }) => ({ rule, reason: { code: `corrected-${rule}`, facts }, changes }))
  }

  find(id: string): SessionFacts | null {
    for (const week of this.facts.weeks) {
      for (const session of week.sessions) if (session.workout.id === id) return session
    }
    return null
  }

  /** Cuts a session to `minutes`; removes it when that leaves less than a session. True when something changed. */
  shorten(workout: PlannedWorkout, minutes: number): boolean {
    if (minutes < SESSION_LEAST_MIN) return this.remove(workout)
    return this.replace(workout, shortened(workout, minutes))
  }

  demote(workout: PlannedWorkout): boolean {
    return this.replace(workout, demoted(workout))
  }

  ease(workout: PlannedWorkout, purpose?: Reason): boolean {
    return this.replace(workout, eased(workout, purpose))
  }

  /** Takes work out of a session: a step lower, an easy one where there is none. */
  lower(workout: PlannedWorkout): boolean {
    const lower = lowered(workout)
    return lower === null ? this.demote(workout) : this.replace(workout, lower)
  }

  /** Computes a session's totals from its steps; removes one whose steps have no length. */
  recompute(workout: PlannedWorkout): boolean {
    const own = withOwnTotals(workout)
    return own === null ? this.remove(workout) : this.replace(workout, own)
  }

  replace(before: PlannedWorkout, after: PlannedWorkout): boolean {
    if (isSameJson({ ...before, hard: after.hard }, after)) return false
    return this.edit([{ kind: 'replace', workoutId: before.id, before, after }])
  }

  remove(workout: PlannedWorkout): boolean {
    return this.edit([{ kind: 'remove', workout }])
  }

  move(workout: PlannedWorkout, date: LocalDate, slot: number): boolean {
    return this.edit([moveOf(workout, date, slot)])
  }

  /** Two sessions trade places. */
  swap(a: PlannedWorkout, b: PlannedWorkout): boolean {
    return this.edit([moveOf(a, b.date, b.slot), moveOf(b, a.date, a.slot)])
  }

  add(workout: PlannedWorkout): boolean {
    return this.edit([{ kind: 'add', workout }])
  }

  /** Puts an edit on the plan if it fits it. */
  edit(changes: readonly PlanChange[]): boolean {
    const { from } = this.options
    if (from !== undefined && changes.some((change) => datesOf(change).some((date) => date < from))) return false
    const applied = applyChanges(this.current, changes, this.options)
    if (!applied.ok) return false
    this.current = applied.value
    this.prepared = null
    let entry = this.written.at(-1)
    if (!entry || entry.rule !== this.rule) {
      entry = { rule: this.rule, changes: [], facts: {} }
      this.written.push(entry)
    }
    entry.changes.push(...changes)
    return true
  }

  /** Runs `attempt` and takes its edits back when it answers false. */
  tentatively(attempt: () => boolean): boolean {
    const [plan, prepared, count] = [this.current, this.prepared, this.written.at(-1)?.changes.length ?? 0]
    if (attempt()) return true
    this.current = plan
    this.prepared = prepared
    this.written.at(-1)?.changes.splice(count)
    return false
  }
}

/** The days an edit takes a session from and puts it on; none for a change of whole weeks. */
function datesOf(change: PlanChange): LocalDate[] {
  switch (change.kind) {
    case 'move':
      return [change.from.date, change.to.date]
    case 'replace':
      return [change.before.date, change.after.date]
    case 'add':
    case 'remove':
      return [change.workout.date]
    default:
      return []
  }
}

const moveOf = (workout: PlannedWorkout, date: LocalDate, slot: number): PlanChange => ({
  kind: 'move',
  workoutId: workout.id,
  from: { date: workout.date, slot: workout.slot },
  to: { date, slot },
})

/** A session's amount in the sport's measure. */
export const amountOf = (sport: SportFacts, session: SessionFacts): number =>
  sport.measure === 'm' ? (session.distanceM ?? 0) : session.minutes

/** Cuts a session so that its amount is at most `amount`. Whole minutes; one more where rounding left it above. */
export function shortenToAmount(editor: PlanEditor, sport: SportFacts, id: string, amount: number): boolean {
  let isChanged = false
  for (let turn = 0; turn < 4; turn++) {
    const session = editor.find(id)
    if (session === null) return isChanged
    const now = amountOf(sport, session)
    if (now <= amount + 1e-6) return isChanged
    const minutes = Math.floor((session.minutes * amount) / now + 1e-9)
    const cut = Math.min(minutes, Math.ceil(session.minutes) - 1)
    if (!editor.shorten(session.workout, cut)) return isChanged
    isChanged = true
  }
  const left = editor.find(id)
  if (left !== null && amountOf(sport, left) > amount + 1e-6) return editor.remove(left.workout)
  return isChanged
}

/** A sport as it stands now: every change of the plan reckons its facts anew, so those kept from before it are of the plan that was. */
export const factsOf = (editor: PlanEditor, sport: Sport): SportFacts =>
  editor.facts.sports.find((facts) => facts.sport === sport) ?? editor.facts.main

/**
 * Brings the sessions that `inScope` names down to `target` in the sport's measure (science.md G01, auto-correct): scale
 * the easy ones (never below 20 min), then drop the least important easy day, then shorten the long session, then the rest.
 */
export function reduceVolume(
  editor: PlanEditor,
  sport: Pick<SportFacts, 'sport' | 'measure'>,
  inScope: (session: SessionFacts) => boolean,
  target: number,
): void {
  const measure = (): SportFacts => {
    const facts = factsOf(editor, sport.sport)
    // a target in minutes stays one where runs are counted in metres
    return sport.measure === 'min' && facts.measure === 'm' ? { ...facts, measure: 'min' } : facts
  }
  const scope = (): SessionFacts[] =>
    editor.facts.weeks.flatMap((week) =>
      week.sessions.filter((session) => session.workout.sport === sport.sport && inScope(session)),
    )
  const sum = (sessions: readonly SessionFacts[]): number =>
    sessions.reduce((total, session) => total + amountOf(measure(), session), 0)
  const excess = (): number => sum(scope()) - target
  const isFixed = (session: SessionFacts): boolean => session.race || session.past
  const easyOnes = (): SessionFacts[] =>
    scope().filter((session) => !isFixed(session) && !session.hard && session.workout.focus !== 'LONG')
  if (excess() <= 0) return
  // 1 scale easy sessions together, each to 20 min at the shortest
  const easy = easyOnes()
  const easySum = sum(easy)
  if (easySum > 0) {
    const factor = Math.max(0, (easySum - excess()) / easySum)
    for (const session of easy) {
      const minutes = Math.max(Math.min(EASY_LEAST_MIN, session.minutes), Math.floor(session.minutes * factor))
      if (minutes < session.minutes) editor.shorten(session.workout, minutes)
    }
  }
  // 2 drop the least important easy day, but leave one
  for (let turn = 0; turn < 7 && excess() > 0; turn++) {
    const [least, ...others] = easyOnes().toSorted(byImportance)
    if (!least || (others.length === 0 && scope().length > 1 && turn > 0)) break
    if (others.length === 0 && excess() < amountOf(measure(), least) / 2) break
    editor.remove(least.workout)
  }
  // 3 the long session, 4 everything else, most important last
  const rest = scope()
    .filter((session) => !isFixed(session))
    .toSorted((a, b) => Number(b.workout.focus === 'LONG') - Number(a.workout.focus === 'LONG') || byImportance(a, b))
  for (const session of rest) {
    const over = excess()
    if (over <= 0) return
    const now = amountOf(measure(), session)
    const least = (now * EASY_LEAST_MIN) / Math.max(session.minutes, 1)
    shortenToAmount(editor, measure(), session.workout.id, Math.max(Math.min(least, now), now - over))
  }
  // 5 what is left of it
  for (const session of scope()
    .filter((candidate) => !isFixed(candidate))
    .toSorted(byImportance)) {
    if (excess() <= 0) return
    editor.remove(session.workout)
  }
}
