import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Threshold } from '../athlete/thresholds.ts'
import { authorPlan } from '../guardrails/author-plan.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import { toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan } from '../testing/plan-fixture.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { shortOfWeeks } from './event-days.ts'
import type { Goal, PlanEvent } from './goal.ts'
import { weeksOf } from './plan.ts'
import { assessRaceTarget } from './race-target.ts'
import { sustainedShare } from './ride-effort.ts'
import { startingPoint } from './starting-point.ts'

const TODAY = addDays(FIXTURE_START, -1)
const RACE = addDays(FIXTURE_START, 12 * 7 - 1)
const past = toldWeeks([{ min: 420 }, { min: 420 }, { min: 420 }, { min: 420 }], 'ride')
const FTP_FROM = addDays(TODAY, -20)
const threshold = (
  name: Threshold['name'],
  value: number,
  from = FTP_FROM,
  confidence: Threshold['confidence'] = 'HIGH',
): Threshold => ({ sport: 'ride', name, value, from, method: 'athlete', confidence })
const judge = (goal: Partial<Goal>, thresholds: readonly Threshold[], course?: CourseDemand) => {
  const ride: Goal = { kind: 'TT', sport: 'ride', date: RACE, ...goal }
  const target = assessRaceTarget({
    goal: ride,
    today: TODAY,
    level: 'INTERMEDIATE',
    thresholds,
    history: past,
    course,
    weeks: 12,
  })
  if (target === null) throw new Error('nothing is wished for')
  return target
}

describe('G16 a short time trial by critical power (science.md S2.1, S2.2)', () => {
  const ftp = threshold('ftpW', 230)
  const twenty = (cp: Threshold, wPrime: Threshold): number => {
    const target = judge({ targetTimeS: 1200, targetPowerW: 300 }, [ftp, cp, wPrime])
    if (!target.ok) throw new Error(target.detail)
    return Math.round(target.value.current)
  }
  it('goes by a critical power of the same form', () => {
    // 240 + 18000 / 1200
    expect(twenty(threshold('cpW', 240), threshold('wPrimeJ', 18_000))).toBe(255)
  })
  it.each<[string, Threshold, Threshold]>([
    ['a rough one', threshold('cpW', 240, FTP_FROM, 'LOW'), threshold('wPrimeJ', 18_000)],
    ['a rough W′', threshold('cpW', 240), threshold('wPrimeJ', 18_000, FTP_FROM, 'LOW')],
    ['one of another season', threshold('cpW', 240, addDays(FTP_FROM, -91)), threshold('wPrimeJ', 18_000)],
    ['a W′ of another season', threshold('cpW', 240), threshold('wPrimeJ', 18_000, addDays(FTP_FROM, -91))],
    // .96 × 285 is 19 % above the FTP
    ['one at odds with the FTP', threshold('cpW', 285), threshold('wPrimeJ', 18_000)],
    ['one far below the FTP', threshold('cpW', 220), threshold('wPrimeJ', 18_000)],
    ['a W′ no fit is accepted with', threshold('cpW', 240), threshold('wPrimeJ', 60_000)],
  ])('by FTP and its 20-minute test where critical power is %s', (_name, cp, wPrime) => {
    // 230 / .95
    expect(twenty(cp, wPrime)).toBe(242)
  })
  it('an old critical power makes no wish out of reach green', () => {
    const old = [threshold('cpW', 285, '2024-06-01', 'LOW'), threshold('wPrimeJ', 20_000, '2024-06-01', 'LOW')]
    expect(judge({ targetTimeS: 1200, targetPowerW: 300 }, [ftp, ...old])).toMatchObject({ value: { verdict: 'red' } })
  })
  it('longer is never more, and a second longer never a step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 450 }),
        fc.double({ min: -0.05, max: 0.05, noNaN: true }),
        fc.integer({ min: 5_000, max: 35_000 }),
        fc.integer({ min: 121, max: 6 * 3600 }),
        (ftpW, off, wPrimeJ, durationS) => {
          const rider = { ftpW, critical: { cpW: (ftpW * (1 + off)) / 0.96, wPrimeJ } }
          const share = (timeS: number): number => sustainedShare('TT', timeS, rider)
          for (const timeS of [durationS, 120, 1200, 3600]) {
            expect(share(timeS)).toBeGreaterThanOrEqual(share(timeS + 1))
            // W′ over its shortest time falls by 1.7 % in a second for the lightest riders
            expect(share(timeS) - share(timeS + 1)).toBeLessThan(timeS < 1200 ? 0.025 : 0.0005)
          }
        },
      ),
    )
  })
})

describe('G16 at its limit', () => {
  it('says where the course of a gravel ultra is another one than the race', () => {
    const power = { careful: { powerW: 130, hours: 8 }, strong: { powerW: 180, hours: 6.5 } }
    const over = (lengthM?: number) => {
      const course: CourseDemand = {
        event: 'gravel',
        basis: 'time',
        climbShare: 0,
        steepShare: 0,
        flatShare: 1,
        longestClimbMin: 0,
        ascentMPerKm: 0,
        hours: 7,
        power,
        ...(lengthM === undefined ? {} : { lengthM }),
      }
      const target = judge({ kind: 'GRAVEL_200', targetTimeS: 14 * 3600 }, [threshold('ftpW', 270)], course)
      return target.ok ? target.value.text : ''
    }
    expect(over(160_000)).toMatch(/ The course has 160 km, the race 322 km: take the time for the course only\.$/)
    for (const same of [over(), over(322_000), over(300_000)]) expect(same).toMatch(/is within it\.$/)
  })
  it('a wish on the limit is within it, and no sentence breaks off', () => {
    // 265 / 250 − 1 is .06000000000000005
    const target = judge({ targetPowerW: 265 }, [threshold('ftpW', 250)])
    expect(target).toMatchObject({
      value: {
        verdict: 'amber',
        honest: { targetPowerW: 265 },
        text: '265 W is 6 % more than the 250 W your FTP of 250 W gives for 1:00 h today; 12 weeks of training usually bring up to 4.5 %, at most 6 %.',
      },
    })
  })
  it('the feasibility and the rule say the same on every limit', () => {
    const statusOf = { green: 'kept', amber: 'warned', red: 'broken' }
    for (let ftpW = 100; ftpW <= 450; ftpW += 50) {
      for (const powerW of [1.045 * ftpW, 1.06 * ftpW].flatMap((limit) => [Math.round(limit), Math.round(limit) + 1])) {
        const thresholds = [threshold('ftpW', ftpW)]
        const target = judge({ targetPowerW: powerW }, thresholds)
        if (!target.ok) throw new Error(target.detail)
        const plan = fixturePlan({
          level: 'INTERMEDIATE',
          weeks: [[{ day: 'TUE', min: 60 }]],
          targetDate: RACE,
          goal: { kind: 'TT', sport: 'ride', date: RACE, targetPowerW: powerW },
        })
        const { status } = verdictOf('G16', plan, { history: past, today: TODAY, thresholds })
        expect([powerW, status]).toEqual([powerW, statusOf[target.value.verdict]])
        expect(target.value.text).not.toMatch(/honest \./)
        if (status !== 'broken') expect(target.value.honest.targetPowerW).toBe(powerW)
        else expect(target.value.honest.targetPowerW).toBeLessThan(powerW)
      }
    }
  })
})

describe('S5.5 how long a ride is raced and prepared for', () => {
  const way = (hours: number): CourseDemand => ({
    event: 'fondo',
    basis: 'time',
    climbShare: 0,
    steepShare: 0,
    flatShare: 1,
    longestClimbMin: 0,
    ascentMPerKm: 0,
    hours,
    power: { careful: { powerW: 175, hours: hours * 1.03 }, strong: { powerW: 195, hours: hours * 0.97 } },
  })
  const author = (
    goal: Partial<Goal>,
    { course, events, ftp = threshold('ftpW', 250) }: { course?: CourseDemand; events?: PlanEvent[]; ftp?: Threshold },
  ) => {
    const authored = authorPlan({
      planId: 'plan',
      today: TODAY,
      goal: { kind: 'GRAN_FONDO', sport: 'ride', date: addDays(RACE, 28), ...goal },
      ...(course ? { course } : {}),
      ...(events ? { events } : {}),
      history: past,
      athlete: planningAthlete({
        sport: 'ride',
        level: 'INTERMEDIATE',
        thresholds: [ftp],
        targets: { ride: 'power' },
      }),
    })
    if (!authored.ok) throw new Error(authored.refused.reason)
    const { plan, feasibility } = authored
    const races = weeksOf(plan).flatMap(({ workouts }) => workouts.filter(({ race }) => race))
    return {
      raceMinutes: races.map(({ durationS }) => Math.round(durationS / 60)),
      neededMinutes: feasibility.facts['neededRideMinutes'],
      target: feasibility.target,
    }
  }
  it('a gran fondo wished in an hour that nobody can judge is no race of an hour', () => {
    const { raceMinutes, neededMinutes, target } = author({ targetTimeS: 3600 }, {})
    expect(raceMinutes).toEqual([300])
    expect(neededMinutes).toBe(180)
    expect(target).toMatchObject({
      ok: false,
      detail:
        'A ride’s time is judged over its course. Add the course, or name the power you wish for. Until then we plan for 5:00 h.',
    })
  })
  it('and neither is one on the way', () => {
    const event: PlanEvent = {
      kind: 'GRAN_FONDO',
      sport: 'ride',
      date: addDays(RACE, -28),
      priority: 'C',
      targetTimeS: 3600,
    }
    expect(author({}, { events: [event] }).raceMinutes).toEqual([300, 300])
  })
  it('the course of the goal says nothing of the weeks that a race on the way needs', () => {
    const athlete = planningAthlete({ sport: 'ride', level: 'INTERMEDIATE', thresholds: [threshold('ftpW', 250)] })
    const goal: Goal = { kind: 'GRAVEL_200', sport: 'ride', date: addDays(RACE, 28) }
    const event: PlanEvent = { kind: 'GRAVEL_200', sport: 'ride', date: addDays(TODAY, 28), priority: 'C' }
    const shortOver = (course?: CourseDemand) =>
      shortOfWeeks(event, {
        today: TODAY,
        start: startingPoint({
          planId: 'plan',
          today: TODAY,
          goal,
          history: past,
          athlete,
          ...(course ? { course } : {}),
        }),
      })
    expect(shortOver()).not.toBeNull()
    expect(shortOver(way(40))).toEqual(shortOver())
  })
  it('an event expected to take longer is raced as long', () => {
    expect(author({ targetTimeS: 7 * 3600 }, {})).toMatchObject({ raceMinutes: [420], neededMinutes: 252 })
  })
  it('a time trial and a criterium are as long as the athlete says', () => {
    expect(author({ kind: 'TT', targetTimeS: 1500 }, {}).raceMinutes).toEqual([25])
    expect(author({ kind: 'CRIT', targetTimeS: 2400 }, { course: way(0.05) }).raceMinutes).toEqual([40])
  })
  it.each<[string, Partial<Goal>, number, number, number]>([
    // .6 of the expected time; by the course where it tells one
    ['no wish', {}, 3.1, 186, 111.6],
    ['a wish within reach', { targetTimeS: 3 * 3600 }, 3.1, 180, 111.6],
    ['a slower wish', { targetTimeS: 4 * 3600 }, 3.1, 240, 144],
    ['a long course', {}, 8, 480, 288],
  ])('over a course: %s', (_name, goal, hours, raced, needed) => {
    const { raceMinutes, neededMinutes } = author(goal, { course: way(hours) })
    expect(raceMinutes).toEqual([raced])
    expect(neededMinutes).toBe(Math.round(needed))
  })
  it('a wish out of reach is raced by the nearest honest time, and prepared for by the course', () => {
    const { raceMinutes, neededMinutes, target } = author({ targetTimeS: 3600 }, { course: way(3.1) })
    if (!target?.ok) throw new Error('not judged')
    expect(target.value.verdict).toBe('red')
    expect(raceMinutes).toEqual([target.value.honest.targetTimeS! / 60])
    expect(raceMinutes[0]).toBeGreaterThan(160)
    expect(neededMinutes).toBe(112)
  })
  it('a rough FTP judges no time over the course, which is raced as predicted', () => {
    const { raceMinutes, target } = author(
      { targetTimeS: 3600 },
      { course: way(3.1), ftp: threshold('ftpW', 250, FTP_FROM, 'LOW') },
    )
    expect(raceMinutes).toEqual([186])
    expect(target).toMatchObject({
      ok: false,
      detail:
        'No measured FTP says what power you can hold today. A 20-minute test would. Until then we plan for 3:06 h.',
    })
  })
})
