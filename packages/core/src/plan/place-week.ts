import type { WishedDays } from './habits.ts'
import type { StartingPoint } from './starting-point.ts'

/** What a day of the week can hold; null: nothing. */
export interface OpenDay {
  readonly minutes: number
  readonly slot: number
  readonly indoor: boolean
}

/** Sessions that look for a day. */
export interface WeekWish {
  /** Monday to Sunday. */
  readonly days: readonly (OpenDay | null)[]
  /** Wished minutes of the long session; null when the week has none. */
  readonly long: {
    readonly minutes: number
    readonly hard: boolean
    /** Most minutes of it on a treadmill or trainer; absent: what the day has. */
    readonly mostIndoors?: number
  } | null
  /** Key sessions, most important first. */
  readonly keys: readonly {
    readonly leastMinutes: number
    readonly minutes: number
    /** Better done on a hill or a road than on a machine. */
    readonly outdoors: boolean
  }[]
  readonly easyCount: number
  readonly easyMinutes: number
  readonly easyLeastMinutes: number
  /** Day of the long session the athlete prefers, 0 Monday. */
  readonly longDay: number | null
  /** No other day will do (science.md G14). */
  readonly longDayPinned: boolean
  /** Last hard day before this Monday: -1 is the Sunday before; null when long ago. */
  readonly lastHardDay: number | null
  /** First hard session allowed from this day on; 7 for a week without. */
  readonly hardFromDay: number
  /** Days between two hard days at least (science.md G07: 2; G20: 3 from 65 years). */
  readonly hardGap: number
  /** Hard days that may stand in a row, two easy ones after them; 1 but for a block week (science.md G07 BLOCK: 3). */
  readonly hardRow: number
  /** Training days in a row up to the Sunday before. */
  readonly streakBefore: number
  /** Longest row of training days wished (science.md G11). */
  readonly longestStreak: number
  /** Longest row of training days at all. */
  readonly mostStreak: number
  /** Where key and easy sessions would rather stand, by what the athlete moved again and again; absent: nowhere. */
  readonly habits?: { readonly key: WishedDays | null; readonly easy: WishedDays | null }
  /** Last week's layout: a week that looks like the last is easier to live. */
  readonly previous: WeekLayout | null
}

export interface WeekLayout {
  readonly long: number | null
  readonly keys: readonly number[]
  readonly easy: readonly number[]
}

/** Longest row of training days at all: a beginner runs three (science.md G11: S 2, H 3). */
export const mostStreak = ({ level, sport }: Pick<StartingPoint, 'level' | 'sport'>): number =>
  level === 'BEGINNER' && sport === 'run' ? 3 : 6

const WEEKEND_FROM = 5
/** A row of hard days ends on Friday at the latest. */
const LAST_ROW_DAY = 4

/**
 * The best days for a week's sessions: a search over all layouts (at most a few thousand), scored by minutes lost,
 * spacing of hard days, the athlete's long day, rest around hard days and likeness to the week before. Ties go to the
 * first found, so the same wish gives the same layout. Null when the hard days cannot be kept apart.
 */
export function placeWeek(wish: WeekWish): WeekLayout | null {
  let best: WeekLayout | null = null
  let bestScore = Infinity
  const longDays = wish.long === null ? [null] : candidateLongDays(wish)
  for (const long of longDays) {
    const longScore = long === null ? 0 : scoreLong(wish, long)
    if (longScore >= bestScore) continue
    eachKeyLayout(wish, long, (keys) => {
      const spacing = scoreSpacing(wish, long, keys)
      if (spacing === null) return
      let score = longScore + spacing
      for (const [index, day] of keys.entries()) {
        const key = wish.keys[index]!
        const open = wish.days[day]!
        score += 1.5 * Math.max(0, key.minutes - open.minutes)
        if (key.outdoors && open.indoor) score += 5
        if (wish.previous && wish.previous.keys[index] !== day) score += 4
        score += scoreHabit(wish.habits?.key, day, KEY_HABIT)
      }
      if (score >= bestScore) return
      const easy = bestEasyDays(wish, long, keys)
      if (easy === null) return
      const total = score + easy.score
      if (total < bestScore) {
        bestScore = total
        best = { long, keys: [...keys], easy: easy.days }
      }
    })
  }
  return best
}

/** What a day costs that the athlete moves such sessions away from, and one they do not move them to [P]: more than likeness to the week before, less than minutes. */
const KEY_HABIT = { away: 14, elsewhere: 6 } as const
const EASY_HABIT = { away: 6, elsewhere: 1 } as const

function scoreHabit(
  days: WishedDays | null | undefined,
  day: number,
  cost: typeof KEY_HABIT | typeof EASY_HABIT,
): number {
  if (!days || day === days.to) return 0
  return day === days.from ? cost.away : cost.elsewhere
}

function candidateLongDays(wish: WeekWish): number[] {
  const open = [0, 1, 2, 3, 4, 5, 6].filter((day) => wish.days[day])
  if (wish.longDayPinned && wish.longDay !== null && wish.days[wish.longDay]) return [wish.longDay]
  return open
}

/** A liked day is worth a shorter long session, but none of less than this share of what the roomiest day holds of it, nor of so few minutes [P]. */
const LEAST_ON_LIKED_DAY = { share: 0.5, minutes: 30 } as const

function isLikedDayOpen({ days, longDay }: WeekWish, minutes: number): boolean {
  const open = longDay === null ? null : days[longDay]
  if (!open) return false
  const held = Math.min(minutes, Math.max(...days.map((day) => day?.minutes ?? 0)))
  return open.minutes >= Math.max(LEAST_ON_LIKED_DAY.share * held, Math.min(LEAST_ON_LIKED_DAY.minutes, held))
}

function scoreLong(wish: WeekWish, day: number): number {
  const long = wish.long!
  const open = wish.days[day]!
  const room = open.indoor ? Math.min(open.minutes, long.mostIndoors ?? Infinity) : open.minutes
  let score = 1.2 * Math.max(0, long.minutes - room)
  if (open.indoor) score += 10
  if (isLikedDayOpen(wish, long.minutes)) score += day === wish.longDay ? 0 : 45
  else score += day === 6 ? 0 : day === WEEKEND_FROM ? 1 : 20
  if (wish.previous && wish.previous.long !== null && wish.previous.long !== day) score += 12
  return score
}

function eachKeyLayout(wish: WeekWish, long: number | null, visit: (keys: number[]) => void): void {
  const keys: number[] = []
  const descend = (): void => {
    if (keys.length === wish.keys.length) {
      visit(keys)
      return
    }
    const key = wish.keys[keys.length]!
    for (let day = Math.max(0, wish.hardFromDay); day < 7; day++) {
      const open = wish.days[day]
      if (!open || day === long || open.minutes < key.leastMinutes) continue
      if (keys.some((other) => Math.abs(other - day) < (wish.hardRow > 1 ? 1 : wish.hardGap))) continue
      keys.push(day)
      descend()
      keys.pop()
    }
  }
  descend()
}

/** Penalty of the distances between hard days; null when two are too close. */
function scoreSpacing(wish: WeekWish, long: number | null, keys: readonly number[]): number | null {
  const hard = [...keys]
  const isLongHard = long !== null && wish.long!.hard
  if (isLongHard) {
    if (long < wish.hardFromDay) return null
    hard.push(long)
  }
  hard.sort((a, b) => a - b)
  let score = 0
  let before = wish.lastHardDay
  let row = 0
  for (const day of hard) {
    const gap = before === null ? Infinity : day - before
    if (gap === 1 && row > 0 && row < wish.hardRow) {
      row += 1
      // the next week knows of the last hard day only: a row leaves its weekend free
      if (day > LAST_ROW_DAY) return null
    } else {
      if (gap < wish.hardGap + (row > 1 ? 1 : 0)) return null
      if (before !== null) score += wish.hardRow > 1 ? 8 : gap === 2 ? 3 : gap === 3 ? 0 : 1
      row = 1
    }
    before = day
  }
  // an easy long session right beside a key one is a heavy pair all the same
  if (long !== null && !isLongHard) for (const day of keys) if (Math.abs(day - long) === 1) score += 6
  // a hard Sunday shuts the Monday after, a hard Monday needs a free Sunday
  return score
}

function bestEasyDays(
  wish: WeekWish,
  long: number | null,
  keys: readonly number[],
): { days: number[]; score: number } | null {
  const free: number[] = []
  for (let day = 0; day < 7; day++) {
    const open = wish.days[day]
    if (!open || day === long || keys.includes(day) || open.minutes < wish.easyLeastMinutes) continue
    free.push(day)
  }
  const most = Math.min(wish.easyCount, free.length)
  const fixed = keys.reduce((mask, day) => mask | (1 << day), long === null ? 0 : 1 << long)
  const found: { mask: number; score: number }[] = []
  const choose = (from: number, left: number, mask: number, score: number): void => {
    if (left === 0) {
      const rhythm = scoreRhythm(wish, fixed | mask, long)
      const best = found[0]
      if (rhythm !== null && (best === undefined || score + rhythm < best.score))
        found[0] = { mask, score: score + rhythm }
      return
    }
    for (let index = from; index <= free.length - left; index++) {
      const day = free[index]!
      let cost = 0.3 * Math.max(0, wish.easyMinutes - wish.days[day]!.minutes)
      if (wish.previous && !wish.previous.easy.includes(day)) cost += 2
      cost += scoreHabit(wish.habits?.easy, day, EASY_HABIT)
      choose(index + 1, left - 1, mask | (1 << day), score + cost)
    }
  }
  // fewer easy days only where more would make too long a row
  for (let count = most; count >= 0 && found.length === 0; count--) choose(0, count, 0, 25 * (wish.easyCount - count))
  const [best] = found
  if (best === undefined) return null
  const days: number[] = []
  for (let day = 0; day < 7; day++) if (best.mask & (1 << day)) days.push(day)
  return { days, score: best.score }
}

/** Rows of training days, and rest around the long session; null when a row is too long. */
function scoreRhythm(wish: WeekWish, mask: number, long: number | null): number | null {
  let score = 0
  let streak = wish.streakBefore
  let rests = 0
  let restBefore = true
  for (let day = 0; day < 7; day++) {
    if (mask & (1 << day)) {
      streak += 1
      restBefore = false
      if (streak > wish.mostStreak) return null
      if (streak > wish.longestStreak) score += 18
      else if (streak > 2) score += 1
    } else {
      streak = 0
      rests += 1
      // two rest days in a row leave the rest of the week crowded
      if (restBefore && day > 0) score += 1.5
      restBefore = true
    }
  }
  if (rests > 0 && long !== null) {
    const dayAfter = long === 6 ? 0 : long + 1
    if (mask & (1 << dayAfter)) score += 2
  }
  return score
}
