import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DuplicateFacts } from './duplicates.ts'
import { findDuplicate, groupDuplicates, preferredRecord } from './duplicates.ts'

const START = Date.UTC(2026, 4, 3, 7, 0, 0)
const at = (offsetS: number): string => new Date(START + offsetS * 1000).toISOString()
const ride = (change: Partial<DuplicateFacts> & { offsetS?: number } = {}): DuplicateFacts => {
  const { offsetS = 0, ...rest } = change
  return {
    id: 'a',
    provider: 'file-fit',
    sport: 'ride',
    startedAt: at(offsetS),
    elapsedS: 3600,
    distanceM: 30_000,
    sha256: null,
    ...rest,
  }
}

describe('findDuplicate', () => {
  it('finds the same file again by its digest, before anything else', () => {
    const known = [ride({ id: 'near' }), ride({ id: 'file', sha256: 'f00d' })]
    expect(findDuplicate(ride({ id: 'new', sha256: 'f00d' }), known)).toEqual({ kind: 'same-file', of: 'file' })
  })

  it('keeps the parts of a multisport file apart: one digest, different starts', () => {
    const swim = ride({ id: 'swim', sport: 'swim', sha256: 'f00d', elapsedS: 1800 })
    expect(findDuplicate(ride({ id: 'new', offsetS: 1800, sha256: 'f00d' }), [swim])).toBeNull()
  })

  it.each([
    [120, 'same-activity'],
    [-120, 'same-activity'],
    [121, null],
  ])('a start %d s apart is %s', (offsetS, kind) => {
    expect(findDuplicate(ride({ id: 'new', offsetS }), [ride()])?.kind ?? null).toBe(kind)
  })

  it('wants 80 % of the shorter one shared', () => {
    // Starts 100 s apart: of a 500 s record 500 − 100 = 400 s lie within the long one, of a 499 s one only 399.
    const long = ride({ offsetS: 100 })
    expect(findDuplicate(ride({ id: 'new', elapsedS: 500 }), [long])).toEqual({
      kind: 'same-activity',
      of: 'a',
      overlap: 0.8,
    })
    expect(findDuplicate(ride({ id: 'new', elapsedS: 499 }), [long])).toBeNull()
  })

  it('never joins a run and a ride, and lets a file without a sport join either', () => {
    expect(findDuplicate(ride({ id: 'new', sport: 'run' }), [ride()])).toBeNull()
    expect(findDuplicate(ride({ id: 'new', sport: 'other' }), [ride()])?.kind).toBe('same-activity')
  })

  it('asks about the same ride two hours off, when one of the files may lack a zone', () => {
    const shifted = ride({ id: 'new', provider: 'file-tcx', offsetS: 7200, elapsedS: 3601, distanceM: 30_010 })
    expect(findDuplicate(shifted, [ride()])).toEqual({ kind: 'shifted-clock', of: 'a', shiftS: 7200 })
    expect(findDuplicate({ ...shifted, provider: 'file-fit' }, [ride()])).toBeNull()
    expect(findDuplicate({ ...shifted, distanceM: 31_000 }, [ride()])).toBeNull()
    expect(findDuplicate({ ...shifted, startedAt: at(7200 + 400) }, [ride()])).toBeNull()
    expect(findDuplicate({ ...shifted, distanceM: null }, [ride()])).toBeNull()
  })

  it('takes the closest of several', () => {
    const known = [ride({ id: 'far', offsetS: 110 }), ride({ id: 'near', offsetS: 1 })]
    expect(findDuplicate(ride({ id: 'new' }), known)).toMatchObject({ of: 'near' })
  })
})

describe('preferredRecord', () => {
  it('prefers FIT, then Intervals.icu, TCX, Strava, GPX, manual (integrations.md §0.8)', () => {
    const providers = ['manual', 'file-gpx', 'strava', 'file-tcx', 'intervals-icu', 'file-fit'] as const
    for (const [index, provider] of providers.entries()) {
      const rest = providers.slice(0, index + 1).map((each) => ride({ id: each, provider: each }))
      expect(preferredRecord(rest as [DuplicateFacts, ...DuplicateFacts[]]).provider).toBe(provider)
    }
  })

  it('prefers the longer of two records of one source', () => {
    expect(preferredRecord([ride({ id: 'cut', elapsedS: 1200 }), ride({ id: 'whole' })]).id).toBe('whole')
  })
})

describe('groupDuplicates', () => {
  it('puts one ride from three sources into one group with the preferred first', () => {
    const strava = ride({ id: 's', provider: 'strava', offsetS: 2 })
    const gpx = ride({ id: 'g', provider: 'file-gpx', offsetS: 4, sport: 'other' })
    const groups = groupDuplicates([gpx, ride({ id: 'f' }), strava, ride({ id: 'evening', offsetS: 36_000 })])
    expect(groups.map((group) => group.map((member) => member.id))).toEqual([['f', 's', 'g'], ['evening']])
  })

  it('loses nothing, invents nothing, and does not depend on the order (property)', () => {
    const facts = fc.record({
      offsetS: fc.integer({ min: 0, max: 4000 }),
      elapsedS: fc.integer({ min: 0, max: 4000 }),
      sport: fc.constantFrom('run', 'ride', 'other' as const),
      provider: fc.constantFrom('file-fit', 'file-tcx', 'strava' as const),
    })
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 25 }), fc.func(fc.integer()), (list, order) => {
        const activities = list.map((each, index) => ride({ ...each, id: `id${String(index).padStart(2, '0')}` }))
        const shuffled = [...activities].sort((a, b) => order(a.id) - order(b.id))
        const flatten = (groups: DuplicateFacts[][]): string[] =>
          groups.map((group) => group.map((one) => one.id).join())
        const groups = groupDuplicates(activities)
        expect(
          groups
            .flat()
            .map((one) => one.id)
            .toSorted(),
        ).toEqual(activities.map((one) => one.id).toSorted())
        expect(
          flatten(groupDuplicates(shuffled))
            .map((ids) => ids.split(',').toSorted().join())
            .toSorted(),
        ).toEqual(
          flatten(groups)
            .map((ids) => ids.split(',').toSorted().join())
            .toSorted(),
        )
      }),
    )
  })
})
