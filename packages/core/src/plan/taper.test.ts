import { describe, expect, it } from 'vitest'
import { longShareBeforeRace, TAPER_FRACTIONS, taperFor } from './taper.ts'

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('taper (science.md S6)', () => {
  // days and mean over the taper's own days, taper.json
  it.each([
    ['5K', 7, 0.599],
    ['10K', 9, 0.604],
    ['HM', 12, 0.604],
    ['MARATHON', 21, 0.602],
    ['MARATHON_14D', 14, 0.524],
    ['TT', 9, 0.568],
    ['GRAN_FONDO', 12, 0.592],
    ['CRIT', 6, 0.6],
    ['GRAVEL_200', 15, 0.524],
  ] as const)('S6.1 %s lasts %i days with a mean of %f', (table, days, expected) => {
    expect(TAPER_FRACTIONS[table]).toHaveLength(days)
    expect(mean(TAPER_FRACTIONS[table])).toBeCloseTo(expected, 3)
  })

  it('S6.7 long events keep the mean between .40 and .62', () => {
    for (const table of ['HM', 'MARATHON', 'MARATHON_14D', 'GRAN_FONDO', 'GRAVEL_200'] as const) {
      expect(mean(TAPER_FRACTIONS[table])).toBeGreaterThanOrEqual(0.4)
      expect(mean(TAPER_FRACTIONS[table])).toBeLessThanOrEqual(0.62)
    }
  })

  it('S6.1 reads a day by its distance to the race and leaves days before the taper whole', () => {
    const taper = taperFor('HM', '2027-03-14', null, 16)
    expect(taper?.startDate).toBe('2027-03-02')
    expect([13, 12, 7, 2, 1].map((k) => taper?.fraction(k))).toEqual([1, 0.8, 0.66, 0.33, 0.3])
  })

  it('S6.1 a marathon under 45 km a week tapers 14 days, else 21', () => {
    expect(taperFor('MARATHON', '2027-04-11', 40_000, 20)?.days).toBe(14)
    expect(taperFor('MARATHON', '2027-04-11', 60_000, 20)?.days).toBe(21)
    expect(taperFor('MARATHON', '2027-04-11', 60_000, 20)?.fraction(21)).toBe(0.83)
    expect(taperFor('MARATHON', '2027-04-11', 40_000, 20)?.fraction(14)).toBe(0.68)
  })

  it('S5.4 short plans taper shorter, from the end of the same table', () => {
    const taper = taperFor('5K', '2027-03-14', null, 9)
    expect(taper?.days).toBe(5)
    expect(taper?.fraction(5)).toBe(0.7)
    expect(taper?.fraction(6)).toBe(1)
  })

  it('S6.3 caps the long session near the race', () => {
    expect(longShareBeforeRace('MARATHON', 7)).toBe(0.4)
    expect(longShareBeforeRace('MARATHON', 14)).toBe(0.65)
    expect(longShareBeforeRace('HM', 8)).toBe(0.6)
    expect(longShareBeforeRace('10K', 7)).toBe(0.7)
    expect(longShareBeforeRace('MARATHON', 21)).toBe(1)
  })

  it('general fitness has none', () => {
    expect(taperFor('GENERAL_FITNESS', undefined, null, 12)).toBeNull()
  })
})
