import { describe, expect, it } from 'vitest'
import type { CourseDemand, CourseFeature } from '@coach-wattz/core/library/course-emphasis'
import { featureAsksFor, featureSentence } from './course'

const DEMAND: CourseDemand = {
  event: 'fondo',
  basis: 'time',
  climbShare: 0.31,
  steepShare: 0.12,
  flatShare: 0.75,
  longestClimbMin: 42,
  ascentMPerKm: 16,
  hours: 5.5,
}
const FEATURES: readonly CourseFeature[] = [
  'course-climbs',
  'course-short-climbs',
  'course-long-climbs',
  'course-steep',
  'course-flat-criterium',
  'course-flat-time-trial',
  'course-long-hours',
  'course-hilly-run',
]

describe('what a course asks for, in words', () => {
  it.each(FEATURES)('%s says its figure and what it puts weight on', (feature) => {
    for (const units of ['metric', 'imperial'] as const)
      expect(featureSentence(feature, DEMAND, units)).toMatch(/^[A-Z0-9].*\d.*\.$/)
    expect(featureAsksFor(feature, DEMAND)).toMatch(/^[a-zA-Z]/)
    expect(`${featureSentence(feature, DEMAND, 'metric')} ${featureAsksFor(feature, DEMAND)}`).not.toMatch(
      /[A-Z]{3}_|course-/,
    )
  })
  it('speaks to runners of runs, and counts by the way where no time is known', () => {
    expect(featureAsksFor('course-climbs', { ...DEMAND, event: 'run' })).toBe('threshold')
    expect(featureSentence('course-short-climbs', { ...DEMAND, event: 'run' }, 'metric')).toMatch(/enough to run hard/)
    expect(featureAsksFor('course-climbs', DEMAND)).toMatch(/sweet spot.*torque/)
    expect(featureSentence('course-climbs', { ...DEMAND, basis: 'distance' }, 'metric')).toBe(
      '31 % of the way goes up at 4 % and more.',
    )
  })
})
