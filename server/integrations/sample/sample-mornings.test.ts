import { describe, expect, it } from 'vitest'
import { readinessOn } from '@coach-wattz/core/adaptation/readiness'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { sampleMornings } from './sample-mornings.ts'
import { BAD_WEEK } from './sample-sessions.ts'

describe('the sample athlete’s mornings', () => {
  it('are ready today, were not in the week that went wrong, and are the same each time', () => {
    for (let weekday = 0; weekday < 7; weekday++) {
      const today = addDays('2026-11-16', weekday)
      const bad = addDays(mondayOf(today), -7 * BAD_WEEK)
      const days = sampleMornings(today, bad)
      expect(days).toEqual(sampleMornings(today, bad))
      expect(days.length).toBeGreaterThan(85)
      const level = (date: string) => readinessOn(days, date).level
      expect([today, level(today)]).toEqual([today, 'GREEN'])
      expect(['AMBER', 'RED']).toContain(level(addDays(bad, 7)))
    }
  })
})
