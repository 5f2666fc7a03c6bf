import type { Sport } from '../athlete/sport.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { countText } from '../units/format.ts'
import { goalDistanceM, TABLE_RUNS, type GoalKind } from './goal.ts'
import { GOAL_WORDS, goalWords } from './goal-words.ts'
import { GENERAL_FITNESS_WEEKS } from './phases.ts'
import type { PlanningInput } from './planning-input.ts'
import type { StartingPoint } from './starting-point.ts'
import { weeksFor, type GoalToJudge, type Needed } from './weeks-needed.ts'

/** Something the athlete could do instead, computed (science.md G15). */
export interface Alternative {
  readonly kind: 'later-date' | 'shorter-distance' | 'run-walk-finish' | 'other-event' | 'general-fitness' | 'more-time'
  readonly goal: GoalKind
  /** Earliest day, or null when no date is needed. */
  readonly date: LocalDate | null
  /** Whole weeks from the next Monday to that day. */
  readonly weeks: number | null
  /** One sentence for the athlete. */
  readonly text: string
}

/** Three ways forward, each of which this planner would accept (G15). */
export function alternativesFor(
  input: PlanningInput,
  start: StartingPoint,
  needed: Needed,
  available: number,
): Alternative[] {
  const { kind } = input.goal
  const sundayAfter = (weeks: number): LocalDate => addDays(nextMonday(input.today), 7 * weeks - 1)
  const later: Alternative = {
    kind: 'later-date',
    goal: kind,
    date: sundayAfter(needed.recommended),
    weeks: needed.recommended,
    text: `Race ${goalWords(input.goal)} on or after ${sundayAfter(needed.recommended)}, ${needed.recommended} weeks of training away.`,
  }
  return input.goal.sport === 'run'
    ? [later, shorterRun(input, start, available, sundayAfter), runWalk(input.goal, needed, sundayAfter)]
    : [later, otherRide(input, start, available, sundayAfter), fitnessFirst(input.goal.sport)]
}

/** The longest shorter distance that fits the same day; when none does, the 5K on the day it would. */
function shorterRun(
  input: PlanningInput,
  start: StartingPoint,
  available: number,
  sundayAfter: (weeks: number) => LocalDate,
): Alternative {
  const { date } = input.goal
  const distance = goalDistanceM(input.goal) ?? 0
  const shorter = TABLE_RUNS.filter((goal) => (goalDistanceM({ kind: goal }) ?? 0) < distance).toReversed()
  for (const goal of shorter) {
    const weeks = weeksFor({ kind: goal }, start)
    if (available < weeks.hard || date === undefined) continue
    const how = available < weeks.recommended ? ', to finish' : ''
    return {
      kind: 'shorter-distance',
      goal,
      date,
      weeks: available,
      text: `Run ${GOAL_WORDS[goal]} on the same day${how}: it needs ${enough(Math.max(1, weeks.hard), available)}.`,
    }
  }
  if (shorter.length === 0) {
    return generalFitness('Begin with general fitness now, without a date, and choose the race from there.', null)
  }
  const weeks = weeksFor({ kind: '5K' }, start)
  return {
    kind: 'shorter-distance',
    goal: '5K',
    date: sundayAfter(weeks.recommended),
    weeks: weeks.recommended,
    text: `Run a 5K first, on or after ${sundayAfter(weeks.recommended)}: it needs ${weekCount(weeks.recommended)}.`,
  }
}

function runWalk(goal: GoalToJudge, needed: Needed, sundayAfter: (weeks: number) => LocalDate): Alternative {
  return {
    kind: 'run-walk-finish',
    goal: goal.kind,
    date: sundayAfter(needed.hard),
    weeks: needed.hard,
    text: `Run and walk ${goalWords(goal)} to a finish, without a target time, on or after ${sundayAfter(needed.hard)}.`,
  }
}

function otherRide(
  input: PlanningInput,
  start: StartingPoint,
  available: number,
  sundayAfter: (weeks: number) => LocalDate,
): Alternative {
  const goal: GoalKind = 'TT'
  const weeks = weeksFor({ kind: goal }, start)
  if (input.goal.kind !== goal && available >= weeks.hard && input.goal.date !== undefined) {
    return {
      kind: 'other-event',
      goal,
      date: input.goal.date,
      weeks: available,
      text: `Ride a time trial on the same day: it needs ${enough(weeks.hard, available)}.`,
    }
  }
  const shown = weeksFor(input.goal, start)
  return {
    kind: 'other-event',
    goal: input.goal.kind,
    date: sundayAfter(shown.hard),
    weeks: shown.hard,
    text: `Choose a shorter route with a friendly cut-off, on or after ${sundayAfter(shown.hard)}, and ride to finish.`,
  }
}

/** The way that is open to everybody: no date, twelve weeks unless said otherwise. */
export const generalFitness = (text: string, weeks: number | null = GENERAL_FITNESS_WEEKS): Alternative => ({
  kind: 'general-fitness',
  goal: 'GENERAL_FITNESS',
  date: null,
  weeks,
  text,
})

function fitnessFirst(sport: Sport): Alternative {
  const word = sport === 'run' ? 'running' : 'riding'
  return generalFitness(`Begin with twelve weeks of general fitness ${word}, then choose the event from there.`)
}

const weekCount = (count: number): string => countText(count, 'week')
/** "2 weeks, and there are 4" */
const enough = (needed: number, available: number): string =>
  `${weekCount(needed)}, and there ${available === 1 ? 'is' : 'are'} ${available}`
