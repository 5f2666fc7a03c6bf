import type { Measured } from '../result/measured.ts'
import { alternativesFor, type Alternative } from './alternatives.ts'
import { countText, formatClock } from '../units/format.ts'
import type { Goal } from './goal.ts'
import { goalWords } from './goal-words.ts'
import { withLongDay } from './long-day-verdict.ts'
import { BUILDS_FROM_WEEKS, seasonWeeks } from './macro.ts'
import type { PlanningInput } from './planning-input.ts'
import { assessRaceTarget, type RaceTarget } from './race-target.ts'
import { startingPoint, type StartingPoint } from './starting-point.ts'
import { hasUsableTime, withoutTime } from './usable-time.ts'
import { weeksAvailable, weeksFor, type GoalToJudge, type Needed } from './weeks-needed.ts'

export interface Feasibility {
  readonly verdict: 'green' | 'amber' | 'red'
  /** The rule that refuses: G15 too little time to the race, G13 no usable time at all; null when nothing does. */
  readonly rule: 'G13' | 'G15' | null
  /** Whole weeks from the next Monday to the race, taper included (science.md S5.4); null without a date. */
  readonly weeksAvailable: number | null
  /** Below this many weeks we refuse. */
  readonly weeksHard: number | null
  /** From this many weeks the build stays inside the soft limits. */
  readonly weeksRecommended: number | null
  /** The arithmetic: where the athlete is and what the goal needs. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  /** One sentence with the numbers of the time there is. */
  readonly text: string
  /** The plan has too few weeks to coach the wished time of a run, so it aims at none (science.md S5.4). */
  readonly isUntimed: boolean
  /** What is wished for race day against today's form, or why nobody can say (G16); null without a wish. */
  readonly target: Measured<RaceTarget> | null
  /** Three ways forward when the verdict is red, else none. */
  readonly alternatives: readonly Alternative[]
}

/** Judges whether the goal can be reached safely in the time there is (science.md S5.5, G15). Pure. */
export function assessFeasibility(input: PlanningInput, start: StartingPoint = startingPoint(input)): Feasibility {
  if (!hasUsableTime(input)) return withoutTime(input)
  return withLongDay(byWeeks(input, start), input)
}

function byWeeks(input: PlanningInput, start: StartingPoint): Feasibility {
  const { goal, today } = input
  if (goal.kind === 'GENERAL_FITNESS' || goal.date === undefined) {
    return {
      verdict: 'green',
      rule: null,
      weeksAvailable: goal.date === undefined ? null : weeksAvailable(today, goal.date),
      weeksHard: null,
      weeksRecommended: null,
      facts: { goal: goal.kind },
      isUntimed: false,
      target: null,
      text: 'General fitness has no date to be ready for, so any week is a good week to begin.',
      alternatives: [],
    }
  }
  const available = weeksAvailable(today, goal.date)
  const target = targetOf(input, start, available)
  // a time nobody can ride makes no event shorter: what is prepared for is the nearest honest one
  const honest = target?.ok ? target.value.honest : {}
  const judged = { ...input, goal: { ...goal, ...honest } }
  const needed = weeksFor(judged.goal, start)
  const byTime = available < needed.hard ? 'red' : available < needed.recommended ? 'amber' : 'green'
  // a wish out of reach makes no race impossible either: the plan is made for the nearest honest one
  const isTooMuch = target?.ok === true && target.value.verdict !== 'green'
  const isArrival = byTime !== 'red' && seasonWeeks(start.startDate, goal.date) < BUILDS_FROM_WEEKS
  const isUntimed = isArrival && dropsTime(goal, target)
  const verdict = byTime === 'green' && (isTooMuch || isArrival) ? 'amber' : byTime
  return {
    verdict,
    isUntimed,
    target: isUntimed ? null : target,
    rule: verdict === 'red' ? 'G15' : null,
    weeksAvailable: available,
    weeksHard: needed.hard,
    weeksRecommended: needed.recommended,
    facts: {
      goal: goal.kind,
      ...needed.facts,
      weeksAvailable: available,
      weeksHard: needed.hard,
      weeksRecommended: needed.recommended,
      ...(isArrival ? { aim: 'arrive-healthy', untimed: isUntimed } : {}),
    },
    text: `${sentence(goal, byTime, available, needed)}${isArrival ? ` ${arrivalText(goal, isUntimed)}` : ''}`,
    alternatives: verdict === 'red' ? alternativesFor(judged, start, needed, available) : [],
  }
}

/** With fewer weeks than a build takes a run's time is aimed at only where today's form is this close to it (science.md S5.4). */
const ARRIVAL_GAIN = 0.02

const dropsTime = (goal: Goal, target: Measured<RaceTarget> | null): boolean =>
  goal.sport === 'run' && target !== null && (!target.ok || target.value.improvement > ARRIVAL_GAIN)

function arrivalText(goal: Goal, isUntimed: boolean): string {
  const what =
    'That is too short to build anything: usual easy days with short openers, then the taper, and the aim is to arrive healthy.'
  return isUntimed && goal.targetTimeS !== undefined
    ? `${what} The plan aims at no time: ${formatClock(goal.targetTimeS)} is not within ${100 * ARRIVAL_GAIN} % of what we know you can run today.`
    : what
}

function targetOf(
  { goal, today, course, athlete, history }: PlanningInput,
  { level }: StartingPoint,
  weeks: number,
): Measured<RaceTarget> | null {
  return assessRaceTarget({ goal, today, level, thresholds: athlete.thresholds, history, course, weeks })
}

function sentence(goal: GoalToJudge, verdict: Feasibility['verdict'], available: number, needed: Needed): string {
  const name = goalWords(goal)
  const weeks = (count: number): string => countText(count, 'week')
  if (verdict === 'red') {
    return `${needed.from}${name} needs at least ${weeks(needed.hard)} to be safe, better ${weeks(needed.recommended)}; ${available === 0 ? 'no full week is left before the race' : `the race is in ${weeks(available)}`}.`
  }
  if (verdict === 'amber') {
    return `${needed.from}${name} is best built over ${weeks(needed.recommended)}; with ${weeks(available)} the aim is to finish well.`
  }
  return `${needed.from}${name} needs ${weeks(needed.recommended)}, and there ${available === 1 ? 'is' : 'are'} ${weeks(available)}.`
}
