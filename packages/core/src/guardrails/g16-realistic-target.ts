import { assessRaceTarget, hasWish, type RaceTarget } from '../plan/race-target.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import { weeksAvailable } from '../plan/weeks-needed.ts'
import type { Measured } from '../result/measured.ts'
import { keptBy } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G16',
  name: 'Realistic target',
  severity: 'S/H',
  unit: 'share',
  source: 'science.md S7.1 G16, S1.3, S1.10, S10.4',
  sentence:
    'A wished time or power is at most 3 % beyond today’s form for every 8 weeks of training (beginners 5 %); 6 % for every 12 weeks is the limit (beginners 10 %).',
}

const keptTargets = keptBy<TrainingHistory, Measured<RaceTarget> | null>()

function targetOf({ plan, facts }: PlanFacts): Measured<RaceTarget> | null {
  const { history, today, thresholds = [], course } = facts
  if (history === null || today === null) return null
  const { goal } = plan
  const { level } = plan.athlete
  const weeks = weeksAvailable(today, plan.targetDate)
  return keptTargets(history, JSON.stringify([today, goal, level, weeks, thresholds, course]), () =>
    assessRaceTarget({ goal, today, level, thresholds, history, course, weeks }),
  )
}

/** G16: what is wished for race day, a time or a ride's power, against what measured form gives today. Judged when a plan is made. */
export const g16RealisticTarget: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const { goal, targetDate } = facts.plan
    if (!hasWish(goal)) return tally.outcome('No time and no power is wished for.')
    if (facts.hasStarted) return tally.outcome('The plan has begun; its target was judged when it was made.')
    const found = targetOf(facts)
    if (found === null) return tally.notJudged('No athlete was given: what they could do today is unknown.')
    if (!found.ok) return tally.notJudged(found.detail)
    const target = found.value
    tally.atMost(
      target.improvement,
      { soft: target.softShare, hard: target.hardShare },
      { week: null, date: targetDate },
      () => target.text,
    )
    return tally.outcome(target.text)
  },
}
