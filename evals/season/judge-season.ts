import { historyFromActivities, type HistoryActivity } from '@coach-wattz/core/evidence/history'
import type { RuleId, Violation } from '@coach-wattz/core/guardrails/guard-report'
import { introducedBy } from '@coach-wattz/core/guardrails/review-change'
import { reviewPlan, type ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { withWeekTotals } from '@coach-wattz/core/plan/week-totals'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { LivedDay, LivedSeason } from './live-season.ts'

/** A limit that what was really done went past. */
export interface DoneViolation {
  readonly date: LocalDate
  readonly violation: Violation
  /** The session the coach prescribed would have gone past it too, by what was known that morning. */
  readonly attributable: boolean
}

/** How far a rule looks: at each day with what was done before it, at a week once it is over, at the days before the race. */
type Look = 'day' | 'week' | 'taper'
/**
 * The rules that judge what a body has done. The others judge how a plan is built (G09, G15, G16, G27, G29), what was answered
 * before it (G20), or the minutes of a day, which are counted apart (G13).
 */
const LOOKS: Partial<Record<RuleId, Look>> = {
  G01: 'day',
  G02: 'week',
  G03: 'day',
  G04: 'day',
  G05: 'day',
  G06: 'taper',
  G07: 'day',
  G08: 'day',
  G10: 'week',
  G11: 'day',
  G12: 'day',
  G14: 'day',
  G17: 'day',
  G18: 'day',
  G19: 'day',
  G21: 'day',
  G22: 'week',
  G23: 'day',
  G24: 'day',
  G25: 'day',
  G26: 'week',
  G28: 'day',
}
const TAPER_DAYS = 14

/** Every limit that the done sessions of a season break, each once a week and rule. */
export function judgeSeason(season: LivedSeason): DoneViolation[] {
  const found: DoneViolation[] = []
  const seen = new Set<string>()
  const keep = (date: LocalDate, violations: readonly Violation[], prescribed: () => readonly Violation[]): void => {
    if (violations.length === 0) return
    const byCoach = prescribed()
    for (const violation of violations) {
      const attributable = byCoach.some(
        (other) => other.rule === violation.rule && (other.severity === 'H' || violation.severity === 'S'),
      )
      const key = `${violation.rule} ${violation.severity} ${mondayOf(date)} ${attributable}`
      if (seen.has(key)) continue
      seen.add(key)
      found.push({ date, violation, attributable })
    }
  }
  const record = new Lived(season)
  for (const [index, day] of season.days.entries()) {
    if (day.done.length > 0) keep(day.date, record.brokenOn(index, 'done'), () => record.brokenOn(index, 'prescribed'))
    if (index % 7 === 6) {
      const monday = index - 6
      const broken = record.brokenInWeek(monday)
      keep(day.date, broken, () => broken.flatMap((violation) => record.foreseenInWeek(monday, violation)))
    }
  }
  const race = season.days.findIndex(({ prescribed }) => prescribed.some(({ race: isRace }) => isRace))
  const from = race - TAPER_DAYS
  if (race >= 0 && from >= 0)
    keep(season.days[race]!.date, record.brokenInTaper(from, 'done'), () => record.brokenInTaper(from, 'prescribed'))
  return found
}

/** What was done, or what was prescribed by what was known. */
type Side = 'done' | 'prescribed'

/** A lived season as plans and facts for the rulebook, as they stood on each of its mornings. */
class Lived {
  private readonly season: LivedSeason
  private readonly past: readonly HistoryActivity[]
  private readonly recorded: readonly HistoryActivity[]
  /** Recordings made before each day. */
  private readonly countBefore: readonly number[]

  constructor(season: LivedSeason) {
    this.season = season
    this.past = season.athlete.input.history.activities
    this.recorded = historyFromActivities(season.recordings.map(({ activity }) => activity)).activities
    let count = 0
    this.countBefore = season.days.map(({ done }) => (count += done.length) - done.length)
  }

  /** What the sessions of one day newly break: all that was done before stands, nothing is planned after. */
  brokenOn(index: number, side: Side): Violation[] {
    const day = this.season.days[index]!
    const sessions = sessionsOf(day, side)
    if (sessions.length === 0) return []
    const facts = this.factsOn(index, side)
    const before = this.sessionsBefore(index, side)
    const monday = mondayOf(day.date)
    const weekNumber = weekNumberOf(day.plan, monday)
    const isOfDay = ({ rule, week, date }: Violation): boolean =>
      LOOKS[rule] === 'day' && (week === weekNumber || date === day.date)
    const withDay = reviewPlan(planOf(day.plan, [...before, ...sessions]), facts)
    if (!withDay.violations.some(isOfDay)) return []
    const without = reviewPlan(planOf(day.plan, before), facts)
    return introducedBy(without, withDay).filter(isOfDay)
  }

  /** What a whole week breaks that can only be told of a whole one, seen from its Monday. */
  brokenInWeek(monday: number): Violation[] {
    const { plan } = this.season.days[monday]!
    const done = this.season.days.slice(monday, monday + 7).flatMap((day) => sessionsOf(day, 'done'))
    return done.length === 0 ? [] : this.reviewWeek(monday, plan, done, this.factsOn(monday, 'done'))
  }

  /**
   * The same rule in the week as it was prescribed up to the morning of the session it is about, and planned from there on: what
   * the athlete left out, or what was taken out later, is nothing that session can be blamed for.
   */
  foreseenInWeek(monday: number, { rule, date }: Violation): Violation[] {
    const days = this.season.days.slice(monday, monday + 7)
    const at = Math.max(
      0,
      days.findIndex((day) => day.date === date),
    )
    const morning = days[at]!
    const last = days.at(-1)!.date
    const ahead = workoutsOf(morning.plan).filter((workout) => workout.date >= morning.date && workout.date <= last)
    const before = days.slice(0, at).flatMap((day) => sessionsOf(day, 'prescribed'))
    const found = this.reviewWeek(monday, morning.plan, [...before, ...ahead], this.factsOn(monday, 'done'))
    return found.filter((violation) => violation.rule === rule)
  }

  private reviewWeek(monday: number, plan: Plan, sessions: readonly PlannedWorkout[], facts: ReviewFacts): Violation[] {
    const weekNumber = weekNumberOf(plan, this.season.days[monday]!.date)
    const report = reviewPlan(planOf(plan, [...this.sessionsBefore(monday, 'done'), ...sessions]), facts)
    return report.violations.filter(({ rule, week }) => LOOKS[rule] === 'week' && week === weekNumber)
  }

  /** What the last days before the race break, seen from their first. */
  brokenInTaper(from: number, side: Side): Violation[] {
    const days = this.season.days.slice(from)
    const { plan } = days[0]!
    const sessions = days.flatMap((day) => sessionsOf(day, side))
    const report = reviewPlan(
      planOf(plan, [...this.sessionsBefore(from, 'done'), ...sessions]),
      this.factsOn(from, 'done'),
    )
    return report.violations.filter(({ rule }) => LOOKS[rule] === 'taper')
  }

  /** Facts of a morning: the whole truth, or what was known, days of which nothing is known taken as done as planned (science.md S9.4b). */
  private factsOn(index: number, side: Side): ReviewFacts {
    const { input } = this.season.athlete
    const day = this.season.days[index]!
    const done = this.recorded.slice(0, side === 'done' ? this.countBefore[index]! : day.knownRecordings)
    const { syncedThrough } = day
    const assumed =
      side === 'done'
        ? []
        : this.season.days
            .slice(0, index)
            .flatMap(({ date, prescribed }) => (syncedThrough !== null && date <= syncedThrough ? [] : prescribed))
    return {
      history: { ...input.history, activities: [...this.past, ...done, ...assumed.map(asDone)] },
      today: day.date,
      flags: day.flags,
      thresholds: input.athlete.thresholds,
      crossTraining: input.athlete.crossTraining,
      profile: 'default',
    }
  }

  /**
   * Sessions of the season before a day: those done; for the coach those it knows of, and where nothing is known yet what was
   * planned.
   */
  private sessionsBefore(index: number, side: Side): PlannedWorkout[] {
    const { syncedThrough } = this.season.days[index]!
    return this.season.days
      .slice(0, index)
      .flatMap((day) =>
        side === 'done' || (syncedThrough !== null && day.date <= syncedThrough)
          ? day.done.map(({ asPlan }) => asPlan)
          : [...day.prescribed],
      )
  }
}

const asDone = ({ date, sport, durationS, distanceM, race, tss }: PlannedWorkout): HistoryActivity => ({
  date,
  sport,
  durationS,
  distanceM,
  race,
  ...(tss === null ? {} : { load: tss }),
})

const sessionsOf = (day: LivedDay, side: Side): readonly PlannedWorkout[] =>
  side === 'done' ? day.done.map(({ asPlan }) => asPlan) : day.prescribed

const weekNumberOf = (plan: Plan, monday: LocalDate): number | null =>
  plan.blocks.flatMap(({ weeks }) => weeks).find(({ startDate }) => startDate === monday)?.weekNumber ?? null

/** The coach's plan with other sessions in it: weeks to come stand empty. */
function planOf(plan: Plan, sessions: readonly PlannedWorkout[]): Plan {
  const byMonday = new Map<LocalDate, PlannedWorkout[]>()
  for (const session of sessions) {
    const monday = mondayOf(session.date)
    const list = byMonday.get(monday)
    if (list) list.push(session)
    else byMonday.set(monday, [session])
  }
  return {
    ...plan,
    blocks: plan.blocks.map((block) => ({
      ...block,
      weeks: block.weeks.map((week) =>
        withWeekTotals({ ...week, detail: 'DETAILED', workouts: byMonday.get(week.startDate) ?? [] }),
      ),
    })),
  }
}
