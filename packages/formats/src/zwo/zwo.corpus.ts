import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Awp } from '@coach-wattz/core/workout/awp'
import { readAwp } from '@coach-wattz/core/workout/read-awp'
import { eachLeaf } from '@coach-wattz/core/workout/walk'
import { leafFraction, loadContext } from '@coach-wattz/core/workout/leaf-load'
import { workoutDurationS, workoutTotals } from '@coach-wattz/core/workout/totals'
import { hasErrors, validateAwp } from '@coach-wattz/core/workout/validate'
import { corpusFolder } from '../../../../test/corpus.ts'
import { decodeZwo } from './decode-zwo.ts'
import { degradeToZwo } from './degrade-zwo.ts'
import { encodeZwo } from './encode-zwo.ts'

const folder = corpusFolder()

/** Plain root mean square of the fractions: what the sanchoss files state as IF. */
function rootMeanSquare(awp: Awp): { if: number; tss: number } {
  const context = loadContext(awp.sport)
  let [seconds, squares] = [0, 0]
  eachLeaf(awp.steps, (leaf) => {
    const duration = leaf.duration ?? 0
    const span = leafFraction(leaf, duration, context)
    if (!span) throw new Error('A step has no intensity.')
    const { start, end } = span
    seconds += duration
    squares += (duration * (start * start + start * end + end * end)) / 3
  })
  const factor = Math.sqrt(squares / seconds)
  return { if: factor, tss: (seconds / 3600) * factor * factor * 100 }
}

describe.skipIf(folder === null)('zwo: real files', () => {
  const root = join(folder ?? '', 'zwo')
  const files =
    folder === null
      ? []
      : readdirSync(root, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.zwo'))
          .sort()
  const outcomes = files.map((name) => ({ name, decoded: decodeZwo(readFileSync(join(root, name))) }))

  it('reads all but two of 153 files: one is empty, one is not well-formed', () => {
    expect(files).toHaveLength(153)
    const refused = outcomes.flatMap(({ name, decoded }) =>
      decoded.ok ? [] : [`${name}: ${decoded.error.at}: ${decoded.error.why}`],
    )
    expect(refused).toEqual([
      'auuki/test_03_Test_Workout.zwo: workout: The workout has no steps that can be done.',
      expect.stringMatching(/^oddities\/luishpinto_run_readme_sample\.zwo: line 10, .*not well-formed/),
    ])
  })

  it('reads the twelve files that are not UTF-8, and says so', () => {
    const guessed = outcomes.filter(
      ({ decoded }) => decoded.ok && decoded.value.repairs.some((repair) => repair.includes('Western European')),
    )
    expect(guessed).toHaveLength(12)
  })

  it('makes valid workouts only, and says what it repaired', () => {
    const withRepairs = outcomes.filter(({ decoded }) => decoded.ok && decoded.value.repairs.length > 0)
    for (const { name, decoded } of outcomes) {
      if (!decoded.ok) continue
      const { awp } = decoded.value
      expect({ name, bad: hasErrors(validateAwp(awp)) }).toEqual({ name, bad: false })
      expect({ name, ok: readAwp(JSON.parse(JSON.stringify(awp))).ok }).toEqual({ name, ok: true })
      expect({ name, seconds: workoutDurationS(awp) }).toEqual({ name, seconds: awp.meta.totalDurationSeconds })
    }
    expect(withRepairs.length).toBe(101)
  })

  it('gives every file back after a round trip, by the matrix', () => {
    for (const { name, decoded } of outcomes) {
      if (!decoded.ok) continue
      const context = { thresholds: { ftpW: 250 } }
      const encoded = encodeZwo(decoded.value.awp, context)
      const degraded = degradeToZwo(decoded.value.awp, context)
      if (!encoded.ok || !degraded.ok) throw new Error(`${name} was refused`)
      const again = decodeZwo(encoded.value.bytes)
      expect({ name, awp: again.ok && again.value.awp }).toEqual({ name, awp: degraded.value.awp })
    }
  })

  it('reproduces the IF and TSS that 55 files state as root mean square, within 0.01 and 1', () => {
    const stated = readFileSync(join(folder ?? '', 'expectations', 'sanchoss-zwo-if-tss.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    expect(stated).toHaveLength(55)
    for (const line of stated) {
      // the stated minutes are a label, up to three off; IF and TSS together pin the length
      const [name, , factor, tss] = line.split(',')
      const outcome = outcomes.find((candidate) => candidate.name === name)
      if (!outcome?.decoded.ok) throw new Error(`${name} was not read`)
      const { awp } = outcome.decoded.value
      const computed = rootMeanSquare(awp)
      const isEqual = Math.abs(computed.if - Number(factor)) <= 0.01 && Math.abs(computed.tss - Number(tss)) <= 1
      expect({ name, isEqual }).toEqual({ name, isEqual: true })
    }
  })

  it('writes the golden ride byte for byte', () => {
    const golden = join(folder ?? '', 'integrations', 'golden')
    const ride = readAwp(JSON.parse(readFileSync(join(golden, 'ride.awp.json'), 'utf8')))
    if (!ride.ok) throw new Error('The golden ride is refused.')
    const encoded = encodeZwo(ride.value.awp, {})
    const written = encoded.ok ? Buffer.from(encoded.value.bytes).toString('utf8') : ''
    expect(written.trim()).toBe(readFileSync(join(golden, 'ride.zwo'), 'utf8').trim())
    const read = decodeZwo(readFileSync(join(golden, 'ride.zwo')))
    const degraded = degradeToZwo(ride.value.awp, {})
    expect(read.ok && read.value.awp).toEqual(degraded.ok && degraded.value.awp)
    expect(read.ok && workoutTotals(read.value.awp)).toMatchObject({ durationS: 3600, leafSteps: 27 })
  })
})
