import { describe, expect, it } from 'vitest'
import { isRaceTitle } from './race-title.ts'

describe('recognising a race by its name', () => {
  it.each([
    'Vienna City Marathon 2026',
    'Half Marathon Bregenz',
    'Half-marathon',
    'HALBMARATHON Wien',
    'Bushy parkrun #1,234',
    'Club race, 10 km',
    'Silvesterlauf (Wettkampf)',
    'Gran Fondo Nove Colli',
    'Maratón de Sevilla',
    '10 mile time trial',
  ])('%s is one', (title) => {
    expect(isRaceTitle(title)).toBe(true)
  })

  it.each([
    null,
    '',
    'Morning Run',
    'Marathon pace 3 × 5 km',
    'Marathon training week 4',
    'Race prep: strides',
    'Pre-race shakeout',
    'Trace of the old railway',
    'Terrace hills',
    'Gracefield loop',
    'Racecourse loop',
    'Easy run after the parkrun',
    'Half an hour easy',
    '10K',
    'Long run on the marathon course',
    'Time trial simulation',
  ])('%s is none', (title) => {
    expect(isRaceTitle(title)).toBe(false)
  })

  it('takes the recorder at its word', () => {
    expect(isRaceTitle('Lunch Run', 'race')).toBe(true)
    expect(isRaceTitle('Lunch Run', 'trail')).toBe(false)
  })
})
