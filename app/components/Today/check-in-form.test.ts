import { describe, expect, it } from 'vitest'
import { mergedDay, type WellnessEntry } from '@coach-wattz/core/evidence/wellness-sources'
import { unknownDay } from '@coach-wattz/core/evidence/wellness-day'
import { bodyOf, formFrom, sleepSeconds } from './check-in-form'

const DATE = '2026-03-01'
const told = (...entries: readonly Partial<WellnessEntry>[]) =>
  mergedDay(
    DATE,
    entries.map((entry) => ({ ...unknownDay(DATE), source: 'CHECK_IN' as const, ...entry })),
  )

describe('the check-in as a form', () => {
  it('reads a night as people write it', () => {
    expect(['7:30', '7.5', '7,5', '8', '0:45'].map(sleepSeconds)).toEqual([27_000, 27_000, 27_000, 28_800, 2700])
    expect(['', '7:75', 'eight', '7.5 h', '-3'].map(sleepSeconds)).toEqual([null, null, null, null, null])
  })

  it('begins with what files know and sends only what is the athlete’s own', () => {
    const day = told({ source: 'INTERVALS', hrvRmssdMs: 62.4, restingHrBpm: 47, sleepS: 27_000, mood: 2 })
    const form = formFrom(day)
    expect(form).toMatchObject({ hrv: '62', restingHr: '47', sleep: '7:30', mood: 2, fatigue: null })
    expect(bodyOf(form, day).body).toEqual({ fatigue: null, soreness: null, stress: null })
    expect(bodyOf({ ...form, restingHr: '49', fatigue: 4 }, day).body).toEqual({
      fatigue: 4,
      soreness: null,
      stress: null,
      restingHrBpm: 49,
    })
  })

  it('keeps its own earlier word, the sick day and the weight that were told elsewhere', () => {
    const day = told({ hrvRmssdMs: 60, sick: true, weightKg: 70, mood: 1 })
    expect(bodyOf(formFrom(day), day).body).toMatchObject({ hrvRmssdMs: 60, sick: true, weightKg: 70, mood: 1 })
    expect(bodyOf({ ...formFrom(day), hrv: '' }, day).body.hrvRmssdMs).toBeNull()
  })

  it('names the field that needs another look', () => {
    const day = told()
    const form = { ...formFrom(day), sleep: 'long', restingHr: '12', hrv: '999' }
    expect(Object.keys(bodyOf(form, day).wrong)).toEqual(['sleepS', 'restingHrBpm', 'hrvRmssdMs'])
    expect(bodyOf({ ...form, sleep: '7', restingHr: '48', hrv: '55.5' }, day)).toMatchObject({
      wrong: {},
      body: { sleepS: 25_200, restingHrBpm: 48, hrvRmssdMs: 55.5 },
    })
  })
})
