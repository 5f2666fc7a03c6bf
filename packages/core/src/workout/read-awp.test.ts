import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { arbitraryAwp } from '../testing/arbitrary-awp.ts'
import { AwpSchema, awpJsonSchema } from './awp.schema.ts'
import type { Awp } from './awp.ts'
import { awpHash, canonicalAwp } from './canonical.ts'
import { cleanLine, cleanText } from './clean-text.ts'
import { readAwp, readAwpText } from './read-awp.ts'

const BASE = { schemaVersion: '1.0', sport: 'ride', meta: { title: 'Test', totalDurationSeconds: 600 } }
const STEP = { type: 'Steady', duration: 600, power: { type: 'steady', value: 0.7 } }
/** `ok` with repairs, or the codes and paths. */
const outcome = (input: unknown) => {
  const read = readAwp(input)
  return read.ok ? read.value.repairs : read.error.map(({ code, path }) => `${code} ${path}`)
}

describe('readAwp', () => {
  it('reads a sound document as it is', () => {
    expect(readAwp({ ...BASE, steps: [STEP] })).toMatchObject({
      ok: true,
      value: { repairs: [], readOnly: false, awp: { steps: [STEP] } },
    })
  })

  it("reads the seeds' fragment", () => {
    const cooldown = {
      type: 'Cooldown',
      duration: 600,
      power: { type: 'ramp', start: 0.5, end: 0.4 },
      instruction: 'Easy spin to finish.',
    }
    expect(outcome({ ...BASE, steps: [cooldown] })).toEqual([])
  })

  it('W5: repairs lengths, percent, place of steps, repeats of one, texts and totals', () => {
    expect(outcome({ ...BASE, steps: [{ ...STEP, duration: '10m' }] })).toEqual([
      'steps[0]: the length "10m" was read as 600 s.',
    ])
    expect(outcome({ ...BASE, steps: [{ ...STEP, duration: '10:00' }] })).toEqual([
      'steps[0]: the length "10:00" was read as 600 s.',
    ])
    expect(outcome({ ...BASE, steps: [{ ...STEP, power: { type: 'range', min: 65, max: 75 } }] })).toEqual([
      'steps[0].power: percent numbers were read as fractions.',
    ])
    expect(outcome({ ...BASE, workout: { steps: [STEP] } })).toEqual([
      'The steps stood under "workout"; they were moved up.',
    ])
    expect(outcome({ ...BASE, steps: [{ type: 'Repeat', times: 1, content: [STEP] }] })).toEqual([
      'steps[0]: a repeat of one pass was written out.',
    ])
    expect(outcome({ ...BASE, meta: { title: ' <b>Test</b> ', totalDurationSeconds: 600 }, steps: [STEP] })).toEqual([
      'The text "title" was tidied.',
    ])
    expect(outcome({ ...BASE, meta: { title: 'Test' }, steps: [STEP] })).toEqual([
      'The total was missing; the steps add up to 600 s.',
    ])
    expect(outcome({ ...BASE, meta: { title: 'Test', totalDurationSeconds: 1 }, steps: [STEP] })).toEqual([
      'The stated total of 1 s was replaced by the sum of the steps, 600 s.',
    ])
  })

  it('W5: never changes its argument', () => {
    const input = { ...BASE, meta: { title: ' Test ' }, steps: [{ ...STEP, duration: '10m', name: ' x ' }] }
    const before = JSON.stringify(input)
    readAwp(input)
    expect(JSON.stringify(input)).toBe(before)
  })

  it('AWP100: refuses another major', () => {
    expect(outcome({ ...BASE, schemaVersion: '2.0', steps: [STEP] })).toEqual(['AWP100 schemaVersion'])
  })

  it('AWP100: opens a newer minor with thousands of unknown keys in the time it takes to read them', () => {
    const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index]))
    const step = { ...STEP, power: { ...STEP.power, ...unknown } }
    const read = readAwp({ ...BASE, ...unknown, schemaVersion: '1.7', steps: [step, { ...STEP, ...unknown }] })
    expect(read).toMatchObject({ ok: true, value: { readOnly: true, awp: { steps: [STEP, STEP] } } })
    expect(JSON.stringify(read)).not.toContain('k19999')
  })

  it('AWP100: opens a newer minor read-only, unknown keys left out, unknown types as Steady', () => {
    const newer = {
      ...BASE,
      schemaVersion: '1.7',
      future: 1,
      steps: [
        { ...STEP, type: 'Hover', lift: 3 },
        { type: 'Repeat', times: 2, new: 1, content: [STEP] },
      ],
    }
    expect(readAwp(newer)).toMatchObject({
      ok: true,
      value: { readOnly: true, awp: { steps: [STEP, { times: 2, content: [STEP] }] } },
    })
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['no version', { sport: 'ride' }],
    ['unknown core keys', { ...BASE, steps: [{ ...STEP, watts: 200 }] }],
    ['two lengths', { ...BASE, steps: [{ ...STEP, distance: 1000 }] }],
    ['no length', { ...BASE, steps: [{ type: 'Steady' }] }],
    ['a Ramp that does not rise', { ...BASE, steps: [{ ...STEP, type: 'Ramp' }] }],
    ['a FreeRide with power', { ...BASE, steps: [{ ...STEP, type: 'FreeRide' }] }],
    ['a repeat of none', { ...BASE, steps: [{ type: 'Repeat', times: 0, content: [STEP] }] }],
    ['no steps', { ...BASE, steps: [] }],
    ['an extension without a vendor', { ...BASE, extensions: { secret: 1 }, steps: [STEP] }],
    ['a huge extension', { ...BASE, extensions: { 'x-big': 'x'.repeat(9000) }, steps: [STEP] }],
    ['NaN', { ...BASE, steps: [{ ...STEP, duration: Number.NaN }] }],
    ['a negative length', { ...BASE, steps: [{ ...STEP, duration: -1 }] }],
  ])('AWP000: refuses %s', (_, input) => {
    const read = readAwp(input)
    expect(read.ok ? 'read' : read.error[0]?.code).toBe('AWP000')
  })

  it('AWP000: refuses prototype keys, endless nesting, no JSON and 5 MB', () => {
    expect(readAwpText('{"schemaVersion":"1.0","__proto__":{"x":1}}').ok).toBe(false)
    expect(readAwpText(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`).ok).toBe(false)
    expect(readAwpText('{').ok).toBe(false)
    expect(readAwpText(' '.repeat(5_000_001)).ok).toBe(false)
    expect(readAwpText(`\uFEFF${JSON.stringify({ ...BASE, steps: [STEP] })}`).ok).toBe(true)
  })

  it('AWP003: refuses repeats four deep', () => {
    const deep = [1, 2, 3, 4].reduce<object>((inner) => ({ type: 'Repeat', times: 2, content: [inner] }), STEP)
    expect(outcome({ ...BASE, steps: [deep] })).toEqual(['AWP003 steps'])
  })

  it('reads any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readAwp(value)).toHaveProperty('ok')
      }),
    )
    const weird = fc.record({
      ...BASE_ARBITRARY,
      steps: fc.array(fc.dictionary(fc.constantFrom('type', 'duration', 'power', 'content', 'times'), fc.jsonValue())),
    })
    fc.assert(
      fc.property(weird, (value) => {
        expect(readAwp(value)).toHaveProperty('ok')
      }),
    )
  })

  it('gives every valid workout back unchanged but for its total', () => {
    fc.assert(
      fc.property(arbitraryAwp(), (awp) => {
        const read = readAwp(JSON.parse(JSON.stringify(awp)))
        expect(
          read.ok && { ...read.value.awp, meta: { ...read.value.awp.meta, totalDurationSeconds: undefined } },
        ).toEqual({
          ...awp,
          meta: { ...awp.meta, totalDurationSeconds: undefined },
        })
      }),
      { numRuns: 60 },
    )
  })
})

const BASE_ARBITRARY = {
  schemaVersion: fc.constant('1.0'),
  sport: fc.constant('ride'),
  meta: fc.constant({ title: 'Test' }),
}

describe('canonical form', () => {
  const awp: Awp = {
    schemaVersion: '1.0',
    sport: 'ride',
    meta: { title: 'Test' },
    steps: [{ type: 'Steady', duration: 600, power: { type: 'steady', value: 0.7 } }],
  }

  it('W4: defaults, key order, blanks and rounding make no difference', () => {
    const same: Awp = {
      steps: [
        { power: { value: 0.700_01, type: 'steady', unit: 'ftp' }, duration: 600, terrain: 'any', type: 'Steady' },
      ],
      meta: { title: ' Test ' },
      environment: 'any',
      sport: 'ride',
      schemaVersion: '1.0',
    }
    expect(canonicalAwp(same)).toBe(canonicalAwp(awp))
    expect(canonicalAwp({ ...awp, meta: { title: 'Cafe\u0301' } })).toBe(
      canonicalAwp({ ...awp, meta: { title: 'Café' } }),
    )
    expect(canonicalAwp({ ...awp, steps: [{ ...awp.steps[0]!, duration: 601 } as Awp['steps'][number]] })).not.toBe(
      canonicalAwp(awp),
    )
  })

  it('W4: a unit that is not the default stays', () => {
    const watts: Awp = {
      ...awp,
      steps: [{ type: 'Steady', duration: 600, power: { unit: 'watts', type: 'steady', value: 200 } }],
    }
    expect(canonicalAwp(watts)).toContain('"unit":"watts"')
  })

  it('W4: leaves extensions as they are', () => {
    const extended: Awp = { ...awp, extensions: { 'x-a': { n: 0.123_456_789, environment: 'any', t: ' x ' } } }
    expect(canonicalAwp(extended)).toContain('{"environment":"any","n":0.123456789,"t":" x "}')
  })

  it('W4: is stable: the canonical text read again has the same text', () => {
    fc.assert(
      fc.property(arbitraryAwp(), (value) => {
        const text = canonicalAwp(value)
        expect(canonicalAwp(JSON.parse(text) as Awp)).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  it('hashes the canonical text with the digest it is given', () => {
    expect(awpHash(awp, (text) => text.length)).toBe(canonicalAwp(awp).length)
  })
})

describe('texts from outside', () => {
  it('cleans once and for all', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '<', '>', 'b', '/', ' ', '\n', '\u0000', '\u202E', '\uD83D', 'é', 'e\u0301', '🚴'),
        }),
        fc.integer({ min: 1, max: 20 }),
        (text, most) => {
          const once = cleanText(text, most)
          expect(cleanText(once, most)).toBe(once)
          expect(once.length).toBeLessThanOrEqual(most)
          expect(once.isWellFormed()).toBe(true)
        },
      ),
    )
  })
  it('takes tags apart however they are nested', () => {
    expect(cleanLine('a <<b>b>c</b> \n d', 50)).toBe('a c d')
    expect(cleanText('3 < 4 <i>and</i> 5 > 4', 50)).toBe('3 < 4 and 5 > 4')
    expect(cleanText(`x${'<b'.repeat(9000)}${'>'.repeat(9000)}y`, 10_000)).toBe('xy')
  })
  it('leaves no tag behind', () => {
    const pieces = fc.constantFrom('<', '>', '/', 'b', ' ', '</b>', '<b', '\u0000', 'text')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        expect(cleanText(parts.join(''), 500)).not.toMatch(/<\/?[a-zA-Z][^<>]{0,500}>/)
      }),
    )
  })
})

describe('JSON Schema', () => {
  it('is committed as awpJsonSchema() generates it', () => {
    const file = new URL('../../schemas/awp.schema.json', import.meta.url)
    const committed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    expect(committed).toEqual(JSON.parse(JSON.stringify(awpJsonSchema())))
  })

  it('accepts what the generator makes', () => {
    fc.assert(
      fc.property(arbitraryAwp(), (awp) => {
        expect(AwpSchema.safeParse(awp).success).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
