import { addDays } from '../time/local-date.ts'
import { withEvents } from './event-days.ts'
import { buildLoadWeek } from './load-week.ts'
import { BUILDS_FROM_WEEKS, type Skeleton, type SkeletonBlock, type SkeletonWeek } from './macro.ts'
import { withOtherSport } from './other-sport-week.ts'
import { raceVolume } from './race-session.ts'
import { openDays, weekSlots, type SeasonContext, type SeasonState } from './season.ts'
import type { SeasonFrame } from './season-frame.ts'
import { advance, firstState } from './season-state.ts'
import { variantMinutes, type SessionDraft } from './session-draft.ts'
import { longestBefore } from './starting-point.ts'
import { lastFullWeek, type LoadWeek } from './taper-reference.ts'
import type { Taper } from './taper.ts'
import { buildTaper } from './taper-week.ts'
import { transitionMinutes, transitionWeek, usualWeek } from './transition-week.ts'
import type { VolumePlan } from './volume.ts'
import { sessionSoftLimit } from './goal-volume.ts'
import type { WeekDraft } from './week-room.ts'

/** Sessions of every week by the week's index, in order: what one week leaves, the next takes over. The taper is cut from the last full week. */
export function draftSeason(
  context: SeasonContext,
  { skeleton, transition, taper, volumes }: SeasonFrame,
): ReadonlyMap<number, WeekDraft> {
  const state = firstState(context)
  const drafts = new Map<number, WeekDraft>()
  const loads: LoadWeek[] = []
  for (const block of skeleton.blocks) {
    for (const week of block.weeks) {
      if (week.kind === 'taper') continue
      const draft = withEvents(context, week, loadWeek(context, state, week, block, volumes), context.events)
      if (week.kind === 'load' && draft.drafts.length > 0) loads.push({ ...draft, startDate: week.startDate })
      drafts.set(week.index, withOtherSport(context, state, week, draft))
      advance(context, state, week, draft)
    }
  }
  const taperWeeks = skeleton.weeks.filter((week) => week.kind === 'taper')
  if (taper !== null && taperWeeks.length > 0) {
    const reference = lastFullWeek(context, loads)?.drafts ?? firstReference(context, skeleton, volumes)
    const recent = [...drafts.values()].slice(-6).flatMap((week) => week.drafts)
    const order = { weeks: taperWeeks, reference, recent, taper, planWeeks: skeleton.weeks.length }
    const tapered = draftTaper(context, state, order)
    for (const week of taperWeeks) {
      drafts.set(week.index, tapered.get(week.index)!)
      advance(context, state, week, tapered.get(week.index)!)
    }
    const usual = usualWeek(context, reference)
    for (const week of transition?.weeks ?? []) {
      const days = openDays(context, week.startDate, weekSlots(context, week.startDate))
      const mostMinutes = transitionMinutes(context, usual, week)
      drafts.set(week.index, transitionWeek(context, state, { week, days, mostMinutes }))
    }
  }
  return drafts
}

/** The taper to come: its weeks, the last full week before it, and the sessions of the six weeks before. */
export interface TaperAhead {
  readonly weeks: readonly SkeletonWeek[]
  readonly reference: readonly SessionDraft[]
  readonly recent: readonly SessionDraft[]
  readonly taper: Taper
  readonly planWeeks: number
}

/** Sessions of the taper's weeks by the week's index; none without a race day. */
export function draftTaper(
  context: SeasonContext,
  state: SeasonState,
  { weeks, reference, recent, taper, planWeeks }: TaperAhead,
): ReadonlyMap<number, WeekDraft> {
  const { start, input } = context
  const raceDate = input.goal.date
  if (raceDate === undefined) return new Map()
  const tapered = buildTaper(context, {
    weeks: weeks.map((week) => ({
      week,
      days: openDays(context, week.startDate, weekSlots(context, week.startDate), raceDate),
    })),
    reference,
    sessionsBefore: state.sessions,
    racesBefore: context.events.flatMap((event) =>
      // one that is done stands among the sessions
      state.sessions.some(({ date }) => date === event.date)
        ? []
        : [{ date: event.date, volume: raceVolume(start, event) }],
    ),
    taper,
    raceDate,
    longestMinutes: longestOf([...recent, ...reference]),
    volumesBefore: state.loadVolumes.length > 0 ? state.loadVolumes : state.weekVolumes,
    planWeeks,
    streakBefore: state.streak,
    lastHardDate: state.lastHardDate,
    sessionCap: sessionSoftLimit(start, longestBefore(state.sessions, start.sport, addDays(raceDate, -3))),
  })
  return new Map(weeks.map((week, index) => [week.index, withOtherSport(context, state, week, tapered[index]!)]))
}

const longestOf = (drafts: readonly SessionDraft[]): number =>
  drafts.reduce((longest, draft) => Math.max(longest, variantMinutes(draft.variant)), 0)

function loadWeek(
  context: SeasonContext,
  state: SeasonState,
  week: SkeletonWeek,
  block: SkeletonBlock,
  volumes: VolumePlan,
): WeekDraft {
  return buildLoadWeek(context, state, {
    week,
    block,
    days: openDays(context, week.startDate, weekSlots(context, week.startDate)),
    volumeAim: volumes.weekAims[week.index] ?? 0,
    longAim: volumes.longAims[week.index] ?? 0,
    limitedByMinutes: volumes.limitedByMinutes,
  })
}

/** A plan that is all taper takes its shares from the week the athlete could do now. */
function firstReference(context: SeasonContext, skeleton: Skeleton, volumes: VolumePlan): readonly SessionDraft[] {
  const { start } = context
  const first = skeleton.weeks[0]
  if (!first) return []
  const phase = skeleton.weeks.length < BUILDS_FROM_WEEKS ? 'RACE' : 'PEAK'
  const week: SkeletonWeek = { ...first, kind: 'load', phase }
  const block: SkeletonBlock = { type: phase, nth: 0, isLast: true, weeks: [week] }
  return buildLoadWeek(context, firstState(context), {
    week,
    block,
    days: openDays(context, first.startDate, weekSlots(context, first.startDate)),
    volumeAim: Math.min(start.firstWeekLimit, start.meanVolume ?? start.firstWeekLimit),
    longAim: Math.max(0, ...start.pastSessions.map((session) => session.volume)),
    limitedByMinutes: volumes.limitedByMinutes,
  }).drafts
}
