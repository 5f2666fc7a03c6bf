import { describe, expect, it } from 'vitest'
import type { AvailabilitySlot } from '@coach-wattz/core/athlete/availability'
import { draftWeek, minutesOf, slotsOf } from './draft-week.ts'

const TOLD: AvailabilitySlot[] = [
  { day: 'TUE', minutes: 45, sports: ['run'] },
  { day: 'TUE', minutes: 60, indoor: true, sports: ['ride'] },
  { day: 'SAT', minutes: 150 },
  { day: 'SUN', minutes: 90, indoor: true },
]

describe('the week of the availability grid', () => {
  it('gives back what was told: two slots a day, each with its place and sport', () => {
    expect(slotsOf(draftWeek(TOLD))).toEqual(TOLD)
    expect(minutesOf(draftWeek(TOLD).TUE)).toBe(105)
  })
  it('holds one empty slot for a day without time, and sends none', () => {
    const week = draftWeek(TOLD)
    expect(week.MON).toEqual([{ minutes: 0, indoor: false, sport: '' }])
    expect(slotsOf(draftWeek([]))).toEqual([])
  })
  it('takes both sports for any', () => {
    expect(slotsOf(draftWeek([{ day: 'FRI', minutes: 30, sports: ['run', 'ride'] }]))).toEqual([
      { day: 'FRI', minutes: 30 },
    ])
  })
  it('begins with an ordinary week to correct where nothing is known', () => {
    expect(slotsOf(draftWeek(null)).map(({ day }) => day)).toEqual(['TUE', 'WED', 'THU', 'SAT', 'SUN'])
  })
})
