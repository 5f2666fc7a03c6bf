import type { Sport } from '@coach-wattz/core/athlete/sport'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { seededRandom } from './random.ts'

/** One stretch of a sample session: seconds at a fraction of threshold speed (run) or FTP (ride). */
export interface SampleSegment {
  readonly durationS: number
  readonly intensity: number
}

export interface SampleSession {
  readonly date: LocalDate
  readonly sport: Sport
  readonly title: string
  /** Local start, seconds after midnight. */
  readonly startOfDayS: number
  readonly segments: readonly SampleSegment[]
  readonly race: boolean
  readonly indoor: boolean
}

/** Weeks of the sample year with a story, counted back from the current week. */
const WEEKS = 52
const TRAVEL = { week: 30, days: 12 }
const SICK_WEEK = 18
const HALF_MARATHON_WEEK = 11
const TEN_K_WEEK = 5
export const BAD_WEEK = 2

const minutes = (value: number) => Math.round(value * 60)
const easy = (min: number, intensity = 0.79): SampleSegment => ({ durationS: minutes(min), intensity })
const repeats = (times: number, work: SampleSegment, rest: SampleSegment): SampleSegment[] =>
  Array.from({ length: times }, (_, index) => (index === times - 1 ? [work] : [work, rest])).flat()

/**
 * The sample athlete's year up to and without `today`: a runner who rides, three weeks up and one down, with a journey
 * of twelve days, a sick week, a half marathon, a 10 km race and a week that went wrong. Same `today`, same sessions.
 */
export function buildSampleSessions(today: LocalDate): SampleSession[] {
  const random = seededRandom(20_260_607)
  const thisMonday = mondayOf(today)
  const sessions: SampleSession[] = []
  const add = (session: SampleSession) => {
    if (session.date < today) sessions.push(session)
  }
  for (let back = WEEKS; back >= 0; back--) {
    const monday = addDays(thisMonday, -7 * back)
    const rhythm = [0.92, 1, 1.07, 0.68][(WEEKS - back) % 4]!
    // The year builds from 60 % to 100 % of the athlete's usual week.
    const build = 0.62 + 0.38 * Math.min(1, (WEEKS - back) / 40)
    const wobble = () => 0.94 + 0.12 * random()
    const size = rhythm * build
    const on = (day: number) => addDays(monday, day)
    const isTravel = (day: number) =>
      back * 7 - day <= TRAVEL.week * 7 && back * 7 - day > TRAVEL.week * 7 - TRAVEL.days
    const isSick = back === SICK_WEEK
    const skip = (day: number) => isTravel(day) || isSick || random() < 0.05
    const bad = back === BAD_WEEK

    if (!skip(1) && !bad)
      add({
        date: on(1),
        sport: 'ride',
        title: 'Sweet spot on the trainer',
        startOfDayS: 65_000,
        race: false,
        indoor: true,
        segments: [easy(12, 0.58), ...repeats(2 + (back % 2), easy(12 * size, 0.9), easy(4, 0.5)), easy(8, 0.5)],
      })
    if (!skip(2))
      add({
        date: on(2),
        sport: 'run',
        title: 'Easy run with strides',
        startOfDayS: 24_300,
        race: false,
        indoor: false,
        segments: [
          easy(40 * size * wobble(), 0.79),
          ...repeats(4, { durationS: 20, intensity: 1.2 }, { durationS: 70, intensity: 0.68 }),
        ],
      })
    if (!skip(3)) {
      const work =
        rhythm < 0.8
          ? [easy(36 * size)]
          : [
              easy(15, 0.76),
              ...repeats(4 + (back % 2), easy(bad ? 2.5 : 6, bad ? 0.94 : 1), easy(1.2, 0.68)),
              easy(10, 0.74),
            ]
      add({
        date: on(3),
        sport: 'run',
        title: rhythm < 0.8 ? 'Easy run' : 'Cruise intervals',
        startOfDayS: 64_200,
        race: false,
        indoor: false,
        segments: work,
      })
    }
    if (!skip(4) && !bad)
      add({
        date: on(4),
        sport: 'run',
        title: 'Easy run',
        startOfDayS: 24_000,
        race: false,
        indoor: false,
        segments: [easy(38 * size * wobble(), 0.78)],
      })
    if (!skip(5) && back !== HALF_MARATHON_WEEK)
      add({
        date: on(5),
        sport: 'ride',
        title: 'Endurance ride',
        startOfDayS: 34_200,
        race: false,
        indoor: false,
        segments: [easy(95 * size * wobble(), 0.66)],
      })
    if (back === HALF_MARATHON_WEEK)
      add({
        date: on(6),
        sport: 'run',
        title: 'Half marathon',
        startOfDayS: 35_400,
        race: true,
        indoor: false,
        segments: [{ durationS: 5_940, intensity: 0.968 }],
      })
    else if (back === TEN_K_WEEK)
      add({
        date: on(6),
        sport: 'run',
        title: '10 km race',
        startOfDayS: 36_000,
        race: true,
        indoor: false,
        segments: [{ durationS: 2_668, intensity: 1.022 }],
      })
    else if (!skip(6))
      add({
        date: on(6),
        sport: 'run',
        title: bad ? 'Long run, cut short' : 'Long run',
        startOfDayS: 32_400,
        race: false,
        indoor: false,
        segments: [easy((bad ? 35 : 82) * size * wobble(), 0.78)],
      })
  }
  return sessions
}
