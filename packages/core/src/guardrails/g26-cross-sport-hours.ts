import { minutesText, shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { minuteRows } from './minute-rows.ts'
import type { PlanFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G26',
  name: 'Hours of both sports',
  severity: 'S',
  unit: 'min',
  source: 'science.md S7.1 G26',
  sentence: 'Running and riding together grow by at most 15 % over the best of the four weeks before.',
}

const MOST_GROWTH = 1.15
/** Growth is measured from at least two hours, as that of riding is (G01). */
const FLOOR_MIN = 120
/** Room for rounding on a week (science.md S7.3). */
const TOLERANCE_MIN = 2

/** Minutes of both sports by week of the merged calendar; null where one of them is unknown. */
function bothSports(facts: PlanFacts): { readonly rows: (number | null)[]; readonly before: number } | null {
  const [run, ride] = [minuteRows(facts, 'run'), minuteRows(facts, 'ride')]
  const trains = (rows: readonly (number | null)[], from: number): boolean =>
    rows.slice(Math.max(0, from - 4)).some((minutes) => (minutes ?? 0) > 0)
  if (!trains(run.rows, run.before) || !trains(ride.rows, ride.before)) return null
  return {
    rows: run.rows.map((minutes, index) => {
      const other = ride.rows[index]
      return minutes === null || other === null || other === undefined ? null : minutes + other
    }),
    before: run.before,
  }
}

/** G26: hours of all planned sports against the best of the four weeks before. Hard days of both are G07's and G08's. */
export const g26CrossSportHours: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const both = bothSports(facts)
    if (both === null) return tally.outcome('Only one sport is trained; its own volume rule speaks.')
    for (const week of facts.weeks) {
      const index = both.before + week.index
      const minutes = both.rows[index]
      if (week.past || week.judged.length === 0 || minutes === null || minutes === undefined) continue
      const known = both.rows.slice(Math.max(0, index - 4), index).filter((row) => row !== null)
      if (known.length === 0) continue
      const base = Math.max(FLOOR_MIN, ...known)
      tally.atMost(
        minutes,
        { soft: MOST_GROWTH * base, hard: null },
        { week: week.week.weekNumber, date: week.week.startDate },
        (allowed) =>
          `Week ${week.week.weekNumber} has ${minutesText(minutes)} of running and riding, ${shareText(minutes / base - 1)} more than the best of the four weeks before. We advise up to ${minutesText(allowed)}.`,
        TOLERANCE_MIN,
      )
    }
    return tally.outcome('Running and riding together, each week against the best of the four before it.')
  },
}
