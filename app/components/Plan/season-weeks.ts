import type { Plan, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import { blockTitle, blockWork } from '../../words/name'

/** What was done in a week. */
export interface DoneWeek {
  readonly weekStart: string
  readonly minutes: number
  readonly runDistanceM: number
  readonly load: number | null
  /** Of the plan's sport; null where nothing was done, or a distance is not known. */
  readonly longestS: number | null
  readonly longestDistanceM: number | null
}

/** A week as the season draws it: load or minutes, and its longest session of the plan's sport in metres or seconds. */
export interface SeasonWeek {
  readonly id: string
  readonly number: number
  readonly startDate: string
  readonly isRecovery: boolean
  readonly blockName: string
  readonly planned: number
  readonly done: number | null
  readonly longest: number | null
  /** The longest that was done, in the same measure. */
  readonly longestDone: number | null
  /** The longest is the race itself. */
  readonly isRace: boolean
  /** Not written yet: planned and longest are targets. */
  readonly isOutline: boolean
}
export interface Season {
  readonly weeks: readonly SeasonWeek[]
  /** Load where every week has one, else minutes. */
  readonly byLoad: boolean
  /** Metres of runs where all are known, else seconds. */
  readonly inMetres: boolean
}

/** A plan with what was done of it, on one axis of weeks. */
export function seasonOf(plan: Plan, done: readonly DoneWeek[]): Season {
  const weeks = plan.blocks.flatMap((block) => block.weeks.map((week) => ({ block, week })))
  const own = (week: TrainingWeek) => week.workouts.filter(({ sport }) => sport === plan.sport)
  const byLoad = weeks.every(({ week }) => week.tssTarget !== null)
  const inMetres =
    plan.sport === 'run' &&
    weeks.every(
      ({ week }) =>
        own(week).every(({ distanceM }) => distanceM !== null) && outlineOf(week)?.longestDistanceM !== null,
    )
  const rows = weeks.map(({ block, week }): SeasonWeek => {
    const row = done.find(({ weekStart }) => weekStart === week.startDate)
    const outline = outlineOf(week)
    const target = outline === null ? 0 : inMetres ? (outline.longestDistanceM ?? 0) : outline.longestMinutes * 60
    // an outline holds its race alone, which is not its longest session
    const sessions = week.detail === 'OUTLINE' ? [] : own(week)
    const longest = sessions.reduce((most, w) => Math.max(most, inMetres ? (w.distanceM ?? 0) : w.durationS), target)
    return {
      id: week.id,
      number: week.weekNumber,
      startDate: week.startDate,
      isRecovery: week.isRecovery,
      blockName: block.name,
      planned: byLoad ? (week.tssTarget ?? 0) : week.volumeTargetMinutes,
      done: row ? (byLoad ? row.load : row.minutes) : null,
      longest: longest || null,
      longestDone: (inMetres ? row?.longestDistanceM : row?.longestS) ?? null,
      isOutline: week.detail === 'OUTLINE',
      isRace: sessions.some(({ race }) => race),
    }
  })
  return { weeks: rows, byLoad, inMetres }
}

/** A stretch of the season under one name. */
export interface SeasonBand {
  readonly id: string
  readonly title: string
  /** What it works at; null where its name says nothing. */
  readonly work: string | null
  readonly weeks: readonly TrainingWeek[]
}

/** A narrower stretch than this share of the season has no room for its name. */
export const LEAST_NAMED_SHARE = 0.1
/** More names than this cannot be read beside each other. */
const MOST_BANDS = 8

/** The blocks of a season; of a long one its phases: “Base” for “Base 1” to “Base 14”. */
export function bandsOf(plan: Plan): SeasonBand[] {
  const bands = plan.blocks.map(({ id, name, type, weeks }) => ({
    type,
    band: { id, title: blockTitle(name), work: blockWork(name), weeks },
  }))
  if (bands.length <= MOST_BANDS) return bands.map(({ band }) => band)
  const phases: typeof bands = []
  for (const { type, band } of bands) {
    const last = phases.at(-1)
    if (last?.type === type) last.band = { ...last.band, weeks: [...last.band.weeks, ...band.weeks] }
    else phases.push({ type, band: { ...band, title: band.title.replace(/ \d+$/, ''), work: null } })
  }
  return phases.map(({ band }) => band)
}
