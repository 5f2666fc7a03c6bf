import { describe, expect, it } from 'vitest'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { KINDS_OF_SPORT, type SessionKind } from '../library/session-kind.ts'
import { kindsOf } from '../library/taste.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS, weekdayOf } from '../time/week.ts'
import { eachLeaf } from '../workout/walk.ts'
import { buildPlan } from './build-plan.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const MONDAY = '2026-11-16'
const weekly = (sport: 'run' | 'ride', minutes: number, km: number | null) =>
  Array.from({ length: 12 }, (_, index) => ({
    weekStart: addDays(MONDAY, -7 * (index + 1)),
    sport,
    minutes,
    distanceM: km === null ? null : km * 1000,
    longestM: km === null ? null : km * 350,
  }))
const week = (minutes: readonly number[], indoor: readonly number[] = []) => ({
  slots: WEEKDAYS.map((day, index) => ({
    day,
    minutes: minutes[index] ?? 0,
    ...(indoor.includes(index) ? { indoor: true } : {}),
  })),
})
const threshold = (sport: 'run' | 'ride', name: 'thresholdSpeedMps' | 'ftpW' | 'lthrBpm', value: number) => ({
  sport,
  name,
  value,
  from: '2020-01-01',
  method: 'athlete' as const,
  confidence: 'HIGH' as const,
})
const runner = (told: Partial<PlanningAthlete> = {}): PlanningInput => ({
  planId: 'taste',
  today: '2026-11-20',
  goal: { kind: '10K', sport: 'run', date: '2027-03-21' },
  history: { activities: [], weekly: weekly('run', 270, 45) },
  athlete: planningAthlete({
    sport: 'run',
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 5,
    availability: week([60, 75, 60, 75, 60, 75, 120]),
    thresholds: [threshold('run', 'thresholdSpeedMps', 3.5), threshold('run', 'lthrBpm', 168)],
    ...told,
  }),
})
const rider = (told: Partial<PlanningAthlete> = {}): PlanningInput => ({
  planId: 'taste',
  today: '2026-11-20',
  goal: { kind: 'TT', sport: 'ride', date: '2027-03-21' },
  history: { activities: [], weekly: weekly('ride', 360, null) },
  athlete: planningAthlete({
    sport: 'ride',
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 5,
    availability: week([60, 75, 60, 75, 60, 120, 240]),
    thresholds: [threshold('ride', 'ftpW', 240), threshold('ride', 'lthrBpm', 165)],
    ...told,
  }),
})
const keysOf = (plan: Plan): PlannedWorkout[] =>
  workoutsOf(plan).filter((workout) => workout.purpose.code === 'key-session')
const isOf = (kind: SessionKind) => (workout: PlannedWorkout) =>
  workout.archetype !== null && kindsOf(archetypeById(workout.archetype)).includes(kind)
const count = (plan: Plan, kind: SessionKind): number => keysOf(plan).filter(isOf(kind)).length
const broken = (input: PlanningInput, plan: Plan) =>
  reviewPlan(plan, reviewFactsOfInput(input)).violations.filter(({ severity }) => severity === 'H')

describe('liked and disliked kinds of session', () => {
  it.each([
    ['runner', runner, 'run'],
    ['rider', rider, 'ride'],
  ] as const)('%s: a liked kind comes at least as often, a disliked one no more often', (_, make, sport) => {
    const plain = buildPlan(make())
    let [more, less] = [0, 0]
    for (const kind of KINDS_OF_SPORT[sport]) {
      const liked = make({ likes: [kind] })
      const disliked = make({ dislikes: [kind] })
      const [withLike, withDislike] = [buildPlan(liked), buildPlan(disliked)]
      expect(count(withLike, kind), `likes ${kind}`).toBeGreaterThanOrEqual(count(plain, kind))
      expect(count(withDislike, kind), `dislikes ${kind}`).toBeLessThanOrEqual(count(plain, kind))
      more += count(withLike, kind) - count(plain, kind)
      less += count(plain, kind) - count(withDislike, kind)
      expect([...broken(liked, withLike), ...broken(disliked, withDislike)]).toEqual([])
    }
    expect(more).toBeGreaterThanOrEqual(5)
    expect(less).toBeGreaterThanOrEqual(10)
  })

  it('a runner who likes hills runs more than twice as many, and each says that it is liked', () => {
    const [plain, hilly] = [buildPlan(runner()), buildPlan(runner({ likes: ['hills'] }))]
    expect(count(hilly, 'hills')).toBeGreaterThan(2 * count(plain, 'hills'))
    for (const key of keysOf(hilly)) expect(key.purpose.facts.liked).toBe(isOf('hills')(key) ? 'hills' : undefined)
  })

  it('a disliked kind is planned only where nothing else of its focus fits, and the week says so', () => {
    const input = runner({ dislikes: ['long-intervals'] })
    const plan = buildPlan(input)
    const used = keysOf(plan).filter((key) => key.purpose.facts.disliked !== undefined)
    for (const key of used) expect(isOf('long-intervals')(key)).toBe(true)
    // at 10 km pace both of the library's sessions are long repeats
    expect(used.filter((key) => key.focus !== 'RACE_SPECIFIC')).toEqual([])
    for (const each of weeksOf(plan)) {
      const isUsed = each.workouts.some((workout) => used.includes(workout))
      expect(each.notes.some((note) => note.code === 'disliked-used')).toBe(isUsed)
    }
    expect(used.length).toBeGreaterThan(0)
  })

  it('no strides for one who dislikes them', () => {
    const strides = (plan: Plan) => workoutsOf(plan).filter((workout) => workout.purpose.code === 'strides').length
    expect(strides(buildPlan(runner()))).toBeGreaterThan(8)
    expect(strides(buildPlan(runner({ dislikes: ['strides-sprints'] })))).toBe(0)
  })
})

describe('indoors', () => {
  it('a session in indoor time says so and needs no hill; one outdoors does not', () => {
    const input = runner({
      likes: ['hills'],
      treadmill: true,
      availability: week([60, 75, 60, 75, 60, 75, 120], [1, 3]),
    })
    const plan = buildPlan(input)
    let indoors = 0
    for (const workout of workoutsOf(plan)) {
      if (workout.race) continue
      const isIndoor = ['TUE', 'THU'].includes(weekdayOf(workout.date))
      expect(workout.workout.environment).toBe(isIndoor ? 'indoor' : undefined)
      if (!isIndoor) continue
      indoors += 1
      expect(archetypeById(workout.archetype!).avoidIndoors, workout.title).toBeUndefined()
    }
    expect(indoors).toBeGreaterThan(15)
    expect(broken(input, plan)).toEqual([])
  })

  it('without a treadmill indoor time holds no run, and the plan says so', () => {
    const input = runner({ availability: week([60, 75, 60, 75, 60, 75, 120], [1, 3]) })
    const plan = buildPlan(input)
    expect(workoutsOf(plan).filter((workout) => workout.workout.environment === 'indoor')).toEqual([])
    expect(weeksOf(plan)[0]!.notes.map(({ code }) => code)).toContain('indoor-without-machine')
    expect(broken(input, plan)).toEqual([])
  })

  it('the long ride goes outdoors, and ends after two hours on a trainer', () => {
    const outdoors = buildPlan(rider({ indoorTrainer: true, availability: week([60, 75, 60, 75, 60, 180, 200], [6]) }))
    for (const workout of workoutsOf(outdoors))
      if (workout.focus === 'LONG') expect(workout.workout.environment).toBeUndefined()
    const indoors = buildPlan(
      rider({ indoorTrainer: true, availability: week([60, 75, 60, 75, 60, 120, 240], [0, 1, 2, 3, 4, 5, 6]) }),
    )
    expect(
      Math.max(
        ...workoutsOf(indoors)
          .filter(({ race }) => !race)
          .map(({ durationS }) => durationS),
      ),
    ).toBe(7200)
  })
})

describe('what the targets lead by (science.md S3.12)', () => {
  const leading = (plan: Plan): Record<string, number> => {
    const seen: Record<string, number> = {}
    for (const workout of workoutsOf(plan)) {
      if (workout.race) continue
      eachLeaf(workout.workout.steps, (leaf) => {
        const by = leaf.primary ?? (leaf.power ? 'power' : leaf.pace ? 'pace' : 'none')
        seen[by] = (seen[by] ?? 0) + 1
      })
    }
    return seen
  }

  it('pace or power, heart rate with effort where it lags, or effort alone; volumes do not move', () => {
    const [pace, heart, effort] = [
      runner(),
      runner({ targets: { run: 'hr' } }),
      runner({ targets: { run: 'rpe' } }),
    ].map((input) => buildPlan(input)) as [Plan, Plan, Plan]
    expect(Object.keys(leading(pace))).toEqual(['pace'])
    expect(Object.keys(leading(effort))).toEqual(['rpe'])
    // race pace stays a pace, with the effort beside it
    expect(Object.keys(leading(heart)).sort()).toEqual(['heartRate', 'pace', 'rpe'])
    expect(leading(heart).heartRate).toBeGreaterThan(100)
    const minutes = (plan: Plan) => weeksOf(plan).map((each) => each.volumeTargetMinutes)
    expect(minutes(heart)).toEqual(minutes(pace))
    expect(minutes(effort)).toEqual(minutes(pace))
    expect(Object.keys(leading(buildPlan(rider())))).toEqual(['power'])
    expect(leading(buildPlan(rider({ targets: { ride: 'hr' } }))).heartRate).toBeGreaterThan(0)
  })

  it('what is chosen and not known is said, with what leads instead', () => {
    const first = (input: PlanningInput) => weeksOf(buildPlan(input))[0]!.notes
    expect(first(runner({ targets: { run: 'power' } }))).toContainEqual({
      code: 'targets-not-known',
      facts: { sport: 'run', chosen: 'power', used: 'pace' },
    })
    expect(first(runner({ targets: { run: 'hr' } }))).toContainEqual({
      code: 'targets-by-heart-rate',
      facts: { sport: 'run', chosen: true },
    })
    expect(first(rider({ targets: { ride: 'hr' }, thresholds: [threshold('ride', 'ftpW', 240)] }))).toContainEqual({
      code: 'targets-not-known',
      facts: { sport: 'ride', chosen: 'hr', used: 'power' },
    })
  })
})

describe('tests and race pace', () => {
  const archetypes = (input: PlanningInput) => workoutsOf(buildPlan(input)).flatMap(({ archetype }) => archetype ?? [])

  it('who is led by heart rate is tested for it (science.md §11)', () => {
    expect(archetypes(runner())).toContain('R43')
    const byHeart = archetypes(runner({ targets: { run: 'hr' } }))
    expect(byHeart).toContain('R44')
    expect(byHeart).not.toContain('R43')
  })

  it('race pace begins with the plain session, the mixed one follows', () => {
    const race = archetypes(runner()).filter((id) => id === 'R37' || id === 'R40')
    expect(race.length).toBeGreaterThan(2)
    expect(race[0]).toBe('R37')
    expect(race).toContain('R40')
  })
})
