import type { Sport } from '../athlete/sport.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { betweenRuns, goalDistanceM, TABLE_RUNS, type Goal, type GoalKind, type TableGoal } from './goal.ts'
import type { PlanningInput } from './planning-input.ts'
import { rideEventS } from './race-session.ts'
import { assessRaceTarget, type RaceTarget } from './race-target.ts'
import { slotServes } from './slot-serves.ts'
import { longestBefore, startingPoint, type StartingPoint } from './starting-point.ts'
import { tableNeed } from './phases.ts'
import { LONG_RIDE_FLOOR_MIN } from './volume-limits.ts'
import { weeksToReach } from './weeks-to-reach.ts'

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
  /** One sentence with the numbers in it. */
  readonly text: string
  /** The wished time against today's form (G16); null without a wish or where form is unknown. */
  readonly target: RaceTarget | null
  /** Three ways forward when the verdict is red, else none. */
  readonly alternatives: readonly Alternative[]
}

/**
 * Minimum weeks by current weekly kilometres (science.md S5.5, computed by simulating G01 + G03 + 3:1, taper
 * included): recommended stays inside the soft limits, hard inside the hard ones.
 */
export const FEASIBILITY_KM = [0, 8, 16, 24, 32, 40, 50, 60] as const
const FEASIBILITY_WEEKS: Record<
  (typeof TABLE_RUNS)[number],
  { readonly recommended: readonly number[]; readonly hard: readonly number[] }
> = {
  '5K': { recommended: [7, 6, 3, 1, 1, 1, 1, 1], hard: [4, 4, 2, 1, 1, 1, 1, 1] },
  '10K': { recommended: [11, 10, 6, 3, 2, 1, 1, 1], hard: [7, 6, 4, 2, 2, 1, 1, 1] },
  HM: { recommended: [16, 15, 12, 9, 8, 5, 3, 2], hard: [11, 9, 8, 5, 5, 4, 3, 2] },
  MARATHON: { recommended: [22, 22, 20, 18, 16, 13, 10, 9], hard: [16, 14, 13, 12, 10, 9, 8, 6] },
}

/** What a ride event needs on the day (science.md S5.5): chronic load, and the longest ride as minutes or as a share of the event. */
const RIDE_NEEDS: Partial<
  Record<GoalKind, { readonly ctl: number; readonly longMinutes: (eventMinutes: number) => number }>
> = {
  GRAN_FONDO: { ctl: 40, longMinutes: (eventMinutes) => 0.6 * eventMinutes },
  CRIT: { ctl: 40, longMinutes: () => 90 },
  TT: { ctl: 35, longMinutes: () => 90 },
  GRAVEL_200: { ctl: 55, longMinutes: (eventMinutes) => 0.55 * eventMinutes },
}
/** Easy pace when only hours are known: 10 km ≙ 60 min (science.md G03). */
const KM_PER_MINUTE = 1 / 6

/** Whole weeks from the next Monday to `race`, race day included (science.md G15); 0 when it is sooner. */
export function weeksAvailable(today: LocalDate, race: LocalDate): number {
  return Math.max(0, Math.floor((daysBetween(nextMonday(today), race) + 1) / 7))
}

/** A goal as far as the time it needs goes. */
export type GoalToJudge = Pick<Goal, 'kind' | 'distanceM'>

/** Weeks needed: below `hard` we refuse, from `recommended` on the build stays inside the soft limits. */
interface WeeksNeeded {
  readonly recommended: number
  readonly hard: number
}

/** Weeks of taper in the simulation the table was computed by (science.md S5.5). */
const TAPER_WEEKS: Record<(typeof TABLE_RUNS)[number], number> = { '5K': 1, '10K': 1, HM: 2, MARATHON: 3 }

/**
 * Minimum weeks for a run goal from `kmPerWeek`, linear between the table's columns (science.md G15), for distances the
 * table has no row of linear between its rows. Under 2:1 the recommended build is longer by what the table's own simulation
 * takes longer.
 */
export function runWeeksNeeded(goal: GoalToJudge, kmPerWeek: number, twoToOne = false): WeeksNeeded | null {
  const distance = goalDistanceM(goal)
  if (distance === null) return null
  const weeks = (column: keyof WeeksNeeded): number =>
    Math.ceil(betweenRuns((kind) => interpolate(FEASIBILITY_WEEKS[kind][column], kmPerWeek), distance) - 1e-9)
  const extra = (kind: (typeof TABLE_RUNS)[number]): number => {
    const need = tableNeed(kind)
    if (!twoToOne || need === null) return 0
    const build = (loads: 2 | 3): number =>
      weeksToReach({ weekKm: need.week, longKm: need.long }, kmPerWeek, loads, TAPER_WEEKS[kind], 'recommended')
    return build(2) - build(3)
  }
  return {
    recommended: weeks('recommended') + Math.round(Math.max(0, betweenRuns(extra, distance))),
    hard: weeks('hard'),
  }
}

/**
 * Minimum weeks for a ride event (science.md S5.5): W = max(4, 2 + ceil(max((need − CTL) / (.75 r), k))); the recommended ones
 * with two weeks of three in place of three of four under 2:1.
 */
export function rideWeeksNeeded(
  goal: GoalKind,
  ctl: number,
  longestMinutes: number | null,
  eventMinutes: number,
  twoToOne = false,
): WeeksNeeded | null {
  const need = RIDE_NEEDS[goal]
  if (!need) return null
  const longest = Math.max(LONG_RIDE_FLOOR_MIN, longestMinutes ?? 0)
  const weeks = (rampPerWeek: number, growth: number, loading: number): number => {
    const longRatio = need.longMinutes(eventMinutes) / longest
    const forLong = longRatio <= 1 ? 0 : Math.log(longRatio) / Math.log(growth) / loading
    const forLoad = (need.ctl - ctl) / (loading * rampPerWeek)
    return Math.max(4, 2 + Math.ceil(Math.max(forLoad, forLong) - 1e-9))
  }
  return { recommended: weeks(3, 1.15, twoToOne ? 2 / 3 : 0.75), hard: weeks(5, 1.3, 0.75) }
}

/** Judges whether the goal can be reached safely in the time there is (science.md S5.5, G15). Pure. */
export function assessFeasibility(input: PlanningInput, start: StartingPoint = startingPoint(input)): Feasibility {
  const { goal, today } = input
  if (!hasUsableTime(input)) return withoutTime(input)
  if (goal.kind === 'GENERAL_FITNESS' || goal.date === undefined) {
    return {
      verdict: 'green',
      rule: null,
      weeksAvailable: goal.date === undefined ? null : weeksAvailable(today, goal.date),
      weeksHard: null,
      weeksRecommended: null,
      facts: { goal: goal.kind },
      target: null,
      text: 'General fitness has no date to be ready for, so any week is a good week to begin.',
      alternatives: [],
    }
  }
  const needed = weeksFor(goal, input, start)
  const available = weeksAvailable(today, goal.date)
  const byTime = available < needed.hard ? 'red' : available < needed.recommended ? 'amber' : 'green'
  const { thresholds } = input.athlete
  const { history } = input
  const wish = assessRaceTarget({ goal, today, level: start.level, thresholds, history, weeks: available })
  const target = wish.ok ? wish.value : null
  // a time out of reach makes no race impossible: the plan is made for the nearest honest one
  const isTooFast = target !== null && target.verdict !== 'green' && byTime !== 'red'
  const verdict = byTime === 'green' && isTooFast ? 'amber' : byTime
  return {
    verdict,
    target,
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
    },
    text: `${sentence(goal, byTime, available, needed)}${isTooFast ? ` ${target.text}` : ''}`,
    alternatives: verdict === 'red' ? alternativesFor(input, start, needed, available) : [],
  }
}

/** The longest day of a week has to hold this much: below it a lighter week (G05) would be shorter than a session (G27). */
const LEAST_DAY_MINUTES = { run: 20, ride: 20 } as const

/** True when at least one day of a usual week can hold a session of the goal's sport. */
function hasUsableTime(input: PlanningInput): boolean {
  const { availability, maxDaysPerWeek } = input.athlete
  if (maxDaysPerWeek !== null && maxDaysPerWeek < 1) return false
  if (availability === null) return true
  const { sport } = input.goal
  return availability.slots.some(
    (slot) => slot.minutes >= LEAST_DAY_MINUTES[sport] && slotServes(slot, sport, input.athlete),
  )
}

function withoutTime(input: PlanningInput): Feasibility {
  const { sport } = input.goal
  const least = LEAST_DAY_MINUTES[sport]
  const word = sport === 'run' ? 'run' : 'ride'
  return {
    verdict: 'red',
    rule: 'G13',
    weeksAvailable: null,
    weeksHard: null,
    weeksRecommended: null,
    facts: { leastMinutes: least },
    target: null,
    text: `No day of your week has ${least} minutes for a ${word}, so there is nowhere to put one.`,
    alternatives: [
      {
        kind: 'more-time',
        goal: input.goal.kind,
        date: input.goal.date ?? null,
        weeks: null,
        text: `Give three days at least 30 minutes each; two are enough to begin.`,
      },
      {
        kind: 'more-time',
        goal: input.goal.kind,
        date: input.goal.date ?? null,
        weeks: null,
        text: `Open one longer day, 60 minutes on a weekend, and we build around it.`,
      },
      {
        kind: 'general-fitness',
        goal: 'GENERAL_FITNESS',
        date: null,
        weeks: 12,
        text: `Begin with general fitness and short days of 20 to 30 minutes.`,
      },
    ],
  }
}

interface Needed extends WeeksNeeded {
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  /** How the sentence begins: "From 24 km a week, ", or that nothing is known. */
  readonly from: string
}

function weeksFor(goal: GoalToJudge, input: PlanningInput, start: StartingPoint): Needed {
  const known = currentKmPerWeek(start)
  const { kind } = goal
  const run = runWeeksNeeded(goal, known ?? 0, start.twoToOne)
  if (run) {
    const km = known === null ? null : Math.round(known * 10) / 10
    return {
      ...run,
      facts: { currentKmPerWeek: km },
      from: km === null ? 'We do not know your weekly running and reckon from nothing: ' : `From ${km} km a week, `,
    }
  }
  const longest = start.unit === 'min' ? longestBefore(start.pastSessions, 'ride', start.startDate) : null
  const eventMinutes = eventMinutesOf(kind, input)
  const ride = rideWeeksNeeded(kind, start.ctl ?? 0, longest, eventMinutes, start.twoToOne)
  if (!ride) return { recommended: 0, hard: 0, facts: {}, from: '' }
  const need = RIDE_NEEDS[kind]!
  const longestMinutes = longest === null ? null : Math.round(longest)
  return {
    ...ride,
    facts: {
      currentCtl: start.ctl === null ? null : Math.round(start.ctl * 10) / 10,
      neededCtl: need.ctl,
      longestRideMinutes: longestMinutes,
      neededRideMinutes: Math.round(need.longMinutes(eventMinutes)),
    },
    from:
      start.ctl === null
        ? 'We do not know your riding and reckon from nothing: '
        : `From a fitness of ${Math.round(start.ctl)} and ${longestMinutes === null ? 'no ride of the last six weeks' : `a longest ride of ${longestMinutes} min`}, `,
  }
}

const eventMinutesOf = (kind: GoalKind, input: PlanningInput): number =>
  input.goal.kind === kind && input.goal.targetTimeS !== undefined ? input.goal.targetTimeS / 60 : rideEventS(kind) / 60

/** Mean of the last four known weeks in km (science.md G15); hours count 10 km each when no distance is known. Null when no week is known. */
function currentKmPerWeek(start: StartingPoint): number | null {
  if (start.mean === null) return null
  if (start.unit === 'm') return (start.meanVolume ?? 0) / 1000
  return start.mean.distanceM === null ? start.mean.minutes * KM_PER_MINUTE : start.mean.distanceM / 1000
}

function sentence(goal: GoalToJudge, verdict: Feasibility['verdict'], available: number, needed: Needed): string {
  const name = goalWords(goal)
  const weeks = (count: number): string => (count === 1 ? '1 week' : `${count} weeks`)
  if (verdict === 'red') {
    return `${needed.from}${name} needs at least ${weeks(needed.hard)} to be safe, better ${weeks(needed.recommended)}; the race is in ${weeks(available)}.`
  }
  if (verdict === 'amber') {
    return `${needed.from}${name} is best built over ${weeks(needed.recommended)}; with ${weeks(available)} the aim is to finish well.`
  }
  return `${needed.from}${name} needs ${weeks(needed.recommended)}, and there are ${weeks(available)}.`
}

/** What a plan reaches before its taper and what its goal asks for, in metres or minutes (science.md S5.5). */
export interface Shortfall {
  readonly unit: 'm' | 'min'
  readonly peak: number
  readonly needed: number
  readonly longest: number
  readonly neededLong: number
}

/** The verdict once the plan is written: one that stays below what the goal asks for is no green light, and says by how much (G15). */
export function withShortfall(feasibility: Feasibility, shortfall: Shortfall | null): Feasibility {
  if (shortfall === null || feasibility.verdict === 'red') return feasibility
  const { unit, peak, needed, longest, neededLong } = shortfall
  const amount = (value: number): string =>
    unit === 'm' ? `${Math.round(value / 1000)} km` : value < 120 ? `${Math.round(value)} min` : hoursText(value)
  const parts = [
    ...(peak < needed ? [`its biggest week ${amount(peak)} of ${amount(needed)}`] : []),
    ...(longest < neededLong ? [`its longest session ${amount(longest)} of ${amount(neededLong)}`] : []),
  ]
  const arithmetic = `On your days the plan reaches less than this goal usually asks for: ${parts.join(' and ')}.`
  return {
    ...feasibility,
    verdict: 'amber',
    facts: { ...feasibility.facts, ...shortfall },
    text: `${feasibility.text} ${arithmetic}${feasibility.verdict === 'green' ? ' The aim is to finish well.' : ''}`,
  }
}

const hoursText = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`

const GOAL_WORDS: Record<TableGoal, string> = {
  '5K': 'a 5K',
  '10K': 'a 10K',
  HM: 'a half marathon',
  MARATHON: 'a marathon',
  GRAN_FONDO: 'a gran fondo',
  CRIT: 'a criterium',
  TT: 'a time trial',
  GRAVEL_200: 'a gravel ultra',
  GENERAL_FITNESS: 'general fitness',
}
/** The goal in a sentence. */
function goalWords(goal: GoalToJudge): string {
  if (goal.kind !== 'RUN_DISTANCE') return GOAL_WORDS[goal.kind]
  const distance = goalDistanceM(goal)
  return distance === null ? 'a run' : `a race over ${Math.round(distance / 100) / 10} km`
}

function alternativesFor(input: PlanningInput, start: StartingPoint, needed: Needed, available: number): Alternative[] {
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
    const weeks = weeksFor({ kind: goal }, input, start)
    if (available < weeks.hard || date === undefined) continue
    const how = available < weeks.recommended ? ', to finish' : ''
    return {
      kind: 'shorter-distance',
      goal,
      date,
      weeks: available,
      text: `Run ${GOAL_WORDS[goal]} on the same day${how}: it needs ${Math.max(1, weeks.hard)} of the ${available} weeks.`,
    }
  }
  if (shorter.length === 0) {
    return {
      kind: 'general-fitness',
      goal: 'GENERAL_FITNESS',
      date: null,
      weeks: null,
      text: 'Begin with general fitness now, without a date, and choose the race from there.',
    }
  }
  const weeks = weeksFor({ kind: '5K' }, input, start)
  return {
    kind: 'shorter-distance',
    goal: '5K',
    date: sundayAfter(weeks.recommended),
    weeks: weeks.recommended,
    text: `Run a 5K first, on or after ${sundayAfter(weeks.recommended)}: it needs ${weeks.recommended} weeks.`,
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
  const weeks = weeksFor({ kind: goal }, input, start)
  if (input.goal.kind !== goal && available >= weeks.hard && input.goal.date !== undefined) {
    return {
      kind: 'other-event',
      goal,
      date: input.goal.date,
      weeks: available,
      text: `Ride a time trial on the same day: it needs ${weeks.hard} of the ${available} weeks.`,
    }
  }
  const shown = weeksFor(input.goal, input, start)
  return {
    kind: 'other-event',
    goal: input.goal.kind,
    date: sundayAfter(shown.hard),
    weeks: shown.hard,
    text: `Choose a shorter route with a friendly cut-off, on or after ${sundayAfter(shown.hard)}, and ride to finish.`,
  }
}

function fitnessFirst(sport: Sport): Alternative {
  const word = sport === 'run' ? 'running' : 'riding'
  return {
    kind: 'general-fitness',
    goal: 'GENERAL_FITNESS',
    date: null,
    weeks: 12,
    text: `Begin with twelve weeks of general fitness ${word}, then choose the event from there.`,
  }
}

function interpolate(row: readonly number[], km: number): number {
  const columns = FEASIBILITY_KM
  const last = columns.length - 1
  if (km >= columns[last]!) return row[last]!
  for (let i = 0; i < last; i++) {
    const [low, high] = [columns[i]!, columns[i + 1]!]
    if (km < high) return row[i]! + ((row[i + 1]! - row[i]!) * (Math.max(km, low) - low)) / (high - low)
  }
  return row[last]!
}
