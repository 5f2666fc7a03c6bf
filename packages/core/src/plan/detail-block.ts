import { addDays, type LocalDate } from '../time/local-date.ts'
import { withEvents } from './event-days.ts'
import { tableGoal } from './goal.ts'
import { buildLoadWeek } from './load-week.ts'
import type { SkeletonBlock, SkeletonWeek, WeekKind } from './macro.ts'
import { weeksOf, weeksToRace, type BlockType, type Plan, type TrainingBlock, type TrainingWeek } from './plan.ts'
import { plannedDrafts } from './planned-draft.ts'
import type { PlanningInput } from './planning-input.ts'
import { withOtherSport } from './other-sport-week.ts'
import { draftsVolume } from './session-draft.ts'
import { openDays, weekSlots, type SeasonContext } from './season.ts'
import { seasonContext } from './season-context.ts'
import { advance } from './season-state.ts'
import { draftTaper } from './season-weeks.ts'
import { startingPoint, type StartingPoint } from './starting-point.ts'
import { stateBefore } from './state-before.ts'
import { lastFullWeek } from './taper-reference.ts'
import { taperFor } from './taper.ts'
import { trainingWeek } from './training-week.ts'
import { transitionWeek } from './transition-week.ts'
import { byPlace, withWeekTotals } from './week-totals.ts'
import { outlineOf, targetsWithoutRaces } from './week-outline.ts'
import type { WeekDraft } from './week-room.ts'

/** Sessions are cut down to whole fives: a week aims this much above its target to land on it, minutes and share [P]. */
const ROUNDING_MIN = 4
const ROUNDING_SHARE = 0.02

/** Longest session read as a share of the week where an outline of another hand names none (science.md S5.6). */
const UNTOLD_LONG_SHARE = 0.35

/** Less of its target than this, and a race's easy days were taken twice [P]. */
const NEAR_TARGET = 0.85
/** Loading weeks whose best is the usual one (science.md S7.1 G01). */
const BEST_OF_WEEKS = 4
/** Shares of the way up to the usual week that are tried, the fullest first [P]. */
const STEPS_UP = [1, 0.75, 0.5, 0.25] as const

/** Shares of the targets asked for. */
export interface AskedShares {
  readonly scale?: number
  /** Of single weeks beside that, by week number: those that have to be lighter ones. */
  readonly shares?: ReadonlyMap<number, number>
}

/**
 * The outline weeks of a block written out, in their order: each inside its targets, from what the athlete can do by then
 * (history up to `input.today`, the written weeks after it, progression levels of science.md S8.5). Weeks that are over stay
 * outlines; of a running week only the days from today on are written. `asked` can ask for less than the targets.
 */
export function detailBlock(
  plan: Plan,
  block: TrainingBlock,
  input: PlanningInput,
  { scale = 1, shares }: AskedShares = {},
): TrainingWeek[] {
  const { today } = input
  const outlines = block.weeks.filter(({ detail, startDate }) => detail === 'OUTLINE' && addDays(startDate, 6) >= today)
  const [first] = outlines
  if (!first) return []
  const context = contextOf(plan, input)
  const shift = first.weekNumber - 1 - (outlineOf(first)?.seasonWeek ?? first.weekNumber - 1)
  const indexOf = (week: TrainingWeek): number => week.weekNumber - 1 - shift
  const skeleton = skeletonOf(plan, block, indexOf)
  const state = stateBefore(context, plan, first.startDate, indexOf)
  const weeks = outlines.map((outline) => ({
    outline,
    week: skeleton.weeks[block.weeks.indexOf(outline)]!,
  }))
  const drafts = new Map<number, WeekDraft>()
  for (const { outline, week } of weeks) {
    if (week.kind === 'taper' || week.kind === 'transition') continue
    const asked = scale * (shares?.get(outline.weekNumber) ?? 1)
    const aims = aimsOf(context.start, outline, asked * shareAhead(week, today))
    const write = (aims: WeekAims): WeekDraft => {
      const draft = buildLoadWeek(context, state, {
        week,
        block: skeleton,
        days: daysFrom(context, week, today),
        ...aims,
        limitedByMinutes: false,
        promisedSessions: outlineOf(outline)?.sessions ?? 0,
      })
      return withEvents(context, week, draft, context.events)
    }
    const withRaces = besideEvents(context, state.loadVolumes, aims, write)
    drafts.set(week.index, withOtherSport(context, state, week, withRaces))
    advance(context, state, week, withRaces)
  }
  const tapering = weeks.flatMap(({ week }) => (week.kind === 'taper' ? [week] : []))
  const taper = taperOf(plan, context, state.loadVolumes)
  if (tapering.length > 0 && taper !== null) {
    const written = weeksOf(plan).filter((week) => week.detail === 'DETAILED' && week.startDate < first.startDate)
    const tapered = new Set(plan.blocks.flatMap(({ type, weeks: own }) => (type === 'RACE' ? own : [])))
    const loads = written
      .filter((week) => !week.isRecovery && !tapered.has(week))
      .map((week) => ({ startDate: week.startDate, notes: week.notes, drafts: plannedDrafts(week) }))
      .filter((week) => week.drafts.length > 0)
    const order = {
      weeks: tapering,
      reference: lastFullWeek(context, loads)?.drafts ?? [],
      recent: written.slice(-6).flatMap(plannedDrafts),
      taper,
      planWeeks: weeksToRace(plan).length,
    }
    for (const [index, draft] of draftTaper(context, state, order)) drafts.set(index, draft)
  }
  for (const { outline, week } of weeks) {
    if (week.kind !== 'transition') continue
    const share = scale * (shares?.get(outline.weekNumber) ?? 1) * shareAhead(week, today)
    const { minutes } = targetsWithoutRaces(outline)
    const mostMinutes = share * Math.max(0, minutes - (outlineOf(outline)?.otherMinutes ?? 0))
    const days = daysFrom(context, week, today)
    drafts.set(week.index, transitionWeek(context, state, { week, days, mostMinutes }))
  }
  return weeks.map(({ outline, week }) => written(context, skeleton, week, outline, drafts.get(week.index), today))
}

/** The athlete of today under the plan's own answers: what the plan promised is not decided anew. */
function contextOf(plan: Plan, input: PlanningInput): SeasonContext {
  const { athlete } = plan
  const { slots, overrides, blackoutDates } = athlete.availability
  const now = input.athlete.availability
  // a day the plan promised to keep free stays free
  const daysOff = [...new Set([...(blackoutDates ?? []), ...(now?.blackoutDates ?? [])])].sort()
  // the minutes of a day are those told last: two answers for one date would leave the larger
  const dated = now === null ? (overrides ?? []) : (now.overrides ?? [])
  const own: PlanningInput = {
    ...input,
    planId: plan.id,
    goal: plan.goal,
    athlete: {
      ...input.athlete,
      birthYear: athlete.birthYear,
      maxDaysPerWeek: athlete.maxDaysPerWeek,
      longDay: athlete.longDay,
      longDayPinned: athlete.longDayPinned,
      availability:
        slots.length === 0
          ? null
          : {
              slots,
              overrides: dated,
              ...(daysOff.length > 0 ? { blackoutDates: daysOff } : {}),
            },
    },
  }
  const start: StartingPoint = { ...startingPoint(own), level: athlete.level }
  return {
    ...seasonContext(own, start),
    strategy: plan.strategy,
    maxDays: athlete.maxDaysPerWeek,
    events: plan.events ?? [],
  }
}

/** The block as the season saw it, read back from the plan and what its outlines keep. */
function skeletonOf(plan: Plan, block: TrainingBlock, indexOf: (week: TrainingWeek) => number): SkeletonBlock {
  let loads = 0
  const alike = plan.blocks.filter(({ type }) => type === block.type)
  return {
    type: block.type,
    nth: alike.indexOf(block),
    isLast: alike.at(-1) === block,
    weeks: block.weeks.map((week): SkeletonWeek => {
      const outline = outlineOf(week)
      const loadInCycle = outline?.loadInCycle ?? loads
      loads = week.isRecovery ? 0 : loads + 1
      return {
        index: indexOf(week),
        startDate: week.startDate,
        kind: kindOf(block.type, week),
        phase: block.type,
        cycle: outline?.cycle ?? block.order,
        loadInCycle,
      }
    }),
  }
}

const kindOf = (type: BlockType, { isRecovery }: TrainingWeek): WeekKind =>
  type === 'RACE' ? 'taper' : type === 'TRANSITION' ? 'transition' : isRecovery ? 'recovery' : 'load'

/** Share of the week that still lies ahead, today included. */
const shareAhead = (week: SkeletonWeek, today: LocalDate): number =>
  [0, 1, 2, 3, 4, 5, 6].filter((day) => addDays(week.startDate, day) >= today).length / 7

function daysFrom(context: SeasonContext, week: SkeletonWeek, today: LocalDate): ReturnType<typeof openDays> {
  const days = openDays(context, week.startDate, weekSlots(context, week.startDate))
  return days.map((day, index) => (addDays(week.startDate, index) < today ? null : day))
}

/** What a week aims at, in the unit the athlete's volumes are counted in. */
interface WeekAims {
  readonly volumeAim: number
  readonly longAim: number
}

/**
 * The week written, its days beside a race cut as withEvents does. The outline's target holds that cut already: where it
 * takes a lot, the week is written from the usual one that the cut brings down to the target.
 */
function besideEvents(
  { start }: SeasonContext,
  loadVolumes: readonly number[],
  aims: WeekAims,
  write: (aims: WeekAims) => WeekDraft,
): WeekDraft {
  const first = write(aims)
  const volume = draftsVolume(start, first.drafts)
  const usual = Math.max(aims.volumeAim, ...loadVolumes.slice(-BEST_OF_WEEKS))
  if (volume <= 0 || volume >= NEAR_TARGET * aims.volumeAim) return first
  for (const share of STEPS_UP) {
    const up = Math.min(usual / aims.volumeAim, 1 + share * (aims.volumeAim / volume - 1))
    const fuller = write({ volumeAim: up * aims.volumeAim, longAim: up * aims.longAim })
    if (draftsVolume(start, fuller.drafts) <= aims.volumeAim) return fuller
  }
  return first
}

/** The outline's targets in the unit the athlete's volumes are counted in now. */
function aimsOf(start: StartingPoint, outline: TrainingWeek, share: number): WeekAims {
  const { minutes, distanceM } = targetsWithoutRaces(outline)
  const inUnit = (min: number, metres: number | null): number =>
    start.unit === 'm' ? (metres ?? min * start.easyRate) : min
  const told = outlineOf(outline)
  const volume = inUnit(Math.max(0, minutes - (told?.otherMinutes ?? 0)), distanceM)
  const long = told === null ? UNTOLD_LONG_SHARE * volume : inUnit(told.longestMinutes, told.longestDistanceM)
  const rounding = inUnit(ROUNDING_MIN, ROUNDING_MIN * start.easyRate)
  return {
    volumeAim: share * (volume + Math.max(rounding, ROUNDING_SHARE * volume)),
    longAim: Math.min(1, share + UNTOLD_LONG_SHARE) * long,
  }
}

function taperOf(plan: Plan, context: SeasonContext, loadVolumes: readonly number[]): ReturnType<typeof taperFor> {
  const peakM = context.start.unit === 'm' && loadVolumes.length > 0 ? Math.max(...loadVolumes.slice(-6)) : null
  return taperFor(tableGoal(plan.goal), plan.goal.date, peakM, weeksToRace(plan).length)
}

/** The week with its own id, its days that are over left free, and its races as they stood. */
function written(
  context: SeasonContext,
  skeleton: SkeletonBlock,
  week: SkeletonWeek,
  outline: TrainingWeek,
  draft: WeekDraft | undefined,
  today: LocalDate,
): TrainingWeek {
  const fresh = trainingWeek(context, skeleton, week, draft, [], outline)
  const sessions = fresh.workouts.filter(({ race, date }) => !race && date >= today)
  return withWeekTotals({
    ...fresh,
    focus: outline.focus,
    workouts: [...sessions, ...outline.workouts].sort(byPlace),
  })
}
