import { RAMP_FROM_CTL, RAMP_LIMITS } from '../load/ramp.ts'
import { longDate } from '../time/date-words.ts'
import { isCutback } from './cutback.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { dateOfPlanned, plannedFitness, type PlannedFitness } from './planned-fitness.ts'
import { RuleTally, type Bounds } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G21',
  name: 'Fitness ramp',
  severity: 'S/H',
  unit: 'points',
  source: 'science.md S7.1 G21, S4.5 (Friel)',
  sentence:
    'Fitness (CTL) rises by at most 3 points in seven days for beginners, 5 for others, 6 for advanced; 5, 7 and 8 are the limit, and 5 a week over four weeks.',
}

const WEEK = 7
/** Seven days of which this many lie in the week after still have most in the week before. */
const DAYS_AFTER = 3
const FOUR_WEEKS = 28
/** Mean of four weeks (science.md S4.5). */
const MOST_OVER_FOUR_WEEKS = 5
/** What seven days of a camp may add for the advanced, when a lighter week follows (science.md S4.5). */
const CAMP_PER_WEEK = 10

const ctlBefore = (fitness: PlannedFitness, index: number): number =>
  index < 0 ? fitness.ctlBefore : fitness.days[index]!.ctl

/** Limits of a week; a camp of the advanced has room where the week after is a lighter one. */
function rampLimits(facts: PlanFacts, weekIndex: number): Bounds {
  const { level } = facts.plan.athlete
  const { softPerWeek, hardPerWeek } = RAMP_LIMITS[level]
  const next = facts.main.rowsBefore + weekIndex + 1
  const isCamp = level === 'ADVANCED' && facts.weeks[weekIndex + 1] !== undefined && isCutback(facts.main, next)
  return { soft: softPerWeek, hard: isCamp ? CAMP_PER_WEEK : hardPerWeek }
}

/** G21: what seven planned days add to fitness, the steepest of each week; and the mean of four weeks. */
export const g21FitnessRamp: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const found = plannedFitness(facts)
    if (!found.ok) return tally.notJudged(found.detail)
    const fitness = found.value
    for (const week of facts.weeks) {
      let steepest: { readonly ramp: number; readonly index: number } | null = null
      let slow: { readonly ramp: number; readonly index: number } | null = null
      // seven days belong to the week that holds most of them
      const first = Math.max(0, week.startDay - fitness.firstDay)
      const end = Math.min(fitness.days.length, week.endDay - fitness.firstDay + DAYS_AFTER + 1)
      for (let index = first; index < end; index++) {
        if ((fitness.days[index - DAYS_AFTER] ?? fitness.days[index]!).weekIndex !== week.index) continue
        const { ctl } = fitness.days[index]!
        const from = index - WEEK
        if (from >= -1 && ctlBefore(fitness, from) >= RAMP_FROM_CTL) {
          const ramp = ctl - ctlBefore(fitness, from)
          if (steepest === null || ramp > steepest.ramp) steepest = { ramp, index }
        }
        const fourBack = index - FOUR_WEEKS
        if (fourBack >= -1 && ctlBefore(fitness, fourBack) >= RAMP_FROM_CTL) {
          const ramp = (ctl - ctlBefore(fitness, fourBack)) / (FOUR_WEEKS / WEEK)
          if (slow === null || ramp > slow.ramp) slow = { ramp, index }
        }
      }
      if (steepest === null) continue
      const { ramp, index: last } = steepest
      tally.atMost(
        ramp,
        rampLimits(facts, week.index),
        { week: week.week.weekNumber, date: week.week.startDate },
        (allowed, severity) =>
          `The seven days up to ${longDate(dateOfPlanned(fitness, last))} raise your fitness by ${ramp.toFixed(1)} points. We ${severity === 'H' ? 'allow' : 'advise'} up to ${allowed}.`,
      )
      if (slow === null || ramp > RAMP_LIMITS[facts.plan.athlete.level].softPerWeek) continue
      const { ramp: mean, index: lastOfFour } = slow
      tally.atMost(
        mean,
        { soft: MOST_OVER_FOUR_WEEKS, hard: null },
        { week: week.week.weekNumber, date: week.week.startDate },
        () =>
          `The four weeks up to ${longDate(dateOfPlanned(fitness, lastOfFour))} raise your fitness by ${mean.toFixed(1)} points a week. We advise up to ${MOST_OVER_FOUR_WEEKS}.`,
      )
    }
    return tally.outcome(
      fitness.days.length === 0
        ? 'The planned sessions tell no load.'
        : `What each seven planned days add to your fitness, from ${Math.round(fitness.ctlBefore)} points on; under ${RAMP_FROM_CTL} weekly volume governs.`,
    )
  },
}
