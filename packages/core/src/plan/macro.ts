import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf, weekdayIndex } from '../time/week.ts'
import { tableGoal, type Goal, type TableGoal } from './goal.ts'
import { GENERAL_FITNESS_WEEKS, PHASES, PREP_FROM_EXTRA_WEEKS } from './phases.ts'
import type { BlockType } from './plan.ts'
import { rhythmOf, type LightWeeks, type RhythmOptions, type RhythmWeek } from './rhythm.ts'
import type { Taper } from './taper.ts'

export type WeekKind = 'load' | 'recovery' | 'taper' | 'transition'

/** One week of the season before anything is placed in it. */
export interface SkeletonWeek {
  /** From 0. */
  readonly index: number
  readonly startDate: LocalDate
  readonly kind: WeekKind
  readonly phase: BlockType
  /** Mesocycle of the rhythm, from 0; several may stand in one phase. */
  readonly cycle: number
  /** Loading weeks before this one in its mesocycle. */
  readonly loadInCycle: number
}

/** One block: weeks that follow each other, at most one recovery week among them. */
export interface SkeletonBlock {
  readonly type: BlockType
  /** How many blocks of this type came before. */
  readonly nth: number
  /** True for the last block of its type. */
  readonly isLast: boolean
  readonly weeks: readonly SkeletonWeek[]
}

export interface Skeleton {
  readonly blocks: readonly SkeletonBlock[]
  readonly weeks: readonly SkeletonWeek[]
  readonly targetDate: LocalDate
}

/**
 * The season backwards from the race (science.md S5.2–S5.4): taper weeks, then loading and recovery weeks so that the
 * last weeks before the taper are loading ones, then phases by the goal's shares. General fitness is rolling cycles.
 * `life`: weeks that are light already, which the rhythm follows.
 */
export function buildSkeleton(
  goal: Goal,
  startDate: LocalDate,
  taper: Taper | null,
  twoToOne: boolean,
  life: LightWeeks = {},
): Skeleton {
  const kind = tableGoal(goal)
  if (taper === null || goal.date === undefined || kind === 'GENERAL_FITNESS') {
    return fitnessSkeleton(goal, startDate, twoToOne, life)
  }
  const raceDate = goal.date
  const weekCount = seasonWeeks(startDate, raceDate)
  // a marathon's or short taper that begins on a Sunday leaves that week a loading week: its long session is the last
  // one of S5.7c, or is shortened by S6.3
  const leavesWeek = weekdayIndex(taper.startDate) === 6 && (kind === 'MARATHON' || taper.days <= 8)
  const taperMonday = mondayOf(addDays(taper.startDate, leavesWeek ? 1 : 0))
  const before = Math.max(0, Math.min(weekCount - 1, Math.floor(daysBetween(startDate, taperMonday) / 7)))
  const { rhythm, phases } = seasonBefore(kind, weekCount, before, { ...life, twoToOne, endsInTaper: true })
  const weeks: SkeletonWeek[] = []
  for (let index = 0; index < weekCount; index++) {
    const inRhythm = rhythm[index]
    weeks.push({
      index,
      startDate: addDays(startDate, 7 * index),
      kind: inRhythm?.kind ?? 'taper',
      phase: phases[index] ?? 'RACE',
      cycle: inRhythm?.cycle ?? (rhythm.at(-1)?.cycle ?? -1) + 1,
      loadInCycle: inRhythm?.loadInCycle ?? 0,
    })
  }
  return { weeks, blocks: blocksOf(weeks), targetDate: raceDate }
}

/** Calendar weeks from the plan's first Monday to the race's week. */
export const seasonWeeks = (startDate: LocalDate, raceDate: LocalDate): number =>
  Math.floor(daysBetween(startDate, mondayOf(raceDate)) / 7) + 1

function fitnessSkeleton(goal: Goal, startDate: LocalDate, twoToOne: boolean, life: LightWeeks): Skeleton {
  const wanted =
    goal.date === undefined ? GENERAL_FITNESS_WEEKS : Math.floor((daysBetween(startDate, goal.date) + 1) / 7)
  const weekCount = Math.max(1, wanted)
  const rhythm = rhythmOf(weekCount, { ...life, twoToOne, endsInTaper: false })
  const weeks = rhythm.map((week, index): SkeletonWeek => ({
    index,
    startDate: addDays(startDate, 7 * index),
    kind: week.kind,
    // endurance and tempo cycles are base work, threshold and VO2 cycles build on it (science.md S5.3)
    phase: week.cycle % 4 < 2 ? 'BASE' : 'BUILD',
    cycle: week.cycle,
    loadInCycle: week.loadInCycle,
  }))
  return { weeks, blocks: blocksOf(weeks, true), targetDate: addDays(startDate, 7 * weekCount - 1) }
}

/** Weeks with their phases; mesocycles in the order that gives the base its weeks at the end of one of them (science.md S5.4). */
function seasonBefore(
  kind: RaceGoal,
  weekCount: number,
  before: number,
  options: RhythmOptions,
): { readonly rhythm: readonly RhythmWeek[]; readonly phases: readonly BlockType[] } {
  const made = (isLongFirst: boolean) => {
    const rhythm = rhythmOf(before, { ...options, isLongFirst })
    return { rhythm, phases: phasesOf(kind, weekCount, before, rhythm) }
  }
  const usual = made(false)
  const base = usual.phases.filter((phase) => phase === 'BASE').length
  const last = usual.phases.lastIndexOf('BASE')
  if (weekCount < 12 || base > LEAST_BASE || usual.rhythm[last]?.kind === 'recovery') return usual
  const other = made(true)
  return other.rhythm[other.phases.lastIndexOf('BASE')]?.kind === 'recovery' ? other : usual
}

type RaceGoal = Exclude<TableGoal, 'GENERAL_FITNESS'>

/** Fewer weeks than this are no build any more: taper and openers (science.md S5.4). */
export const BUILDS_FROM_WEEKS = 4
/** Weeks of base from twelve weeks on, and of eight to eleven (science.md S5.4). */
const LEAST_BASE = 4
const SHORT_BASE = 3
const SHORT_SPECIFIC = 2

/** Phase of each week before the taper: the goal's shares, moved to the end of a mesocycle where one is a week away; short seasons by their own rows (science.md S5.3, S5.4). */
function phasesOf(kind: RaceGoal, weekCount: number, before: number, rhythm: readonly RhythmWeek[]): BlockType[] {
  // nothing can be built any more: the way to the taper, then maintenance and sharpening
  if (weekCount < BUILDS_FROM_WEEKS) return rhythm.map(() => 'RACE')
  if (weekCount < 6) return rhythm.map(() => 'PEAK')
  const isCycleEnd = (week: number): boolean => week > 0 && week < before && rhythm[week - 1]?.kind === 'recovery'
  const snapped = (week: number, least: number, most: number): number => {
    for (const shift of before >= 12 ? [0, -1, 1, -2, 2] : [0, -1, 1]) {
      const candidate = week + shift
      if (candidate >= least && candidate <= most && isCycleEnd(candidate)) return candidate
    }
    return Math.min(most, Math.max(least, week))
  }
  // two small cycles without a base
  if (weekCount < 8) {
    const second = snapped(Math.ceil(before / 2), 1, before - 1)
    return rhythm.map((_, week) => (week < second ? 'BUILD' : 'PEAK'))
  }
  if (weekCount < 12) {
    const buildStart = snapped(before >= 9 ? SHORT_BASE + 1 : SHORT_BASE, SHORT_BASE, SHORT_BASE + 1)
    const peakStart = snapped(before - SHORT_SPECIFIC, buildStart + 1, before - 1)
    return rhythm.map((_, week) => (week < buildStart ? 'BASE' : week < peakStart ? 'BUILD' : 'PEAK'))
  }
  const shares = PHASES[kind]
  const prep = weekCount >= shares.idealWeeks + PREP_FROM_EXTRA_WEEKS ? weekCount - shares.idealWeeks : 0
  const rest = before - prep
  const specific = Math.max(2, Math.round(rest * shares.specific))
  const build = Math.max(2, Math.round(rest * shares.build))
  const peakStart = snapped(before - specific, Math.min(before, prep + 2), before - 1)
  const prepEnd = prep === 0 ? 0 : snapped(prep, 1, peakStart - 1 - LEAST_BASE)
  const buildStart = snapped(peakStart - build, Math.min(peakStart - 1, prepEnd + LEAST_BASE), peakStart - 1)
  return rhythm.map((_, week) =>
    week < prepEnd ? 'PREP' : week < buildStart ? 'BASE' : week < peakStart ? 'BUILD' : 'PEAK',
  )
}

/** Blocks: a phase, cut after a recovery week so that a block has at most one, and at six weeks (science.md S5.2). */
function blocksOf(weeks: readonly SkeletonWeek[], cutEachCycle = false): SkeletonBlock[] {
  const groups: SkeletonWeek[][] = []
  for (const week of weeks) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const hasRecovery = group?.some((other) => other.kind === 'recovery') ?? false
    const fits =
      group !== undefined &&
      last !== undefined &&
      last.phase === week.phase &&
      !(cutEachCycle && last.cycle !== week.cycle) &&
      !(hasRecovery && last.cycle !== week.cycle && startsFullCycle(weeks, week)) &&
      group.length < 6
    if (fits) group.push(week)
    else groups.push([week])
  }
  const counts = new Map<BlockType, number>()
  const blocks = groups.map((group) => {
    const type = group[0]!.phase
    const nth = counts.get(type) ?? 0
    counts.set(type, nth + 1)
    return { type, nth, weeks: group }
  })
  return blocks.map((block) => ({ ...block, isLast: block.nth + 1 === counts.get(block.type) }))
}

/** True when the mesocycle that begins here has its own recovery week inside the same phase. */
function startsFullCycle(weeks: readonly SkeletonWeek[], first: SkeletonWeek): boolean {
  const cycle = weeks.filter((week) => week.cycle === first.cycle && week.phase === first.phase)
  return cycle.length >= 2
}
