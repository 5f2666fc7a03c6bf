import type { TrainingHistory } from '../evidence/history.ts'
import { assessFeasibility, type Feasibility } from '../plan/feasibility.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { countText } from '../units/format.ts'
import { keptBy, keptOf } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanBasis } from './plan-basis.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G15',
  name: 'Time until the race',
  severity: 'S/H',
  unit: 'weeks',
  source: 'science.md S7.1 G15, S5.5',
  sentence: 'There are enough whole weeks to the race to build up safely from where you are.',
}

/** What feasibility needs to know, read back from a plan and the facts of its review; null without a past or a day. */
function planningInputOf({ plan, facts }: PlanBasis): PlanningInput | null {
  const { history, today, flags, thresholds, course } = facts
  if (history === null || today === null) return null
  return {
    planId: plan.id,
    today,
    goal: plan.goal,
    history,
    athlete: {
      sport: plan.sport,
      birthYear: plan.athlete.birthYear,
      sex: null,
      level: plan.athlete.level,
      maxDaysPerWeek: plan.athlete.maxDaysPerWeek,
      longDay: plan.athlete.longDay,
      longDayPinned: plan.athlete.longDayPinned,
      // the minutes are G13's; here they would only decide how to word a refusal
      availability: null,
      thresholds: thresholds ?? [],
      flags: flags ?? [],
      targets: {},
      crossTraining: false,
      treadmill: false,
      indoorTrainer: false,
    },
    // how long a ride is prepared for hangs on it
    ...(course ? { course } : {}),
  }
}

const keptByHistory = keptBy<TrainingHistory, Feasibility>()
const keptFeasibility = keptOf<PlanBasis, { readonly feasibility: Feasibility | null }>()

/** Nothing of it depends on the weeks: it is the same whatever becomes of a session. */
const feasibilityOf = (basis: PlanBasis): Feasibility | null =>
  keptFeasibility(basis, () => {
    const input = planningInputOf(basis)
    if (input === null) return { feasibility: null }
    const key = JSON.stringify([input.today, input.goal, input.athlete, input.course])
    return { feasibility: keptByHistory(input.history, key, () => assessFeasibility(input)) }
  }).feasibility

/** G15: whole weeks from the next Monday to the race against the weeks S5.5 asks for. Judged when a plan is made. */
export const g15FeasibleTimeline: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    if (facts.plan.goal.kind === 'GENERAL_FITNESS') return tally.outcome('General fitness has no date to be ready for.')
    if (facts.hasStarted) return tally.outcome('The plan has begun; its time was judged when it was made.')
    const feasibility = feasibilityOf(facts.basis)
    if (feasibility === null) return tally.notJudged('No athlete was given: where they stand today is unknown.')
    const { weeksAvailable, weeksHard, weeksRecommended } = feasibility
    if (weeksAvailable === null || weeksHard === null || weeksRecommended === null)
      return tally.outcome(feasibility.text)
    tally.atLeast(
      weeksAvailable,
      { soft: weeksRecommended, hard: weeksHard },
      { week: null, date: facts.plan.targetDate },
      () => feasibility.text,
    )
    return tally.outcome(`${feasibility.text} Available: ${countText(weeksAvailable, 'week')}.`)
  },
}
