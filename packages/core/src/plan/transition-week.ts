import { addDays, daysBetween } from '../time/local-date.ts'
import type { SkeletonWeek } from './macro.ts'
import { ownMinutesBesideOther } from './other-sport.ts'
import { daysForOtherSport, withOtherSport } from './other-sport-week.ts'
import type { OpenDay } from './place-week.ts'
import { shorterRunWalk } from './run-walk-week.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext, type SeasonState } from './season.ts'
import { advance } from './season-state.ts'
import { draftsMinutes, draftsVolume, variantVolume, type SessionDraft } from './session-draft.ts'
import { sessionSoftLimit } from './goal-volume.ts'
import { longestBefore } from './starting-point.ts'
import { aftermathOf, weekAfterRace, type Aftermath } from './transition.ts'
import { weekSoftLimit } from './volume.ts'
import { easyId, easyVariant, floor5, LEAST_EASY, type WeekDraft } from './week-room.ts'
import type { WorkoutVariant } from '../library/scale.ts'

/** One session more for each of these minutes [P]. */
const MEAN_SESSION = { run: 30, ride: 50 } as const
/** Longest session: in the easy days after the race, and later; short enough to carry no HARD tag (science.md S5.7a). */
const MOST_MINUTES = { run: [40, 60], ride: [60, 120] } as const
/** Days after a race of very easy sessions; the easy ones of science.md G28 go on after them [P]. */
const MOST_RECOVERY_DAYS = 7

/** The last full loading week: what half the volume is half of. */
export interface UsualWeek {
  readonly minutes: number
  /** In the plan's unit. */
  readonly volume: number
}

export const usualWeek = ({ start }: SeasonContext, reference: readonly SessionDraft[]): UsualWeek => ({
  minutes: draftsMinutes(reference),
  volume: draftsVolume(start, reference),
})

/** One week after the race: its days, and the most minutes of the plan's own sport in it. */
export interface TransitionOrder {
  readonly week: SkeletonWeek
  readonly days: readonly (OpenDay | null)[]
  readonly mostMinutes: number
}

/** Share of the usual week that a week after the race holds. */
export const transitionShare = (after: Aftermath, index: number): number =>
  after.shares[Math.min(index, after.shares.length - 1)] ?? 0

/** Most minutes of a week after the race: its share of the usual week, in minutes and in the plan's unit. */
export function transitionMinutes(context: SeasonContext, usual: UsualWeek, week: SkeletonWeek): number {
  const { goal } = context.input
  const after = aftermathOf(goal)
  if (after === null || goal.date === undefined) return 0
  const share = transitionShare(after, weekAfterRace(goal.date, week.startDate))
  return Math.min(share * usual.minutes, (share * usual.volume) / easyVolumeRate(context))
}

const easyVolumeRate = ({ start }: SeasonContext): number =>
  variantVolume(start, easyVariant(easyId[start.sport], 60)) / 60

/** Writes a week after the race: short easy sessions, none in the days of rest, and the sport beside the plan's own as ever (science.md S5.3, G28). */
export function transitionWeek(context: SeasonContext, state: SeasonState, order: TransitionOrder): WeekDraft {
  const own = ownSessions(context, state, order)
  const { start, input } = context
  const { week } = order
  const index = weekAfterRace(input.goal.date ?? week.startDate, week.startDate)
  const draft: WeekDraft = {
    drafts: own,
    notes: [
      {
        code: 'transition-week',
        facts: {
          goal: input.goal.kind,
          week: index + 1,
          weeks: aftermathOf(input.goal)?.shares.length ?? 1,
          unit: start.unit,
          volume: Math.round(draftsVolume(start, own)),
          sessions: own.length,
        },
      },
    ],
    layout: null,
  }
  const whole = withOtherSport(context, state, week, draft)
  advance(context, state, week, draft)
  return whole
}

function ownSessions(context: SeasonContext, state: SeasonState, order: TransitionOrder): SessionDraft[] {
  const { start, input, maxDays } = context
  const { week, days } = order
  const { goal } = input
  const after = aftermathOf(goal)
  if (after === null || goal.date === undefined) return []
  const { sport } = start
  const raceDate = goal.date
  const index = Math.max(0, weekAfterRace(raceDate, week.startDate))
  const rate = easyVolumeRate(context)
  const most = Math.min(
    order.mostMinutes,
    weekSoftLimit(start, state.weekVolumes.slice(-4)) / rate,
    ownMinutesBesideOther(context.other, state.other),
  )
  const isLong = after.shares.length > 2
  // half of a small week is still one session worth dressing for; after a marathon G28 has the last word
  const total =
    isLong && index === 0 ? floor5(most) : Math.max(floor5(most), Math.min(LEAST_EASY[sport], order.mostMinutes * 2))
  if (total < LEAST_SESSION_MINUTES) return []
  const sinceRace = (day: number): number => daysBetween(raceDate, addDays(week.startDate, day))
  const isFresh = (day: number): boolean => sinceRace(day) <= Math.min(after.easyDays, MOST_RECOVERY_DAYS)
  const cap = sessionSoftLimit(start, longestBefore(state.sessions, sport, addDays(week.startDate, 6))) / rate
  const mostOn = (day: number): number =>
    floor5(
      Math.min(
        days[day]?.minutes ?? 0,
        MOST_MINUTES[sport][isFresh(day) ? 0 : 1],
        Math.max(cap, LEAST_SESSION_MINUTES),
      ),
    )
  const open = [0, 1, 2, 3, 4, 5, 6].filter(
    (day) => sinceRace(day) > after.restDays && mostOn(day) >= LEAST_SESSION_MINUTES,
  )
  const mostOpen = (day: number): number => days[day]?.minutes ?? 0
  const kept = daysForOtherSport(context, week, 2)
  const count = Math.min(
    after.sessions[Math.min(index, after.sessions.length - 1)] ?? 1,
    Math.max(1, Math.round(total / MEAN_SESSION[sport])),
    Math.max(1, Math.floor(total / LEAST_EASY[sport])),
    Math.max(1, maxDays - kept),
    open.length,
  )
  const chosen = spread(open, count, mostOn, total, state.layout)
  // one day a little longer than the others, once the first week is over
  const longest = index === 0 ? null : (chosen.toSorted((a, b) => mostOpen(b) - mostOpen(a) || b - a)[0] ?? null)
  const minutes = shareOut(chosen, mostOn, total, longest)
  // who still runs and walks in turn goes on so, a step back
  const step = state.runWalkStep === null ? null : Math.max(1, state.runWalkStep - 1)
  return chosen.flatMap((day): SessionDraft[] => {
    const length = minutes.get(day)!
    const variant = variantOf(sport, length, isFresh(day), step)
    if (variant === null) return []
    return [
      {
        day,
        slot: days[day]!.slot,
        role: 'easy',
        variant,
        focus: isFresh(day) && variant.archetypeId !== 'R05' ? 'RECOVERY' : 'AEROBIC_ENDURANCE',
        priority: index === 0 ? 'OPTIONAL' : 'SUPPORT',
        purpose: {
          code: step === null ? 'after-goal-race' : 'after-goal-race-run-walk',
          facts: { goal: goal.kind, sport, daysAfter: sinceRace(day), fresh: isFresh(day) },
        },
      },
    ]
  })
}

function variantOf(
  sport: 'run' | 'ride',
  minutes: number,
  isFresh: boolean,
  step: number | null,
): WorkoutVariant | null {
  if (step !== null) return shorterRunWalk({ archetypeId: 'R05', step }, minutes)
  return easyVariant(isFresh ? RECOVERY_ID[sport] : easyId[sport], minutes)
}

const RECOVERY_ID = { run: 'R01', ride: 'B01' } as const

/** The days that lie furthest apart, have the minutes, and are days the athlete trains on; the earliest of equals. */
function spread(
  open: readonly number[],
  count: number,
  mostOn: (day: number) => number,
  total: number,
  layout: SeasonState['layout'],
): number[] {
  const usual =
    layout === null ? null : new Set([...(layout.long === null ? [] : [layout.long]), ...layout.keys, ...layout.easy])
  let best: readonly number[] = []
  let bestCost = Infinity
  for (const days of subsets(open, count)) {
    const room = days.reduce((sum, day) => sum + mostOn(day), 0)
    const beside = days.filter((day) => days.includes(day + 1)).length
    const strange = usual === null ? 0 : days.filter((day) => !usual.has(day)).length
    const cost = 4 * beside + strange + 0.2 * Math.max(0, total - room)
    if (cost < bestCost - 1e-9) {
      best = days
      bestCost = cost
    }
  }
  return [...best]
}

function subsets(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]]
  return from.flatMap((first, index) => subsets(from.slice(index + 1), count - 1).map((rest) => [first, ...rest]))
}

/** Minutes given out in fives, a turn at a time, until they or the days are full; never more than there are. */
function shareOut(
  days: readonly number[],
  mostOn: (day: number) => number,
  total: number,
  longest: number | null,
): Map<number, number> {
  const minutes = new Map(days.map((day) => [day, LEAST_SESSION_MINUTES]))
  let left = total - days.length * LEAST_SESSION_MINUTES
  for (let grew = true; grew && left >= 5;) {
    grew = false
    for (const day of days) {
      const step = Math.min(day === longest ? 10 : 5, floor5(left), mostOn(day) - minutes.get(day)!)
      if (step < 5) continue
      minutes.set(day, minutes.get(day)! + step)
      left -= step
      grew = true
    }
  }
  return minutes
}
