import { describe, expect, it } from 'vitest'
import { authorPlan } from '../guardrails/author-plan.ts'
import { courseEmphasis, weightOfFeature } from '../library/course-emphasis.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { known } from '../result/measured.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { courseOrigins } from './course-origins.ts'
import { courseOfHeights } from './course-profile.ts'
import { courseSessions } from './course-sessions.ts'
import { exampleProfile, EXAMPLE_COURSES } from './example-courses.ts'
import { readCourse } from './read-course.ts'

const rider = { event: 'fondo', rider: known({ ftpW: 250, bodyMassKg: 70 }) } as const
const exampleOf = (id: string) => exampleProfile(EXAMPLE_COURSES.find((course) => course.id === id)!)

describe('S10.6 origins', () => {
  it('finds the climb of a course where it is', () => {
    // 5 km level, 4 km at 7 %, 5 km level
    const profile = courseOfHeights(14_000, (at) => 0.07 * Math.min(4000, Math.max(0, at - 5000)), 'ride')
    const { origins } = readCourse(profile, rider)
    const climbing = origins?.find(({ feature }) => feature === 'course-climbs')
    expect(climbing?.stretches).toHaveLength(1)
    const [stretch] = climbing?.stretches ?? []
    expect(stretch?.fromM).toBeGreaterThan(4800)
    expect(stretch?.fromM).toBeLessThan(5200)
    expect(stretch?.toM).toBeGreaterThan(8800)
    expect(stretch?.toM).toBeLessThan(9200)
  })

  it('joins pieces less than 300 m apart, and leaves out shorter ones than 200 m where there are longer', () => {
    const grades = [0.05, 0.05, 0, 0.05, 0, 0, 0, 0, 0.05, 0]
    const segments = grades.map((grade, index) => ({ fromM: index * 100, lengthM: 100, grade }))
    const [origin] = courseOrigins(['course-climbs'], { segments, climbs: [], secondsEach: null })
    expect(origin?.stretches).toEqual([{ fromM: 0, toM: 400 }])
    const one = courseOrigins(['course-climbs'], { segments: segments.slice(4), climbs: [], secondsEach: null })
    expect(one[0]?.stretches).toEqual([{ fromM: 800, toM: 900 }])
  })

  it('every feature of every example has kilometres, inside the course and in order', () => {
    for (const example of EXAMPLE_COURSES) {
      const profile = exampleProfile(example)
      const flat = known({ timeS: 2 * 3600, lowS: 7000, highS: 7400 })
      const { event } = example
      const reading = readCourse(profile, event === 'run' ? { event, flat } : { event, rider: rider.rider })
      expect(reading.origins?.length, example.id).toBe(
        reading.demand.ok ? courseEmphasis(reading.demand.value).features.length : -1,
      )
      for (const { feature, stretches } of reading.origins ?? []) {
        expect(stretches.length, `${example.id} ${feature}`).toBeGreaterThan(0)
        let before = -1
        for (const { fromM, toM } of stretches) {
          expect(fromM).toBeGreaterThanOrEqual(before)
          expect(toM).toBeGreaterThan(fromM)
          expect(toM).toBeLessThanOrEqual(profile.distanceM + 0.1)
          before = toM
        }
      }
    }
  })

  it('the last hours of a long day begin where five hours are over', () => {
    const segments = Array.from({ length: 8 }, (_, hour) => ({ fromM: hour * 20_000, lengthM: 20_000, grade: 0 }))
    const way = { segments, climbs: [], secondsEach: segments.map(() => 3600) }
    expect(courseOrigins(['course-long-hours'], way)).toEqual([
      { feature: 'course-long-hours', stretches: [{ fromM: 100_000, toM: 160_000 }] },
    ])
  })
})

describe('S10.6 sessions', () => {
  const input: PlanningInput = {
    planId: 'plan',
    today: '2026-11-22',
    goal: { kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-11' },
    history: {
      activities: [],
      weekly: Array.from({ length: 26 }, (_, back) => ({
        weekStart: addDays('2026-11-16', -7 * back),
        sport: 'ride' as const,
        minutes: 420,
        distanceM: null,
        longestM: null,
      })),
    },
    athlete: planningAthlete({
      sport: 'ride',
      birthYear: 1985,
      maxDaysPerWeek: 5,
      level: 'ADVANCED',
      availability: { slots: WEEKDAYS.map((day) => ({ day, minutes: day === 'SUN' ? 300 : 100 })) },
    }),
  }

  it('names sessions of the specific phase only, each of a kind the feature puts weight on', () => {
    const { demand } = readCourse(exampleOf('alpine-fondo'), rider)
    if (!demand.ok) throw new Error(demand.detail)
    const authored = authorPlan({ ...input, course: demand.value })
    if (!authored.ok) throw new Error(authored.refused.reason)
    const { features } = courseEmphasis(demand.value)
    const rows = courseSessions(authored.plan, features)
    expect(rows.map(({ feature }) => feature)).toEqual(features)
    const specific = authored.plan.blocks.filter(({ type }) => type === 'PEAK')
    const dates = specific.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts.map(({ id }) => id)))
    expect(rows.some(({ workouts }) => workouts.length > 0)).toBe(true)
    for (const { feature, workouts } of rows) {
      const { foci, archetypes } = weightOfFeature(feature)
      for (const { id, focus, archetype } of workouts) {
        expect(dates).toContain(id)
        expect(foci.some((one) => one === focus) || archetypes.includes(archetype ?? '')).toBe(true)
      }
    }
  })
})
