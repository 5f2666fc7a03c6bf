import { keptOf } from './kept.ts'
import type { RuleCard } from './guardrail.ts'
import type { PlanBasis } from './plan-basis.ts'
import type { PlanFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'
import type { WeekFacts } from './week-facts.ts'

/**
 * Judges one week and writes down what it finds. It may read the week, the `weeksBefore` weeks before it, their rows, the
 * measures of the sports and all that is not weeks (`PlanBasis`), and nothing else: what it finds is kept as long as these
 * are the same, so that a change costs the weeks that can see it.
 */
type JudgeWeek = (facts: PlanFacts, week: WeekFacts, tally: RuleTally) => void

/** A rule that judges week by week, by each week and the `weeksBefore` weeks before it: what it finds in all of them. */
export function weekByWeek(
  card: RuleCard,
  weeksBefore: number,
  judge: JudgeWeek,
): (facts: PlanFacts, unit?: string) => RuleTally {
  return (facts, unit = card.unit) => {
    const all = new RuleTally(card, unit)
    const windows = windowsOf(facts, weeksBefore)
    for (let index = 0; index < windows.length; index++) {
      const { found } = windows[index]!
      let tally = found.get(judge)
      if (tally === undefined) {
        tally = new RuleTally(card)
        judge(facts, facts.weeks[index]!, tally)
        found.set(judge, tally)
      }
      all.add(tally)
    }
    return all
  }
}

/** A week with as many before it as a rule looks back, and what the rules found in it. */
interface WeekWindow {
  readonly basis: PlanBasis
  /** Sports and measures of the plan. */
  readonly measures: string
  /** Oldest first; the week itself is the last one. */
  readonly weeks: readonly WeekFacts[]
  readonly found: Map<JudgeWeek, RuleTally>
}

/** Windows of each length, kept with their last week. */
type WindowsByLength = WeekWindow[][]
const keptWindows = keptOf<WeekFacts, WindowsByLength>()
const keptWindowsOf = keptOf<PlanFacts, WindowsByLength>()
/** Of one week and length: while a card is dragged the weeks before a week change and change back. */
const MOST_KEPT = 4

/** One window for each week of the plan. */
function windowsOf(facts: PlanFacts, weeksBefore: number): readonly WeekWindow[] {
  const byLength = keptWindowsOf(facts, () => [])
  const known = byLength[weeksBefore]
  if (known) return known
  const measures = facts.sports.map(({ sport, measure }) => `${sport} ${measure}`).join(' ')
  const windows = facts.weeks.map((_, index) => windowOf(facts, index, weeksBefore, measures))
  byLength[weeksBefore] = windows
  return windows
}

function windowOf({ weeks, basis }: PlanFacts, index: number, weeksBefore: number, measures: string): WeekWindow {
  const from = Math.max(0, index - weeksBefore)
  const known = (keptWindows(weeks[index]!, () => [])[weeksBefore] ??= [])
  for (const window of known) {
    if (window.basis === basis && window.measures === measures && holds(window, weeks, from)) return window
  }
  if (known.length >= MOST_KEPT) known.shift()
  const window: WeekWindow = { basis, measures, weeks: weeks.slice(from, index + 1), found: new Map() }
  known.push(window)
  return window
}

function holds(window: WeekWindow, weeks: readonly WeekFacts[], from: number): boolean {
  const { length } = window.weeks
  for (let offset = 0; offset < length; offset++) if (window.weeks[offset] !== weeks[from + offset]) return false
  return true
}
