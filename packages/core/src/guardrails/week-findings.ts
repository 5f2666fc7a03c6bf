import { keptOf } from './kept.ts'
import type { RuleCard } from './guardrail.ts'
import type { PlanBasis } from './plan-basis.ts'
import type { PlanFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'
import type { WeekFacts } from './week-facts.ts'

/**
 * Judges one week and writes down what it finds. It may read the weeks it sees (`Sight`), their rows, the measures of the
 * sports and all that is not weeks (`PlanBasis`), and nothing else: what it finds is kept as long as these are the same, so
 * that a change costs the weeks that can see it.
 */
type JudgeWeek = (facts: PlanFacts, week: WeekFacts, tally: RuleTally) => void

/** What a rule looks at to judge a week: the week alone, or with the seven before it. */
type Sight = 'week' | 'eight-weeks'
const WEEKS_BEFORE: Readonly<Record<Sight, number>> = { week: 0, 'eight-weeks': 7 }

let judges = 0

/** A rule that judges week by week: what it finds in all of them. */
export function weekByWeek(
  card: RuleCard,
  sight: Sight,
  judge: JudgeWeek,
): (facts: PlanFacts, unit?: string) => RuleTally {
  const place = judges++
  return (facts, unit = card.unit) => {
    const all = new RuleTally(card, unit)
    const windows = windowsOf(facts, sight)
    for (let index = 0; index < windows.length; index++) {
      const { found } = windows[index]!
      let tally = found[place]
      if (tally === undefined) {
        const fresh = new RuleTally(card)
        judge(facts, facts.weeks[index]!, fresh)
        tally = fresh.isEmpty ? null : fresh
        found[place] = tally
      }
      if (tally !== null) all.add(tally)
    }
    return all
  }
}

/** A week with those before it that a rule sees, and what the rules found in it. */
interface WeekWindow {
  readonly basis: PlanBasis
  /** Sports and measures of the plan. */
  readonly measures: string
  /** Oldest first; the week itself is the last one. */
  readonly weeks: readonly WeekFacts[]
  /** By the judge's place; null where there was nothing to judge. */
  readonly found: (RuleTally | null | undefined)[]
}

type Windows = Partial<Record<Sight, WeekWindow[]>>
/** The windows that end with a week. */
const keptWindows = keptOf<WeekFacts, Windows>()
/** One window for each week of a plan. */
const keptWindowsOf = keptOf<PlanFacts, Windows>()
/** Of one week and sight: while a card is dragged the weeks before a week change and change back. */
const MOST_KEPT = 4

function windowsOf(facts: PlanFacts, sight: Sight): readonly WeekWindow[] {
  const bySight = keptWindowsOf(facts, () => ({}))
  const known = bySight[sight]
  if (known) return known
  const measures = facts.sports.map(({ sport, measure }) => `${sport} ${measure}`).join(' ')
  const windows = facts.weeks.map((_, index) => windowOf(facts, index, sight, measures))
  bySight[sight] = windows
  return windows
}

function windowOf({ weeks, basis }: PlanFacts, index: number, sight: Sight, measures: string): WeekWindow {
  const from = Math.max(0, index - WEEKS_BEFORE[sight])
  const known = (keptWindows(weeks[index]!, () => ({}))[sight] ??= [])
  for (const window of known) {
    if (window.basis === basis && window.measures === measures && holds(window, weeks, from)) return window
  }
  if (known.length >= MOST_KEPT) known.shift()
  const window: WeekWindow = { basis, measures, weeks: weeks.slice(from, index + 1), found: [] }
  known.push(window)
  return window
}

function holds(window: WeekWindow, weeks: readonly WeekFacts[], from: number): boolean {
  const { length } = window.weeks
  for (let offset = 0; offset < length; offset++) if (window.weeks[offset] !== weeks[from + offset]) return false
  return true
}
