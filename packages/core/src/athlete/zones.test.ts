import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frielLowerBoundsBpm, frielZoneOf, frielZones, heartRateAtReserve, maxHrZoneOf } from './heart-rate-zones.ts'
import { PACE_ZONES, paceZoneOf } from './pace-zones.ts'
import { POWER_ZONES, powerZoneOf } from './power-zones.ts'

describe('S2.5 power zones', () => {
  it.each([
    [0, 1],
    [0.559, 1],
    [0.56, 2],
    [0.755, 2],
    [0.76, 3],
    [0.905, 3],
    [0.91, 4],
    [1.055, 4],
    [1.06, 5],
    [1.21, 6],
    [1.5, 6],
    [1.51, 7],
    [4, 7],
  ])('%d of FTP is Z%d', (fraction, zone) => expect(powerZoneOf(fraction)).toBe(zone))
  it('survives a division: 227.5 W of 250 W is Z4', () => expect(powerZoneOf((0.91 * 250) / 250)).toBe(4))
})

describe('pace zones', () => {
  // The anchors of science.md section 11 fall where a runner expects them.
  it.each([
    [0.68, 'Recovery'],
    [0.755, 'Easy'],
    [0.83, 'Easy'],
    [0.94, 'Steady'],
    [0.98, 'Threshold'],
    [1, 'Threshold'],
    [1.067, 'Interval'],
    [1.087, 'Interval'],
    [1.16, 'Repetition'],
    [1.22, 'Repetition'],
    [1.3, 'Sprint'],
  ])('%d of threshold speed is %s', (fraction, name) => expect(PACE_ZONES[paceZoneOf(fraction) - 1]?.name).toBe(name))
})

describe('S3.3 S3.4 heart-rate zones', () => {
  it.each([
    ['run', 165, [0, 140, 149, 157, 165, 170, 175]],
    ['run', 150, [0, 128, 135, 143, 150, 155, 159]],
    ['ride', 165, [0, 134, 149, 155, 165, 170, 175]],
    ['ride', 150, [0, 122, 135, 141, 150, 155, 159]],
  ] as const)('%s with LTHR %d', (sport, lthr, bounds) => expect(frielLowerBoundsBpm(sport, lthr)).toEqual(bounds))

  it('zone of a heart rate, share of maximum, and Karvonen', () => {
    expect(frielZoneOf('run', 150, 165)).toBe(3)
    expect(frielZones('ride')).toHaveLength(7)
    expect([90, 100, 130, 190].map((bpm) => maxHrZoneOf(bpm, 190))).toEqual([0, 1, 2, 5])
    expect(heartRateAtReserve(190, 50, 0.6)).toBeCloseTo(134)
    expect(heartRateAtReserve(190, 50, 0.85)).toBeCloseTo(169)
    expect(heartRateAtReserve(175, 60, 0.7)).toBeCloseTo(140.5)
  })
})

it('ladders have no gap and no overlap, and a zone never falls with effort', () => {
  for (const ladder of [POWER_ZONES, PACE_ZONES, frielZones('run'), frielZones('ride')]) {
    for (const [index, zone] of ladder.entries()) expect(zone.high).toBe(ladder[index + 1]?.low ?? null)
  }
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (fraction, more) => {
        expect(paceZoneOf(fraction + more)).toBeGreaterThanOrEqual(paceZoneOf(fraction))
        expect(powerZoneOf(fraction + more)).toBeGreaterThanOrEqual(powerZoneOf(fraction))
      },
    ),
  )
})
