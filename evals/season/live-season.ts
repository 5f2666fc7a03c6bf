import { slotsOn, type Availability } from '@coach-wattz/core/athlete/availability'
import type { Flag } from '@coach-wattz/core/athlete/flag'
import type { WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import { dailyLoads } from '@coach-wattz/core/load/fitness'
import type { Plan, PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { nextMonday, weekdayIndex } from '@coach-wattz/core/time/week'
import { answerDay } from './answer-day.ts'
import { Body } from './body.ts'
import type { Away, Coach, Known, Recording, Told } from './coach.ts'
import { doSession, type DoneSession } from './done-session.ts'
import { Illness, ILLNESS_COST } from './illness.ts'
import { troubleOn, type Life, type Trouble } from './life.ts'
import { morningOf } from './morning.ts'
import type { SeasonAthlete } from './season-athlete.ts'
import { sessionsChanged } from './sessions-changed.ts'

/** One lived day. */
export interface LivedDay {
  readonly date: LocalDate
  /** The coach's plan that morning, after its last word. */
  readonly plan: Plan
  readonly prescribed: readonly PlannedWorkout[]
  readonly done: readonly DoneSession[]
  /** Recordings of the season known that morning: the first so many of all. */
  readonly knownRecordings: number
  /** Everything done up to this day was known that morning; null: nothing yet. */
  readonly syncedThrough: LocalDate | null
  readonly flags: readonly Flag[]
  /** Days and minutes as the coach knew them. */
  readonly availability: Availability
  /** Sessions ahead that the coach changed that morning, newly written weeks apart. */
  readonly changed: number
  /** Hidden: points of performance on the morning. */
  readonly performance: number
}

/** Who begins a season, and the plan it is measured by: ours, done as written. */
export interface SeasonStart {
  readonly seed: number
  readonly athlete: SeasonAthlete
  readonly printed: Plan
}

/** A season as it was lived; null where the coach refused the athlete. */
export interface LivedSeason {
  readonly athlete: SeasonAthlete
  readonly life: Life
  readonly plan: Plan
  readonly days: readonly LivedDay[]
  /** All recordings, in order. */
  readonly recordings: readonly Recording[]
}

/** Minutes a session may be longer than the time there is without anybody minding. */
const MINUTES_SPARE = 2
const WELLNESS_DAYS = 60
/** Days off are told so long before. */
const ANNOUNCED_DAYS = 7

/**
 * One athlete, one life, one coach: every morning the coach hears what has become known and may change what is to come; then
 * the athlete does of the day what they do. The same life happens under every coach.
 */
export async function liveSeason(
  { athlete, printed, seed }: SeasonStart,
  life: Life,
  coach: Coach,
): Promise<LivedSeason | null> {
  const { input, habits } = athlete
  const body = new Body(athlete.body)
  for (const load of pastLoads(athlete)) body.live(load, 0)
  const usual = body.performance()
  const past = Array.from({ length: WELLNESS_DAYS }, (_, back) => back - WELLNESS_DAYS).map((day) =>
    morningOf(seed, day, addDays(nextMonday(input.today), day), { strain: 0, ill: null }),
  )
  const started = await coach.start({ input, printed, mornings: past })
  if (started === null) return null
  const first = nextMonday(input.today)
  let plan = started
  const recordings: Recording[] = []
  const days: LivedDay[] = []
  const untold: Told[] = []
  const mornings: WellnessDay[] = []
  let [knownRecordings, synced]: [number, LocalDate | null] = [0, null]
  const illnesses: Illness[] = []
  let flags: Flag[] = [...input.athlete.flags]

  for (const [index, rolls] of life.days.entries()) {
    const date = addDays(first, index)
    const trouble = troubleOn(life, index)
    if (trouble?.kind === 'illness' && trouble.from === index)
      illnesses.push(new Illness(trouble.symptoms, date, trouble.days))
    const ill = illnesses.find((each) => each.hasSymptoms(date)) ?? null
    mornings.push(morningOf(seed, index, date, { strain: body.strain(), ill: ill?.symptoms ?? null }))

    // what has become known: at once, or for some on Sunday evenings only; in a gap nothing is
    const isTold = trouble?.kind !== 'gap' && (!habits.uploadsOnSundays || weekdayIndex(date) === 0)
    if (isTold) {
      synced = addDays(date, -1)
      knownRecordings = recordings.length
    }
    flags = [...input.athlete.flags, ...illnesses.map((each) => each.tell(date))]
    const availability = availabilityKnown(athlete, life, index)
    const fresh: Known = {
      recordings: recordings.slice(days.at(-1)?.knownRecordings ?? 0, knownRecordings),
      syncedThrough: synced,
      told: isTold ? untold.splice(0) : [],
      mornings: isTold ? mornings.splice(0) : [],
      flags,
      away: awayToldOn(life, first, index),
      availability,
    }
    const answer = await coach.night(date, fresh)
    const changed = answer === null ? 0 : sessionsChanged(plan, answer, date)
    if (answer !== null) plan = answer

    const prescribed = workoutsOf(plan).filter((workout) => workout.date === date)
    const done: DoneSession[] = []
    const ease = body.ease(usual) + 0.6 * rolls.form
    const really = availabilityReal(athlete, life, index)
    for (const session of prescribed) {
      const minutes = minutesFor(really, session)
      const answered = answerDay(session, {
        rolls,
        habits,
        trouble,
        isIll: ill !== null,
        isCold: ill?.symptoms === 'above-neck',
        minutes: minutes + MINUTES_SPARE >= session.durationS / 60 ? Infinity : minutes,
        ease,
      })
      if (answered.extent !== null) done.push(doSession(session, answered.extent, rolls, input.athlete.thresholds))
      // after a gap everyone says why
      if (trouble?.kind === 'gap' || rolls.tells < habits.tells)
        untold.push({
          workoutId: session.id,
          done: answered.extent !== null,
          rpe: answered.rpe,
          reason: answered.reason,
        })
    }
    days.push({
      date,
      plan,
      prescribed,
      done,
      knownRecordings,
      syncedThrough: synced,
      flags,
      availability,
      changed,
      performance: body.performance(),
    })
    for (const each of done) recordings.push(each.recording)
    if (ill && done.length > 0) ill.trained(date)
    body.live(
      done.reduce((sum, each) => sum + (each.asPlan.tss ?? 0), 0),
      ill ? ILLNESS_COST[ill.symptoms].points : 0,
    )
  }
  return { athlete, life, plan: started, days, recordings }
}

/** Loads of the days before the season, first to last. */
function pastLoads({ input }: SeasonAthlete): number[] {
  const loads = input.history.activities.flatMap(({ date, load }) => (load === undefined ? [] : [{ date, load }]))
  const from = loads.reduce((least, { date }) => (date < least ? date : least), input.today)
  return dailyLoads(loads, from, input.today)
}

/** Minutes of the slot a session stands in; 0 where there is none. */
const minutesFor = (availability: Availability, { date, slot }: PlannedWorkout): number =>
  slotsOn(availability, date).find((each) => each.slot === slot)?.minutes ?? 0

/** True where a prescribed session is longer than the minutes the coach knew of: a broken promise (product.md). */
export const breaksMinutes = (day: LivedDay, session: PlannedWorkout): boolean =>
  !session.race && session.durationS / 60 > minutesFor(day.availability, session) + MINUTES_SPARE

/** The day of the season on which a journey or days off are told. */
const toldOn = (trouble: Trouble): number | null => {
  if (trouble.kind === 'travel') return Math.max(0, trouble.from - trouble.toldBefore)
  return trouble.kind === 'gap' && trouble.announced ? Math.max(0, trouble.from - ANNOUNCED_DAYS) : null
}

const awayToldOn = ({ troubles }: Life, first: LocalDate, today: number): Away[] =>
  troubles.flatMap((trouble): Away[] =>
    toldOn(trouble) === today
      ? [
          {
            from: addDays(first, trouble.from),
            to: addDays(first, trouble.from + trouble.days - 1),
            easyMinutes: trouble.kind === 'travel' && trouble.minutes > 0 ? trouble.minutes : null,
          },
        ]
      : [],
  )

/** The week the athlete told, with the journeys and days off they have told of by now. */
function availabilityKnown(athlete: SeasonAthlete, life: Life, today: number): Availability {
  return availabilityWith(athlete, life, (trouble) => {
    const told = toldOn(trouble)
    return told !== null && today >= told
  })
}

const availabilityReal = (athlete: SeasonAthlete, life: Life, today: number): Availability =>
  availabilityWith(athlete, life, (trouble) => trouble.kind === 'travel' && today >= trouble.from)

function availabilityWith(
  { input }: SeasonAthlete,
  { troubles }: Life,
  isIn: (trouble: Life['troubles'][number]) => boolean,
): Availability {
  const told = input.athlete.availability ?? { slots: [] }
  const first = nextMonday(input.today)
  const blackoutDates: LocalDate[] = []
  const overrides: { date: LocalDate; slot: number; minutes: number }[] = []
  for (const trouble of troubles.filter(isIn)) {
    for (let day = trouble.from; day < trouble.from + trouble.days; day++) {
      const date = addDays(first, day)
      if (trouble.kind === 'travel' && trouble.minutes > 0) overrides.push({ date, slot: 0, minutes: trouble.minutes })
      else blackoutDates.push(date)
    }
  }
  if (blackoutDates.length === 0 && overrides.length === 0) return told
  return {
    ...told,
    ...(overrides.length > 0 ? { overrides } : {}),
    ...(blackoutDates.length > 0 ? { blackoutDates } : {}),
  }
}
