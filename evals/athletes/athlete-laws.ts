import { slotsOn } from '@coach-wattz/core/athlete/availability'
import type { TrainingHistory } from '@coach-wattz/core/evidence/history'
import { authorPlan, reviewFactsOfInput, type AuthoredPlan } from '@coach-wattz/core/guardrails/author-plan'
import { authorReplan } from '@coach-wattz/core/guardrails/author-replan'
import { correctPlan } from '@coach-wattz/core/guardrails/correct-plan'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import type { ReviewFacts } from '@coach-wattz/core/guardrails/review-facts'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import type { Alternative } from '@coach-wattz/core/plan/alternatives'
import { assessFeasibility } from '@coach-wattz/core/plan/feasibility'
import { STRATEGIES, tableGoal, type Goal, type Strategy, type TableGoal } from '@coach-wattz/core/plan/goal'
import { moveWorkout } from '@coach-wattz/core/plan/move-workout'
import {
  weeksOf,
  weeksToRace,
  workoutsOf,
  type BlockType,
  type Plan,
  type PlannedWorkout,
  type TrainingWeek,
} from '@coach-wattz/core/plan/plan'
import { planFigures } from '@coach-wattz/core/plan/plan-figures'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { aftermathOf } from '@coach-wattz/core/plan/transition'
import { isSameJson } from '@coach-wattz/core/result/same-json'
import { Dice, variedPlanningInput } from '@coach-wattz/core/testing/seeded-athlete'
import { addDays, daysBetween } from '@coach-wattz/core/time/local-date'
import { nextMonday } from '@coach-wattz/core/time/week'
import { domainSeconds } from '@coach-wattz/core/workout/intensity'

/** The laws every athlete's season is held to, whatever the athlete (issue of the plan; science.md S5, S6, S7). */
export const LAWS = [
  'no hard violation after creating',
  'no hard violation after other answers',
  'no hard violation after a move is corrected',
  'refused exactly where the table says so',
  'three ways on, each accepted',
  'taper inside science.md §6',
  'one to three easy weeks of half the volume after the race',
  'at least 80 % of the time easy',
  'recovery rhythm',
  'minutes, days and absences kept',
  'same input, same bytes',
  'no crash',
] as const
export type Law = (typeof LAWS)[number]

export interface Breach {
  readonly seed: number
  readonly law: Law
  readonly text: string
}

/** What one athlete showed. */
export interface Judgement {
  readonly breaches: readonly Breach[]
  /** How often something happened, by name: what the suite really walked through. */
  readonly counts: Readonly<Record<string, number>>
}

/** Every tenth athlete is planned twice to compare the bytes. */
const TWICE_EVERY = 10
const MOVES = 3

/** Judges all paths of one athlete; throws nothing, a crash is a breach of its own. */
export function judgeAthlete(seed: number): Judgement {
  return new AthleteJudge(seed).judge()
}

class AthleteJudge {
  private readonly seed: number
  private readonly dice: Dice
  private readonly input: PlanningInput
  private readonly breaches: Breach[] = []
  private readonly counts: Record<string, number> = {}

  constructor(seed: number) {
    this.seed = seed
    this.dice = new Dice(seed ^ 0x2545_f491)
    this.input = variedPlanningInput(seed)
  }

  judge(): Judgement {
    const authored = authorPlan(this.input)
    this.judgeRefusal(authored)
    if (authored.ok) {
      this.count('planned')
      this.count(`strategy ${authored.plan.strategy}`)
      if (authored.corrections.length > 0) this.count('corrected after drafting')
      if (weeksOf(authored.plan).length >= 50) this.count('50 weeks and more')
      if (authored.plan.events) this.count('with races on the way')
      if (this.input.course) this.count('with a course')
      if (this.input.athlete.flags.length > 0) this.count('with an injury or illness')
      this.judgePlan(this.input, authored.plan, 'no hard violation after creating')
      this.judgeMoves(authored.plan)
      this.judgeReplan(authored.plan)
    }
    if (
      this.seed % TWICE_EVERY === 0 &&
      JSON.stringify(authorPlan(structuredClone(this.input))) !== JSON.stringify(authored)
    )
      this.breach('same input, same bytes', 'a second planning gave other bytes')
    return { breaches: this.breaches, counts: this.counts }
  }

  private breach(law: Law, text: string): void {
    this.breaches.push({ seed: this.seed, law, text })
  }

  private count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by
  }

  private judgePlan(input: PlanningInput, plan: Plan, law: Law): void {
    this.judgeHard(plan, reviewFactsOfInput(input), law)
    this.judgeTaper(input, plan)
    this.judgeTransition(plan)
    this.judgeEasyShare(plan)
    this.judgeRhythm(plan)
    this.judgeLimits(input, plan.startDate, plan)
  }

  private judgeHard(plan: Plan, facts: ReviewFacts, law: Law): void {
    for (const { severity, rule, text } of reviewPlan(plan, facts).violations)
      if (severity === 'H') this.breach(law, `${rule} ${text}`)
  }

  private judgeRefusal(authored: AuthoredPlan): void {
    const feasibility = assessFeasibility(this.input)
    const { weeksAvailable, weeksHard } = feasibility
    const isTooSoon = weeksAvailable !== null && weeksHard !== null && weeksAvailable < weeksHard
    if (authored.ok) {
      if (isTooSoon) this.breach('refused exactly where the table says so', 'planned although the time is too short')
      return
    }
    const { rule, alternatives, reason } = authored.refused
    this.count(`refused by ${rule}`)
    if (rule === 'G15' && !isTooSoon)
      this.breach('refused exactly where the table says so', `refused without need: ${reason}`)
    if (isTooSoon && rule !== 'G15')
      this.breach('refused exactly where the table says so', `too short, but refused by ${rule}`)
    if (rule !== 'G20' && alternatives.length !== 3)
      this.breach('three ways on, each accepted', `${alternatives.length} ways: ${reason}`)
    if (rule !== 'G15') return
    for (const alternative of alternatives) {
      const next = authorPlan(withAlternative(this.input, alternative))
      this.count(`way on: ${alternative.kind}`)
      if (!next.ok)
        this.breach(
          'three ways on, each accepted',
          `${alternative.kind} (${alternative.text}) is refused: ${next.refused.reason}`,
        )
    }
  }

  /** A few sessions on other days, each mended by the rules. */
  private judgeMoves(plan: Plan): void {
    const facts = reviewFactsOfInput(this.input)
    const sessions = workoutsOf(plan).filter(({ race }) => !race)
    if (sessions.length === 0) return
    for (let turn = 0; turn < MOVES; turn++) {
      const session = sessions[this.dice.int(0, sessions.length - 1)]!
      const date = addDays(session.date, this.dice.int(-6, 6))
      const moved = moveWorkout(plan, { workoutId: session.id, date, today: this.input.today })
      if (!moved.ok) continue
      const applied = applyChanges(plan, moved.value)
      if (!applied.ok) {
        this.breach('no hard violation after a move is corrected', applied.error.text)
        continue
      }
      this.count('sessions moved')
      const corrected = correctPlan(applied.value, facts)
      if (corrected.corrections.length > 0) this.count('moves corrected')
      const broken = corrected.report.violations.find(({ severity }) => severity === 'H')
      if (broken)
        this.breach(
          'no hard violation after a move is corrected',
          `${session.id} from ${session.date} to ${date}: ${broken.rule} ${broken.text}`,
        )
    }
  }

  /** Other answers in the middle of the season, joined to the weeks that were done as planned. */
  private judgeReplan(plan: Plan): void {
    const weeks = weeksToRace(plan)
    if (weeks.length < 4) return
    const today = addDays(weeks[this.dice.int(1, weeks.length - 3)]!.startDate, this.dice.int(0, 6))
    const from = nextMonday(today)
    const next: PlanningInput = {
      ...this.otherAnswers(today),
      planId: `${plan.id}-r2`,
      today,
      history: doneAsPlanned(this.input.history, plan, today),
    }
    const law = 'no hard violation after other answers'
    const facts = reviewFactsOfInput(next)
    const replanned = authorReplan(plan, next, facts)
    if (!replanned.ok) {
      if (replanned.why === 'refused') this.count('other answers refused')
      else if (replanned.why === 'conflict') this.breach(law, replanned.conflict.text)
      else for (const { rule, text } of replanned.violations) this.breach(law, `blocked from ${from}: ${rule} ${text}`)
      return
    }
    this.count('other answers planned')
    if (replanned.corrections.length > 0) this.count('other answers corrected at the seam')
    const begun = new Set(weeksOf(replanned.plan).flatMap((week) => (week.startDate < from ? [week.weekNumber] : [])))
    for (const { severity, week, rule, text } of reviewPlan(replanned.plan, facts).violations)
      if (severity === 'H' && week !== null && !begun.has(week)) this.breach(law, `from ${from}: ${rule} ${text}`)
    if (!isSameJson(weeksBefore(plan, from), weeksBefore(replanned.plan, from)))
      this.breach(law, `a week before ${from} was changed`)
    this.judgeLimits(next, from, replanned.plan)
  }

  private otherAnswers(today: string): PlanningInput {
    const { goal, athlete } = this.input
    const { availability } = athlete
    switch (this.dice.int(0, 5)) {
      case 0:
        return { ...this.input, athlete: { ...athlete, maxDaysPerWeek: this.dice.int(2, 7) } }
      case 1:
        return availability === null
          ? this.input
          : {
              ...this.input,
              athlete: {
                ...athlete,
                availability: {
                  ...availability,
                  slots: availability.slots.map((slot) => ({
                    ...slot,
                    minutes: Math.round(slot.minutes * this.dice.pick([0.6, 0.8, 1.2, 1.5])),
                  })),
                },
              },
            }
      case 2:
        return {
          ...this.input,
          athlete: {
            ...athlete,
            availability: {
              ...(availability ?? { slots: [] }),
              blackoutDates: Array.from({ length: 7 }, (_, day) => addDays(today, 7 + day)),
            },
          },
        }
      case 3:
        return goal.date === undefined
          ? this.input
          : { ...this.input, goal: { ...goal, date: addDays(goal.date, this.dice.int(-10, 21)) } }
      case 4:
        return { ...this.input, goal: { ...goal, strategy: this.dice.pick(STRATEGIES) } }
      default:
        return this.input
    }
  }

  private judgeTaper(input: PlanningInput, plan: Plan): void {
    const { date } = plan.goal
    const kind = tableGoal(plan.goal)
    if (date === undefined || kind === 'GENERAL_FITNESS') return
    const law: Law = 'taper inside science.md §6'
    const sessions = workoutsOf(plan).filter(({ race, sport }) => !race && sport === plan.sport)
    const inKm = plan.sport === 'run' && sessions.every(({ distanceM }) => distanceM !== null)
    const amount = (session: PlannedWorkout): number =>
      inKm ? (session.distanceM ?? 0) / 1000 : session.durationS / 60
    const before = plan.blocks.filter(({ type }) => type !== 'RACE').flatMap(({ weeks }) => weeks)
    const loading = before.filter(({ isRecovery }) => !isRecovery).slice(-6)
    if (loading.length === 0) return
    this.count('tapers judged')
    const peak = Math.max(
      ...loading.map((week) =>
        sum(week.workouts.filter(({ race, sport }) => !race && sport === plan.sport).map(amount)),
      ),
    )
    const last = (days: number): number =>
      sum(sessions.filter((session) => session.date < date && daysBetween(session.date, date) <= days).map(amount))
    const isShort = SHORT_TAPER.has(kind) || weeksToRace(plan).length < 3
    const limit7 = isShort ? 0.75 : 0.6
    const tolerance = inKm ? 0.25 : 2
    if (last(7) > limit7 * peak + tolerance) this.breach(law, `last 7 days ${percent(last(7) / peak)} of the peak week`)
    if (!isShort && last(14) > 0.7 * 2 * peak + 2 * tolerance)
      this.breach(law, `last 14 days ${percent(last(14) / peak / 2)} of the peak week`)
    this.judgeTaperFloor(input, plan, loading, last(14) / peak / 2)
    for (const session of sessions) {
      const days = daysBetween(session.date, date)
      // openers, not work, in the last days (S6.2)
      if (days >= 1 && days <= 2 && (session.hard || domainSeconds(session.workout).highS > 7 * 60))
        this.breach(law, `${session.title} ${days} days before the race`)
    }
  }

  /**
   * A taper of twelve days and more is still training (science.md S6.7) and keeps a quick session (S6.2), races on the way or
   * not. Days off, an injury and a usual week too small to be cut into sessions are other reasons for little.
   */
  private judgeTaperFloor(
    { athlete }: PlanningInput,
    plan: Plan,
    loading: readonly TrainingWeek[],
    share: number,
  ): void {
    const { date } = plan.goal
    if (date === undefined || SHORT_TAPER.has(tableGoal(plan.goal)) || weeksToRace(plan).length < 4) return
    const isAway = (athlete.availability?.blackoutDates ?? []).some((off) => Math.abs(daysBetween(off, date)) <= 35)
    if (isAway || athlete.flags.length > 0) return
    const own = loading.map((week) => week.workouts.filter(({ race, sport }) => !race && sport === plan.sport))
    const minutes = Math.max(...own.map((week) => sum(week.map(({ durationS }) => durationS / 60))))
    const days = Math.max(...own.map((week) => week.length))
    if (minutes < LEAST_PEAK_MINUTES || days < 3) return
    const law: Law = 'taper inside science.md §6'
    this.count('long tapers judged')
    if (share < LEAST_TAPER_SHARE) this.breach(law, `last 14 days ${percent(share)} of the peak week`)
    const trainsHard = own.flat().some(({ purpose }) => purpose.code === 'key-session')
    const isSharp = workoutsOf(plan).some(({ purpose }) => purpose.code === 'sharpener')
    const last = workoutsOf(plan).filter((each) => !each.race && each.date < date && daysBetween(each.date, date) <= 14)
    // where every session is of the least length there is, a quick one does not fit
    const isLeast = last.every(({ durationS }) => durationS <= 20 * 60)
    if (days >= 4 && trainsHard && plan.athlete.level !== 'BEGINNER' && !isLeast && !isSharp)
      this.breach(law, 'no quick session before the race')
  }

  /** Recovery after the race (science.md S5.3, G28). */
  private judgeTransition(plan: Plan): void {
    const law: Law = 'one to three easy weeks of half the volume after the race'
    const weeks = plan.blocks.filter(({ type }) => type === 'TRANSITION').flatMap((block) => block.weeks)
    const after = aftermathOf(plan.goal)
    if (weeks.length !== (after?.shares.length ?? 0)) this.breach(law, `${weeks.length} weeks after the race`)
    if (after === null) return
    this.count('weeks after the race', weeks.length)
    const own = ({ workouts }: TrainingWeek): PlannedWorkout[] =>
      workouts.filter(({ race, sport }) => !race && sport === plan.sport)
    const minutes = (week: TrainingWeek): number => sum(own(week).map(({ durationS }) => durationS / 60))
    const loads = plan.blocks
      .flatMap((block) => (block.type === 'RACE' ? [] : block.weeks))
      .filter(({ isRecovery }) => !isRecovery)
    const usual = Math.max(0, ...loads.slice(-8).map(minutes))
    const shortest = plan.sport === 'run' ? 20 : 30
    for (const week of weeks) {
      if (loads.length > 0 && minutes(week) > Math.max(usual / 2, shortest) + 1)
        this.breach(law, `week ${week.weekNumber} has ${percent(minutes(week) / usual)} of the usual week`)
      for (const session of week.workouts) {
        const { midS, highS } = domainSeconds(session.workout)
        if (session.hard || midS + highS > 30) this.breach(law, `${session.title} on ${session.date} is not easy`)
        if (session.sport === plan.sport && daysBetween(plan.targetDate, session.date) <= after.restDays)
          this.breach(law, `${session.title} ${daysBetween(plan.targetDate, session.date)} days after the race`)
      }
    }
  }

  private judgeEasyShare(plan: Plan): void {
    const { easyShare } = planFigures(plan)
    if (easyShare === null) return
    this.count(`easy share under ${Math.ceil(easyShare * 20) * 5} %`)
    const blocks = plan.blocks.filter(({ type }) => type !== 'TRANSITION')
    const workouts = blocks.flatMap(({ weeks }) => weeks.flatMap((week) => week.workouts))
    const all = sum(workouts.map(({ durationS, race }) => (race ? 0 : durationS)))
    const said = sum(
      blocks.map(({ type, weeks }) => {
        const seconds = sum(
          weeks.flatMap(({ workouts }) => workouts.map(({ durationS, race }) => (race ? 0 : durationS))),
        )
        return (seconds / all) * (EASY_BY_STRATEGY[plan.strategy][type] ?? 1)
      }),
    )
    const least = Math.min(0.8, said)
    if (easyShare < least)
      this.breach(
        'at least 80 % of the time easy',
        `${percent(easyShare)} easy, ${plan.strategy} says ${percent(least)}`,
      )
  }

  /** Never more than three loading weeks without a lighter one and lighter means lighter (science.md S5.2). */
  private judgeRhythm(plan: Plan): void {
    const law: Law = 'recovery rhythm'
    let loads = 0
    let biggest = 0
    let hasRace = false
    for (const block of plan.blocks) {
      for (const week of block.weeks) {
        // a second sport stands beside the rhythm of the plan's own, like beside its rules (G05, G06)
        const own = week.workouts.filter(({ race, sport }) => !race && sport === plan.sport)
        const minutes = sum(own.map(({ durationS }) => durationS / 60))
        if (block.type === 'RACE') return
        hasRace ||= week.workouts.some(({ race }) => race)
        // sessions of the least length there is cannot become lighter
        const isLeast = own.every(
          ({ durationS, archetype, step }) => durationS <= 20 * 60 || (archetype === 'R05' && step === 1),
        )
        if (week.isRecovery) {
          this.count('recovery weeks')
          if (!isLeast && !hasRace && biggest > 0 && minutes > 0.85 * biggest + 2)
            this.breach(
              law,
              `recovery week ${week.weekNumber} has ${percent(minutes / biggest)} of the loading weeks before it`,
            )
          loads = 0
          biggest = 0
          hasRace = false
          continue
        }
        // what grows back after a break, and what begins to shrink before the race, is no loading week
        if (week.notes.some(({ code }) => code === 'return-week' || code === 'taper-begins')) continue
        loads += 1
        biggest = Math.max(biggest, minutes)
        if (loads > 3) this.breach(law, `week ${week.weekNumber} is the ${loads}th loading week in a row`)
      }
    }
  }

  private judgeLimits({ athlete }: PlanningInput, from: string, plan: Plan): void {
    const { availability, maxDaysPerWeek } = athlete
    const law: Law = 'minutes, days and absences kept'
    for (const week of weeksOf(plan)) {
      if (week.startDate < from) continue
      const training = week.workouts.filter(({ race }) => !race)
      const days = new Set(training.filter(({ sport }) => sport === plan.sport).map(({ date }) => date)).size
      if (maxDaysPerWeek !== null && days > maxDaysPerWeek)
        this.breach(law, `week ${week.weekNumber} has ${days} days of ${maxDaysPerWeek}`)
      if (availability === null || availability.slots.length === 0) continue
      for (const session of training) {
        const slot = slotsOn(availability, session.date).find((each) => each.slot === session.slot)
        const minutes = session.durationS / 60
        if (slot === undefined) this.breach(law, `${session.title} on ${session.date}: there is no slot`)
        else if (minutes > slot.minutes)
          this.breach(law, `${session.title} on ${session.date}: ${minutes} of ${slot.minutes} min`)
        else if (slot.sports && !slot.sports.includes(session.sport))
          this.breach(law, `${session.title} on ${session.date}: the slot is for ${slot.sports.join()}`)
      }
    }
  }
}

/** Easy share by strategy and phase (science.md S5.1); the race block keeps the last one's. A block week of advanced riders is 70 %, with two or three of 90 % after it. */
const EASY_BY_STRATEGY: Record<Strategy, Partial<Record<BlockType, number>>> = {
  LINEAR: { BASE: 0.9, BUILD: 0.82, PEAK: 0.78, RACE: 0.78 },
  PYRAMIDAL: { BASE: 0.85, BUILD: 0.8, PEAK: 0.78, RACE: 0.78 },
  POLARIZED: { BASE: 0.85, BUILD: 0.8, PEAK: 0.8, RACE: 0.8 },
  UNDULATING: { BASE: 0.84, BUILD: 0.8, PEAK: 0.78, RACE: 0.78 },
  BLOCK: { BASE: 0.85, BUILD: 0.8, PEAK: 0.8, RACE: 0.8 },
  REVERSE: { BASE: 0.8, BUILD: 0.82, PEAK: 0.84, RACE: 0.84 },
}

/** Below this a peak week leaves no room for two sessions of the shortest length inside G06, minutes. */
const LEAST_PEAK_MINUTES = 120
/** Mean of the last fourteen days, of the peak week: the shares of the taper (S6.7: .40) times those of its long sessions (S6.3) [P]. */
const LEAST_TAPER_SHARE = 1 / 3

const SHORT_TAPER: ReadonlySet<TableGoal> = new Set(['5K', '10K', 'TT', 'CRIT'])

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** The same athlete with what was offered instead: no target any more, but a ride of the same kind takes as long as it takes. */
function withAlternative(input: PlanningInput, alternative: Alternative): PlanningInput {
  const { events: _none, ...bare } = input
  const { targetTimeS, targetPowerW: _power, strategy: _strategy, distanceM, date: _date, ...goal } = input.goal
  const kept = alternative.goal === 'RUN_DISTANCE' && distanceM !== undefined ? { distanceM } : {}
  const dated = alternative.date === null ? {} : { date: alternative.date }
  const timed =
    goal.sport === 'ride' && goal.kind === alternative.goal && targetTimeS !== undefined ? { targetTimeS } : {}
  const next: Goal = { ...goal, kind: alternative.goal, ...kept, ...dated, ...timed }
  return { ...bare, planId: `${input.planId}-way`, goal: next }
}

const weeksBefore = (plan: Plan, from: string): TrainingWeek[] =>
  weeksOf(plan).filter(({ startDate }) => startDate < from)

/** The past with the planned sessions before `today` done as they stood. */
function doneAsPlanned(history: TrainingHistory, plan: Plan, today: string): TrainingHistory {
  const done = workoutsOf(plan).flatMap(({ date, sport, durationS, distanceM, race }) =>
    date < today ? [{ date, sport, durationS: Math.round(durationS), distanceM, race }] : [],
  )
  return { ...history, activities: [...history.activities, ...done] }
}
