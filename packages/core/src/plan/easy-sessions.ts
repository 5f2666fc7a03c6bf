import { scaleDown } from '../library/scale.ts'
import { isLongWeek } from './focus-plan.ts'
import { isUltraRun } from './goal.ts'
import { isLongEvent } from './long-session.ts'
import { LEAST_SESSION_MINUTES } from './season.ts'
import { draftsVolume, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { easyVariant, floor5, easyId, LEAST_EASY, type WeekRoom } from './week-room.ts'

/** Longest easy session by sport and level, minutes [P]. */
export const MOST_EASY = {
  run: { BEGINNER: 60, INTERMEDIATE: 75, ADVANCED: 90 },
  ride: { BEGINNER: 90, INTERMEDIATE: 120, ADVANCED: 180 },
} as const

/** Easy sessions share what is left, in whole five minutes, by what their days hold. */
export function easyDrafts(
  room: WeekRoom,
  easyDays: readonly number[],
  before: readonly SessionDraft[],
): SessionDraft[] {
  const { start } = room.context
  const { days } = room.order
  const { sport, level } = start
  const rate = variantVolume(start, easyVariant(easyId[sport], 60)) / 60
  const left = room.cap - draftsVolume(start, before)
  const least = LEAST_EASY[sport]
  const longMinutes = Math.max(
    0,
    ...before.filter((draft) => draft.role === 'long').map((draft) => variantMinutes(draft.variant)),
  )
  const most = (day: number): number =>
    floor5(
      Math.min(
        days[day]!.minutes,
        MOST_EASY[sport][level],
        room.sessionCap / rate,
        Math.max(30, easyDays.length <= 1 ? longMinutes - 5 : longMinutes * 0.85),
      ),
    )
  let chosen = easyDays.filter((day) => most(day) >= LEAST_SESSION_MINUTES)
  let total = floor5(left / rate)
  while (chosen.length > 0 && total < chosen.length * Math.min(least, most(chosen[0]!))) {
    const smallest = Math.min(...chosen.map(most))
    const index = chosen.map(most).lastIndexOf(smallest)
    chosen = chosen.toSpliced(index, 1)
  }
  const minutes = new Map(chosen.map((day) => [day, Math.min(least, most(day))]))
  const pair = backToBackDay(room, chosen, before)
  if (pair !== null) {
    const others = (chosen.length - 1) * OTHERS_BESIDE_PAIR_MINUTES[sport]
    const easy = sport === 'run' ? MOST_EASY.run[level] : EASY_RIDE_MINUTES
    const second = Math.min(days[pair]!.minutes, easy, SECOND_LONG_SHARE * longMinutes, total - others)
    minutes.set(pair, Math.max(minutes.get(pair)!, floor5(second)))
  }
  total -= [...minutes.values()].reduce((sum, each) => sum + each, 0)
  // the day before a rest day or away from hard days may be longer: order of growth is stable
  const order = [...chosen].sort((a, b) => easyRank(room, a, before) - easyRank(room, b, before) || a - b)
  for (let grew = true; grew && total >= 5;) {
    grew = false
    for (const [place, day] of order.entries()) {
      const now = minutes.get(day)!
      const step = Math.min(place === 0 && order.length > 2 ? 10 : 5, floor5(total), most(day) - now)
      if (step < 5) continue
      minutes.set(day, now + step)
      total -= step
      grew = true
    }
  }
  return easyKinds(room, chosen, minutes, before)
}

/** A second long session on tired legs: at most this share of the first, and short enough to stay easy (science.md S5.7a). */
const SECOND_LONG_SHARE = 0.5
const EASY_RIDE_MINUTES = 210
/** What the other easy sessions keep beside such a pair, minutes [P]. */
const OTHERS_BESIDE_PAIR_MINUTES = { run: 35, ride: 45 } as const
/** From this many minutes a second session makes a pair [P]. */
const PAIR_FROM_MINUTES = { run: 60, ride: 90 } as const

/**
 * The easy day beside the long session that becomes a second longer one: back to back for a gravel ultra, and beside the
 * longest runs of an ultra's peak [P]. Null without one.
 */
function backToBackDay(room: WeekRoom, chosen: readonly number[], before: readonly SessionDraft[]): number | null {
  const long = before.find((draft) => draft.role === 'long')
  const { goal } = room.context.input
  const { week } = room.order
  const isPaired =
    goal.sport === 'run'
      ? isUltraRun(goal) && week.phase === 'PEAK' && isLongWeek(week)
      : goal.kind === 'GRAVEL_200' && isLongEvent(room)
  if (!isPaired || room.isRecovery || !long) return null
  const beside = [long.day + 1, long.day - 1].filter((day) => chosen.includes(day))
  return beside.find((day) => room.order.days[day]!.minutes >= PAIR_FROM_MINUTES[goal.sport]) ?? null
}

/** Lower comes first when minutes are given out: days beside hard ones stay short. */
function easyRank(room: WeekRoom, day: number, before: readonly SessionDraft[]): number {
  const besideHard = before.filter((draft) => Math.abs(draft.day - day) === 1).length
  const afterLong = before.some((draft) => draft.role === 'long' && (draft.day + 1) % 7 === day)
  return besideHard + (afterLong ? 2 : 0)
}

function easyKinds(
  room: WeekRoom,
  chosen: readonly number[],
  minutes: ReadonlyMap<number, number>,
  before: readonly SessionDraft[],
): SessionDraft[] {
  const { start } = room.context
  const { week, days } = room.order
  const { sport, level } = start
  const hardDays = before.filter((draft) => draft.role !== 'easy').map((draft) => draft.day)
  const isAfterHard = (day: number): boolean => hardDays.includes(day - 1)
  const dayOfStrides = strideDay(room, chosen, minutes, before)
  const shortest = chosen.length >= 3 ? [...chosen].sort((a, b) => minutes.get(a)! - minutes.get(b)! || b - a)[0]! : -1
  return chosen.map((day): SessionDraft => {
    const length = minutes.get(day)!
    const slot = days[day]!.slot
    const priority = day === shortest ? 'OPTIONAL' : 'SUPPORT'
    if (day === dayOfStrides) {
      const fitting = scaleDown(sport === 'run' ? 'R04' : 'B04', strideStep(room), length)
      return {
        day,
        slot,
        role: 'easy',
        focus: 'AEROBIC_ENDURANCE',
        priority: 'SUPPORT',
        variant: fitting.easyMin === undefined ? { ...fitting, extendEasyToMin: length } : fitting,
        purpose: { code: sport === 'run' ? 'strides' : 'sprints', facts: { minutes: length } },
      }
    }
    const isRecoverySession =
      week.index >= 0 && before.length + chosen.length >= 5 && isAfterHard(day) && length <= (sport === 'run' ? 40 : 60)
    if (isRecoverySession) {
      return {
        day,
        slot,
        role: 'easy',
        focus: 'RECOVERY',
        priority,
        variant: easyVariant(sport === 'run' ? 'R01' : 'B01', length),
        purpose: { code: 'recovery-session', facts: { minutes: length } },
      }
    }
    const isMedium = sport === 'run' && level !== 'BEGINNER' && length >= 65
    return {
      day,
      slot,
      role: 'easy',
      focus: 'AEROBIC_ENDURANCE',
      priority,
      variant: easyVariant(isMedium ? 'R08' : easyId[sport], length),
      purpose: { code: isMedium ? 'medium-long' : 'easy-session', facts: { minutes: length } },
    }
  })
}

/** One easy day with strides or sprints from week 2 on (science.md S5.7b, §11 fixed mix), not beside another key day. */
function strideDay(
  room: WeekRoom,
  chosen: readonly number[],
  minutes: ReadonlyMap<number, number>,
  before: readonly SessionDraft[],
): number | null {
  const { start } = room.context
  const { week } = room.order
  const isBack = room.returning?.most === 'easy' || room.returning?.most === 'no-high'
  if (week.index === 0 || room.isEasyOnly || isBack || chosen.length === 0 || before.length + chosen.length < 3)
    return null
  if (room.context.input.athlete.dislikes?.includes('strides-sprints')) return null
  const least = start.sport === 'run' ? 30 : 50
  const fitting = chosen.filter((day) => (minutes.get(day) ?? 0) >= least)
  const hardDays = before.filter((draft) => draft.role !== 'easy').map((draft) => draft.day)
  const score = (day: number): number => hardDays.filter((hard) => Math.abs(hard - day) === 1).length
  return [...fitting].sort((a, b) => score(a) - score(b) || a - b)[0] ?? null
}

function strideStep(room: WeekRoom): number {
  const { level } = room.context.start
  const { index } = room.order.week
  const most = Math.min(level === 'BEGINNER' ? 4 : 7, 1 + Math.floor(index / 2))
  // never the same strides two weeks in a row
  return index % 2 === 1 ? Math.max(1, most - 1) : most
}
