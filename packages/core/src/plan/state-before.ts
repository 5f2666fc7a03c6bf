import { STEP_COUNT } from '../library/archetype.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { findArchetype } from '../library/find-archetype.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { hasEvent, lastHardDayOfEvents } from './days-after-event.ts'
import type { Goal } from './goal.ts'
import { isKeyFocus } from './goal-foci.ts'
import { levelsAhead } from './levels-ahead.ts'
import { OTHER_SPORT_CODE } from './other-sport.ts'
import { firstOtherState } from './other-sport-week.ts'
import type { WeekLayout } from './place-week.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import { plannedDrafts } from './planned-draft.ts'
import { nextRunWalkStep } from './run-walk-week.ts'
import type { SeasonContext, SeasonState } from './season.ts'
import type { StartingPoint } from './starting-point.ts'

/**
 * What the time up to `from`, a Monday of the plan, leaves to the week that begins there: history for the days that are over,
 * the written weeks for those still to come. `indexOf` counts weeks as the season does.
 */
export function stateBefore(
  context: SeasonContext,
  plan: Plan,
  from: LocalDate,
  indexOf: (week: TrainingWeek) => number,
): SeasonState {
  const { start, input } = context
  const { today } = input
  const weeks = weeksOf(plan).filter((week) => week.startDate < from && week.detail === 'DETAILED')
  const loads = weeks.filter(
    (week) =>
      !week.isRecovery &&
      !hasEvent(context.events, week) &&
      plan.blocks.some(({ type, weeks: own }) => type !== 'RACE' && own.includes(week)),
  )
  const isTodayDone = start.pastSessions.some(({ date }) => date === today)
  const isAhead = ({ date }: PlannedWorkout): boolean => (isTodayDone ? date > today : date >= today)
  const volume = (workout: PlannedWorkout): number => volumeOf(start, workout)
  const ownAhead = weeks.flatMap((week) =>
    week.workouts.filter((workout) => !workout.race && workout.sport === start.sport && isAhead(workout)),
  )
  const last = weeks.at(-1)
  const lastLoad = loads.at(-1)
  return {
    sessions: [...start.pastSessions, ...ownAhead.map((workout) => ({ date: workout.date, volume: volume(workout) }))],
    weekVolumes: weekVolumes(context, ownAhead, from),
    loadVolumes: loads
      .map((week) => doneVolume(start, week, today) ?? sum(sportOf(week, start).map(volume)))
      .filter((each) => each > 0),
    lastHardDate: lastHardDate(context, weeks),
    streak: last && addDays(last.startDate, 7) === from ? streakOf(last) : 0,
    layout: lastLoad ? layoutOf(lastLoad) : null,
    levels: levelsAhead(context, weeks, isAhead),
    lastWork: lastWorkOf(weeks),
    lastUsed: new Map(
      weeks.flatMap((week) =>
        week.workouts.flatMap(({ archetype }) => (archetype === null ? [] : [[archetype, indexOf(week)] as const])),
      ),
    ),
    runWalkStep: lastLoad ? runWalkStepAfter(lastLoad, plan.goal) : null,
    lastTestWeek: weeks.findLast((week) => week.workouts.some(({ focus }) => focus === 'TEST'))
      ? indexOf(weeks.findLast((week) => week.workouts.some(({ focus }) => focus === 'TEST'))!)
      : null,
    other: otherBefore(context, weeks),
  }
}

/** The last key session of each focus, as written. */
function lastWorkOf(weeks: readonly TrainingWeek[]): SeasonState['lastWork'] {
  const last: SeasonState['lastWork'] = new Map()
  for (const { workouts } of weeks) {
    for (const { archetype, step, focus, purpose } of workouts) {
      const found = archetype === null ? null : findArchetype(archetype)
      if (archetype === null || found === null || step === null) continue
      if (!Number.isInteger(step) || step < 1 || step > STEP_COUNT) continue
      const isRacePace = purpose.code === 'long-with-work' && found.focus === 'RACE_SPECIFIC'
      const trained = isRacePace ? 'RACE_SPECIFIC' : focus
      if ((purpose.code !== 'key-session' && !isRacePace) || !isKeyFocus(trained)) continue
      last.set(trained, { archetypeId: archetype, workS: archetypeStepWorkS(archetype, step) })
    }
  }
  return last
}

/** What the other sport did and will do before the block. */
function otherBefore(context: SeasonContext, weeks: readonly TrainingWeek[]): SeasonState['other'] {
  const state = firstOtherState(context)
  const { today } = context.input
  for (const week of weeks) {
    if (addDays(week.startDate, 6) < today) continue
    const own = week.workouts.filter(({ race }) => !race)
    const others = own.filter(({ purpose }) => purpose.code === OTHER_SPORT_CODE)
    state.weeks.push(sum(others.map(({ durationS }) => durationS / 60)))
    state.bothWeeks.push(sum(own.map(({ durationS }) => durationS / 60)))
    for (const { date, durationS } of others) if (date >= today) state.sessions.push({ date, volume: durationS / 60 })
    state.days = others.map(({ date }) => daysBetween(week.startDate, date))
  }
  const last = weeks.at(-1)
  state.streak = last ? streakOf(last) : 0
  return state
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const sportOf = (week: TrainingWeek, start: StartingPoint): PlannedWorkout[] =>
  week.workouts.filter(({ race, sport }) => !race && sport === start.sport)

/** Volume of a planned session in the plan's unit. */
function volumeOf(start: StartingPoint, { distanceM, durationS }: PlannedWorkout): number {
  return start.unit === 'm' && distanceM !== null ? distanceM : (durationS / 60) * start.easyRate
}

/** Weeks that are over as history tells them, the running one as done so far and planned, later ones as planned; oldest first. */
function weekVolumes(context: SeasonContext, ahead: readonly PlannedWorkout[], from: LocalDate): (number | null)[] {
  const { start, input } = context
  const thisMonday = mondayOf(input.today)
  const volumes: (number | null)[] = [...start.lastFourWeeks]
  for (let monday = thisMonday; monday < from; monday = addDays(monday, 7)) {
    const isInside = (date: LocalDate): boolean => date >= monday && date < addDays(monday, 7)
    const planned = ahead.filter(({ date }) => isInside(date)).map((workout) => volumeOf(start, workout))
    const done = start.pastSessions.filter(({ date }) => isInside(date)).map((session) => session.volume)
    // a week of which nothing is done and nothing planned, before the plan begins, says nothing
    volumes.push(planned.length + done.length === 0 ? null : sum(planned) + sum(done))
  }
  return volumes
}

/** Volume of a week that is over, as history tells it; null for one to come, one of which nothing is known, or one long ago. */
function doneVolume(start: StartingPoint, week: TrainingWeek, today: LocalDate): number | null {
  const back = daysBetween(week.startDate, mondayOf(today)) / 7
  return back >= 1 && back <= start.lastFourWeeks.length
    ? (start.lastFourWeeks[start.lastFourWeeks.length - back] ?? null)
    : null
}

function lastHardDate(context: SeasonContext, weeks: readonly TrainingWeek[]): LocalDate | null {
  const days = weeks.flatMap((week) => week.workouts.filter(({ hard, race }) => hard && !race).map(({ date }) => date))
  for (const week of weeks) {
    const easyUntil = lastHardDayOfEvents(context.events, { startDate: week.startDate })
    if (easyUntil !== null) days.push(easyUntil)
  }
  return days.sort().at(-1) ?? null
}

/** Training days in a row up to the Sunday of a week. */
function streakOf(week: TrainingWeek): number {
  const days = new Set(week.workouts.map(({ date }) => daysBetween(week.startDate, date)))
  let streak = 0
  for (let day = 6; day >= 0 && days.has(day); day--) streak += 1
  return streak
}

/** On which days the last loading week had what: the next one keeps to it. */
function layoutOf(week: TrainingWeek): WeekLayout | null {
  const drafts = plannedDrafts(week)
  const long = drafts.find(({ role }) => role === 'long')
  if (!long) return null
  const daysOf = (role: 'key' | 'easy'): number[] => drafts.flatMap((draft) => (draft.role === role ? [draft.day] : []))
  return { long: long.day, keys: daysOf('key'), easy: daysOf('easy') }
}

/** Next step of the run-walk series after a week of it; null when the week ran without walking, or the series is over. */
function runWalkStepAfter(week: TrainingWeek, goal: Goal): number | null {
  const steps = week.workouts.flatMap(({ purpose }) =>
    purpose.code === 'run-walk' && typeof purpose.facts.step === 'number' ? [purpose.facts.step] : [],
  )
  if (steps.length === 0) return null
  return nextRunWalkStep(goal, Math.max(...steps), 1)
}
