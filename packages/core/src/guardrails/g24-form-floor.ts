import { longDate } from '../time/date-words.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { dateOfPlanned, plannedFitness } from './planned-fitness.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G24',
  name: 'Floor of form',
  severity: 'S/H',
  unit: 'points',
  source: 'science.md S7.1 G24, S4.2, S4.6',
  sentence:
    'Fatigue stands at most 30 points above fitness on two mornings in a row (form −30); 40 is the limit. Mornings that get better are not judged.',
}

const SOFT = 30
const HARD = 40

/**
 * G24: how far fatigue stands above fitness on two mornings in a row, the worst of each week. The second morning is the one
 * judged, where a planned day made it no better than the first: what the past left behind no plan can mend but by rest.
 */
export const g24FormFloor: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const found = plannedFitness(facts)
    if (!found.ok) return tally.notJudged(found.detail)
    const fitness = found.value
    for (const week of facts.weeks) {
      let deepest: { readonly depth: number; readonly index: number } | null = null
      const first = Math.max(1, week.startDay - fitness.firstDay)
      const end = Math.min(fitness.days.length, week.endDay - fitness.firstDay + 1)
      for (let index = first; index < end; index++) {
        const [before, now] = [fitness.days[index - 1]!, fitness.days[index]!]
        if (now.tsb > before.tsb) continue
        const depth = -before.tsb
        if (deepest === null || depth > deepest.depth) deepest = { depth, index }
      }
      if (deepest === null) continue
      const { depth, index } = deepest
      const date = dateOfPlanned(fitness, index)
      tally.atMost(
        depth,
        { soft: SOFT, hard: HARD },
        { week: week.week.weekNumber, date },
        (allowed, severity) =>
          `Up to ${longDate(date)} fatigue stands ${Math.round(depth)} points above fitness on two mornings and grows. We ${severity === 'H' ? 'allow' : 'advise'} up to ${allowed}: an easy day more brings it down.`,
      )
    }
    return tally.outcome('Form on every planned morning, from your measured loads and the planned ones.')
  },
}
