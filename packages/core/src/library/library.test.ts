import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEVELS } from '../athlete/sport.ts'
import { validateAwp } from '../workout/validate.ts'
import { AwpSchema } from '../workout/awp.schema.ts'
import { workoutDurationS, workoutTotals } from '../workout/totals.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { archetypeStepDurationS, archetypeStepWorkS } from './archetype-step.ts'
import { buildVariant, buildWorkout } from './build-workout.ts'
import { ARCHETYPES, archetypeById, findArchetype } from './find-archetype.ts'
import { parseStep, stepBlockS, stepWorkS } from './progression-dsl.ts'
import { isPureEasy, scaleDown, scaleEasyTo, scaleRepeats, variantDurationS } from './scale.ts'
import { rankArchetypes, selectArchetype } from './select-archetype.ts'
import { KINDS_OF_SPORT, SESSION_KINDS, type Taste } from './session-kind.ts'
import { kindsOf } from './taste.ts'
import { archetypeStepTotals, variantTotals } from './step-totals.ts'
import type { TargetMode } from './step-target.ts'

/** science.md §11, W1 and W2: total minutes, time in zone, IF, TSS at steps 1, 5 and 10; R05 cools down walking (docs/adr/0008). */
const TABLE = `
R01 | 20.0 20.0 0.74 18.3 | 30.0 30.0 0.74 27.4 | 45.0 45.0 0.74 41.1
R02 | 24.0 16.0 0.707 20.0 | 40.0 30.0 0.703 33.0 | 70.0 55.0 0.698 56.8
R03 | 25.0 25.0 0.8 26.7 | 45.0 45.0 0.8 48.0 | 75.0 75.0 0.8 80.0
R04 | 30.0 1.3 0.816 33.3 | 40.0 2.0 0.817 44.5 | 65.0 3.3 0.816 72.1
R05 | 28.5 8.0 0.586 16.3 | 36.0 20.0 0.683 28.0 | 40.0 30.0 0.734 35.9
R06 | 35.0 10.0 0.822 39.4 | 50.0 16.0 0.824 56.6 | 75.0 25.0 0.825 85.1
R07 | 30.0 30.0 0.82 33.6 | 50.0 50.0 0.82 56.0 | 75.0 75.0 0.82 84.1
R08 | 60.0 60.0 0.81 65.6 | 80.0 80.0 0.81 87.5 | 115.0 115.0 0.81 125.8
R09 | 45.0 45.0 0.79 46.8 | 90.0 90.0 0.79 93.6 | 170.0 170.0 0.79 176.8
R10 | 60.0 15.0 0.821 67.4 | 100.0 28.0 0.823 113.0 | 150.0 45.0 0.825 170.2
R11 | 75.0 10.0 0.823 84.6 | 105.0 25.0 0.84 123.4 | 150.0 50.0 0.854 182.5
R12 | 80.0 16.0 0.833 92.6 | 110.0 36.0 0.853 133.3 | 150.0 80.0 0.883 194.8
R13 | 50.0 50.0 0.77 49.4 | 105.0 105.0 0.77 103.8 | 200.0 200.0 0.77 197.6
R14 | 70.0 12.0 0.839 82.1 | 90.0 30.0 0.872 114.0 | 115.0 51.0 0.892 152.7
R15 | 37.0 12.0 0.828 42.3 | 49.0 24.0 0.86 60.4 | 75.0 50.0 0.891 99.1
R16 | 40.0 15.0 0.845 47.5 | 50.0 25.0 0.869 63.0 | 67.0 42.0 0.893 89.0
R17 | 53.0 16.0 0.858 65.1 | 69.0 24.0 0.874 87.8 | 89.0 36.0 0.888 116.9
R18 | 43.0 16.0 0.835 50.0 | 59.0 30.0 0.86 72.7 | 88.0 60.0 0.891 116.6
R19 | 42.0 15.0 0.864 52.2 | 54.0 25.0 0.889 71.1 | 72.0 42.0 0.917 100.8
R20 | 35.0 10.0 0.847 41.9 | 43.0 18.0 0.883 55.8 | 55.0 30.0 0.913 76.3
R21 | 43.0 16.0 0.863 53.3 | 53.0 26.0 0.891 70.2 | 74.0 45.0 0.916 103.5
R22 | 39.7 11.7 0.846 47.4 | 52.6 21.3 0.875 67.1 | 74.5 37.5 0.898 100.2
R23 | 40.0 12.0 0.846 47.8 | 58.0 27.0 0.888 76.2 | 82.0 48.0 0.915 114.4
R24 | 43.0 12.0 0.833 49.7 | 61.0 24.0 0.861 75.3 | 80.0 40.0 0.887 104.9
R25 | 39.0 9.0 0.86 48.0 | 50.0 16.0 0.893 66.4 | 66.0 25.0 0.912 91.5
R26 | 41.0 10.0 0.863 50.9 | 48.0 15.0 0.889 63.3 | 63.0 24.0 0.911 87.2
R27 | 34.5 5.0 0.806 37.3 | 47.0 10.0 0.821 52.8 | 65.5 18.0 0.837 76.4
R28 | 40.5 8.0 0.831 46.7 | 55.0 15.0 0.856 67.2 | 73.5 24.0 0.873 93.4
R29 | 39.0 10.0 0.86 48.1 | 51.0 18.0 0.891 67.6 | 66.0 28.0 0.912 91.6
R30 | 40.0 8.0 0.841 47.1 | 52.0 14.0 0.864 64.7 | 68.0 22.0 0.881 88.1
R31 | 35.7 4.0 0.79 37.1 | 45.7 7.3 0.799 48.6 | 66.3 13.3 0.801 70.9
R32 | 39.7 5.7 0.819 44.3 | 57.3 11.3 0.833 66.2 | 79.4 18.4 0.841 93.6
R33 | 38.8 3.8 0.769 38.2 | 48.5 6.0 0.767 47.6 | 70.0 12.0 0.786 72.0
R34 | 41.5 0.5 0.735 37.4 | 50.1 1.1 0.711 42.2 | 70.4 2.4 0.682 54.6
R35 | 34.8 1.3 0.756 33.1 | 40.8 2.7 0.749 38.2 | 49.8 4.7 0.743 45.8
R36 | 43.0 12.0 0.868 54.0 | 53.0 20.0 0.902 71.9 | 56.0 25.0 0.926 80.0
R37 | 44.0 15.0 0.874 56.0 | 58.0 25.0 0.897 77.8 | 73.0 40.0 0.93 105.1
R38 | 48.0 20.0 0.867 60.1 | 67.0 36.0 0.892 88.9 | 93.0 64.0 0.925 132.5
R39 | 45.0 20.0 0.852 54.4 | 65.0 40.0 0.882 84.3 | 115.0 90.0 0.909 158.3
R40 | 41.0 12.0 0.866 51.2 | 55.5 22.5 0.899 74.7 | 75.5 38.5 0.928 108.4
R41 | 32.0 3.0 0.783 32.7 | 37.0 6.0 0.808 40.2 | 41.0 10.0 0.839 48.1
R42 | 15.0 0.8 0.809 16.4 | 20.0 1.2 0.807 21.7 | 25.0 1.5 0.806 27.1
R43 | 55.0 25.0 0.931 79.5 | 55.0 25.0 0.931 79.5 | 55.0 25.0 0.931 79.5
R44 | 60.0 30.0 0.916 83.9 | 60.0 30.0 0.916 83.9 | 60.0 30.0 0.916 83.9
B01 | 25.0 25.0 0.5 10.4 | 40.0 40.0 0.5 16.7 | 60.0 60.0 0.5 25.0
B02 | 45.0 45.0 0.66 32.7 | 75.0 75.0 0.66 54.4 | 150.0 150.0 0.66 108.9
B03 | 45.0 4.0 0.65 31.7 | 65.0 10.5 0.652 46.0 | 90.0 20.0 0.653 64.0
B04 | 50.0 0.5 0.67 37.5 | 75.0 1.0 0.681 58.0 | 120.0 2.0 0.695 96.7
B05 | 55.0 30.0 0.673 41.5 | 75.0 50.0 0.693 60.0 | 130.0 105.0 0.714 110.4
B06 | 90.0 90.0 0.65 63.4 | 150.0 150.0 0.65 105.6 | 330.0 330.0 0.65 232.4
B07 | 105.0 20.0 0.691 83.5 | 150.0 45.0 0.712 126.6 | 270.0 120.0 0.738 245.1
B08 | 120.0 12.0 0.69 95.1 | 165.0 30.0 0.717 141.2 | 270.0 75.0 0.745 250.0
B09 | 120.0 4.0 0.682 93.0 | 180.0 12.0 0.712 152.2 | 330.0 30.0 0.734 296.1
B10 | 49.0 20.0 0.696 39.6 | 70.0 40.0 0.737 63.4 | 125.0 90.0 0.768 123.0
B11 | 49.0 20.0 0.727 43.1 | 75.0 42.0 0.767 73.5 | 108.0 75.0 0.805 116.6
B12 | 57.0 20.0 0.688 45.0 | 81.0 36.0 0.715 69.0 | 105.0 60.0 0.75 98.4
B13 | 45.0 16.0 0.739 40.9 | 60.0 30.0 0.788 62.0 | 95.0 60.0 0.825 107.7
B14 | 40.0 15.0 0.735 36.0 | 70.0 40.0 0.793 73.3 | 125.0 90.0 0.83 143.5
B15 | 47.0 18.0 0.762 45.5 | 69.0 36.0 0.809 75.3 | 95.0 60.0 0.84 111.6
B16 | 45.0 16.0 0.739 40.9 | 69.0 32.0 0.774 68.8 | 100.0 60.0 0.815 110.7
B17 | 51.0 18.0 0.789 52.9 | 63.0 30.0 0.84 74.1 | 88.0 48.0 0.864 109.4
B18 | 50.0 20.0 0.79 52.0 | 60.0 30.0 0.826 68.3 | 80.0 50.0 0.866 100.0
B19 | 42.0 12.0 0.755 39.9 | 62.0 27.0 0.819 69.3 | 88.0 48.0 0.858 108.1
B20 | 46.0 15.0 0.771 45.6 | 55.0 24.0 0.819 61.4 | 77.0 40.0 0.848 92.3
B21 | 48.0 15.0 0.772 47.6 | 57.0 24.0 0.811 62.5 | 80.0 40.0 0.837 93.4
B22 | 40.0 15.0 0.783 40.8 | 50.0 25.0 0.828 57.2 | 70.0 45.0 0.873 88.8
B23 | 40.0 9.0 0.786 41.1 | 53.0 16.0 0.834 61.5 | 70.0 25.0 0.865 87.2
B24 | 39.0 8.0 0.795 41.1 | 47.5 12.5 0.838 55.6 | 70.0 24.0 0.887 91.9
B25 | 38.0 7.0 0.775 38.0 | 48.2 12.0 0.821 54.2 | 59.5 19.5 0.869 74.9
B26 | 32.7 5.3 0.762 31.6 | 48.3 13.3 0.843 57.3 | 68.0 24.0 0.888 89.3
B27 | 40.0 9.0 0.794 42.0 | 53.0 16.0 0.832 61.1 | 70.0 25.0 0.854 85.1
B28 | 42.0 9.0 0.766 41.1 | 58.5 17.5 0.818 65.2 | 80.0 30.0 0.859 98.4
B29 | 38.0 4.0 0.796 40.2 | 54.0 8.0 0.852 65.3 | 69.0 14.0 0.911 95.4
B30 | 39.5 2.5 0.783 40.3 | 53.5 4.5 0.826 60.9 | 71.0 9.0 0.901 96.1
B31 | 42.0 9.0 0.787 43.4 | 58.5 17.5 0.829 67.0 | 90.0 35.0 0.852 109.0
B32 | 41.5 6.0 0.769 40.9 | 53.5 12.0 0.84 62.9 | 79.2 22.5 0.882 102.7
B33 | 42.5 0.5 0.601 25.6 | 55.2 1.2 0.643 38.0 | 76.4 2.4 0.694 61.4
B34 | 42.7 0.7 0.602 25.8 | 55.4 1.4 0.638 37.6 | 77.5 2.5 0.675 58.9
B35 | 40.0 15.0 0.758 38.3 | 66.0 36.0 0.809 72.0 | 101.0 66.0 0.839 118.4
B36 | 45.0 16.0 0.799 47.9 | 63.0 30.0 0.848 75.4 | 80.0 50.0 0.9 108.1
B37 | 63.0 30.0 0.742 57.9 | 95.0 54.0 0.766 92.9 | 150.0 105.0 0.798 159.3
B38 | 76.0 40.0 0.704 62.8 | 121.0 75.0 0.718 104.1 | 215.0 165.0 0.749 201.0
B39 | 44.0 3.0 0.641 30.1 | 48.0 4.0 0.657 34.5 | 56.0 6.0 0.68 43.1
B40 | 70.0 20.0 0.803 75.2 | 70.0 20.0 0.803 75.2 | 70.0 20.0 0.803 75.2
B41 | 33.0 18.0 0.847 39.5 | 33.0 18.0 0.847 39.5 | 33.0 18.0 0.847 39.5`
  .trim()
  .split('\n')
  .map((row) => row.split(' | '))
  .map(([id, ...cells]) => ({ id: id!, cells: cells.map((cell) => cell.split(' ').map(Number)) }))

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const MODES: readonly TargetMode[] = ['pace', 'power', 'hr', 'rpe']
const anyArchetype = fc.constantFrom(...ARCHETYPES)
const anyStep = fc.integer({ min: 1, max: 10 })

describe('library: data', () => {
  it('L1: 44 run and 41 ride archetypes with ten steps each', () => {
    expect(ARCHETYPES.filter(({ sport }) => sport === 'run')).toHaveLength(44)
    expect(ARCHETYPES.filter(({ sport }) => sport === 'ride')).toHaveLength(41)
    expect(ARCHETYPES.filter(({ steps }) => steps.length !== 10)).toEqual([])
    expect(new Set(ARCHETYPES.map(({ id }) => id)).size).toBe(85)
  })

  it.each(TABLE)('L2: $id has the minutes, time in zone, IF and TSS of the table', ({ id, cells }) => {
    const computed = [1, 5, 10].map((step) => archetypeStepTotals(id, step))
    for (const [index, [minutes, tiz, factor, tss]] of cells.entries()) {
      const { durationS, tizS, ...totals } = computed[index]!
      // the table rounds minutes to one decimal
      expect(Math.abs(durationS / 60 - minutes!)).toBeLessThanOrEqual(0.051)
      expect(Math.abs(tizS / 60 - tiz!)).toBeLessThanOrEqual(0.06)
      expect(Math.abs(totals.if - factor!)).toBeLessThanOrEqual(0.005)
      expect(Math.abs(totals.tss - tss!)).toBeLessThanOrEqual(0.6)
    }
  })

  it('L3: time in zone never falls from a step to the next, but for the shakeout', () => {
    const falls = ARCHETYPES.filter(({ id }) => id !== 'R42').flatMap(({ id }) =>
      STEPS.slice(1)
        .filter((step) => archetypeStepWorkS(id, step) < archetypeStepWorkS(id, step - 1))
        .map((step) => `${id}:${step}`),
    )
    expect(falls).toEqual([])
  })
})

describe('library: the compact language', () => {
  it.each([
    ['30', 1800, 1800],
    ['5x4/2', 1200, 1680],
    ['10x70s/20s', 700, 880],
    ['2*(8x30s/30s)/3', 480, 2 * (480 - 30) + 180],
    ['45:6x20s/60s', 120, 420],
    ['1x15', 900, 900],
    ['4x4.5/4', 1080, 1800],
  ])('reads %s', (text, workS, blockS) => {
    const plan = parseStep(text)
    expect(plan.ok && [stepWorkS(plan.value), stepBlockS(plan.value)]).toEqual([workS, blockS])
  })

  it.each(['', 'x4', '5x', '5x4/', '2*(3x4/2', '3x4/2)/3', '0x4/2', 'abc', '5x0/2', '-5', '5x4/2/1'])(
    'refuses "%s"',
    (text) => {
      expect(parseStep(text).ok).toBe(false)
    },
  )

  it('answers any text with a value', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789x*/():.s ') })
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseStep(text)).toHaveProperty('ok')
      }),
    )
  })
})

describe('library: built workouts', () => {
  it('L4: all 85 × 10 are valid by pace and power, heart rate and effort', () => {
    const wrong: string[] = []
    for (const { id, sport } of ARCHETYPES) {
      for (const step of STEPS) {
        for (const targets of MODES) {
          if (targets === 'pace' && sport === 'ride') continue
          const awp = buildWorkout(id, step, { targets })
          if (!AwpSchema.safeParse(awp).success) wrong.push(`${id}:${step}:${targets} schema`)
          const bad = validateAwp(awp).filter(
            ({ code, severity }) => severity === 'error' || code === 'AWP008' || code === 'AWP009' || code === 'AWP010',
          )
          wrong.push(...bad.map(({ code, path }) => `${id}:${step}:${targets} ${code} ${path}`))
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('L6: load, domains and length do not depend on what the athlete follows', () => {
    fc.assert(
      fc.property(anyArchetype, anyStep, fc.constantFrom<TargetMode>('power', 'hr', 'rpe'), ({ id }, step, targets) => {
        const [led, plain] = [buildWorkout(id, step, { targets }), buildWorkout(id, step)]
        expect(workoutTotals(led).tss).toBe(workoutTotals(plain).tss)
        expect(domainSeconds(led)).toEqual(domainSeconds(plain))
      }),
      { numRuns: 60 },
    )
  })

  it('L7: heart rate leads easy and threshold work, never short or very hard work', () => {
    const leads = (id: string, step: number) => {
      const text = JSON.stringify(
        buildWorkout(id, step, { targets: 'hr' }).steps.filter(({ type }) => type !== 'Warmup' && type !== 'Cooldown'),
      )
      return { heartRate: text.includes('"primary":"heartRate"'), rpe: text.includes('"primary":"rpe"') }
    }
    expect(leads('R03', 5)).toEqual({ heartRate: true, rpe: false })
    // 5 × 5 min at threshold by heart rate; the one-minute rests by effort
    expect(leads('R19', 5)).toEqual({ heartRate: true, rpe: true })
    expect(leads('R30', 5)).toEqual({ heartRate: false, rpe: true })
    // five-minute VO2 work by effort, its four-minute rests by heart rate
    const vo2 = buildWorkout('R25', 10, { targets: 'hr' }).steps[1]!
    expect(vo2).toMatchObject({
      content: [{ primary: 'rpe', rpe: { value: 8 } }],
      restBetween: { primary: 'heartRate' },
    })
  })

  it('nests sets, patterns and rests as they are thought', () => {
    expect(buildWorkout('B25', 5).steps[1]).toMatchObject({
      type: 'Repeat',
      times: 3,
      content: [
        { type: 'Repeat', times: 8, content: [{ type: 'Interval', duration: 30 }], restBetween: { duration: 15 } },
      ],
      restBetween: { type: 'Rest', duration: 180 },
    })
    // 12 min of 2 min under, 1 min over
    expect(buildWorkout('B19', 4).steps[1]).toMatchObject({
      times: 2,
      content: [
        {
          type: 'Repeat',
          times: 4,
          content: [
            { duration: 120, name: 'Under' },
            { duration: 60, name: 'Over' },
          ],
        },
      ],
    })
  })

  it('names sessions so that a reader knows what to do', () => {
    expect(buildWorkout('R19', 5).meta.title).toBe('Cruise intervals 5 × 5 min')
    expect(buildWorkout('B25', 5).meta.title).toBe('30/15, 3 × 8 × 30 s')
    expect(buildWorkout('R11', 5).meta.title).toBe('Long run, fast finish, last 25 min')
    expect(buildWorkout('B40', 1).meta.title).toBe('20-minute FTP test')
  })

  it('extends with easy time only, to the minute', () => {
    for (const id of ['R19', 'R04', 'R03', 'B13', 'B07', 'B35', 'B37']) {
      const own = archetypeStepDurationS(id, 3)
      const minutes = Math.ceil(own / 60) + 17
      const awp = buildWorkout(id, 3, { extendEasyTo: minutes })
      expect({ id, seconds: workoutDurationS(awp) }).toEqual({ id, seconds: minutes * 60 })
      const [before, after] = [domainSeconds(buildWorkout(id, 3)), domainSeconds(awp)]
      expect(after.midS + after.highS).toBe(before.midS + before.highS)
      expect(variantDurationS({ archetypeId: id, step: 3, extendEasyToMin: minutes })).toBe(minutes * 60)
    }
  })

  it('throws on a step or archetype that does not exist', () => {
    expect(() => buildWorkout('R19', 11)).toThrow('R19 has steps 1 to 10')
    expect(() => buildWorkout('X1', 1)).toThrow('No archetype X1')
    expect(findArchetype('X1')).toBeNull()
  })
})

describe('library: scaling', () => {
  it("L8: always fits, and what is built has the variant's length", () => {
    fc.assert(
      fc.property(anyArchetype, anyStep, fc.integer({ min: 5, max: 360 }), ({ id }, step, minutes) => {
        const variant = scaleDown(id, step, minutes)
        expect(variantDurationS(variant)).toBeLessThanOrEqual(minutes * 60)
        expect(workoutDurationS(buildVariant(variant))).toBe(variantDurationS(variant))
        expect(workoutDurationS(buildWorkout(id, step, { minutes }))).toBe(variantDurationS(variant))
      }),
    )
  })

  it('L8: a lower step, then cool-down and warm-up, then an easy session', () => {
    expect(scaleDown('R19', 5, 54)).toEqual({ archetypeId: 'R19', step: 5 })
    expect(scaleDown('R19', 5, 50)).toEqual({ archetypeId: 'R19', step: 3 })
    // step 1 lasts 42: 37 with a cool-down of 5, 32 with a warm-up of 10
    expect(scaleDown('R19', 5, 38)).toEqual({ archetypeId: 'R19', step: 1, cooldownMin: 5 })
    expect(scaleDown('R19', 5, 33)).toEqual({ archetypeId: 'R19', step: 1, cooldownMin: 5, warmupMin: 10 })
    expect(scaleDown('R19', 5, 31)).toEqual({ archetypeId: 'R04', step: 1 })
    expect(scaleDown('R19', 5, 20)).toEqual({ archetypeId: 'R03', step: 1, easyMin: 20 })
    expect(scaleDown('B17', 5, 46)).toEqual({ archetypeId: 'B17', step: 1, cooldownMin: 5 })
    expect(scaleDown('B17', 5, 30)).toEqual({ archetypeId: 'B02', step: 1, easyMin: 30 })
  })

  it('L9: easy and long sessions take any whole minute', () => {
    for (const id of ['R01', 'R03', 'R08', 'R09', 'R13', 'B02', 'B06']) {
      for (const minutes of [17, 43, 91, 128]) {
        const variant = scaleEasyTo(id, minutes)!
        expect(workoutDurationS(buildVariant(variant))).toBe(minutes * 60)
        expect(variantTotals(variant).durationS).toBe(minutes * 60)
      }
    }
    expect(scaleEasyTo('R19', 60)).toBeNull()
    expect(isPureEasy(archetypeById('B05'))).toBe(false)
  })
})

describe('library: selection', () => {
  const base = { sport: 'run', focus: 'THRESHOLD', level: 'INTERMEDIATE', minutes: 70 } as const

  it('L10: is deterministic, ties by id', () => {
    expect(selectArchetype(base)?.id).toBe('R19')
    expect(rankArchetypes(base).map(({ id }) => id)).toEqual(['R19', 'R20', 'R21', 'R22', 'R23', 'R24'])
  })

  it("L10: last week's archetype comes after all others", () => {
    expect(selectArchetype({ ...base, lastWeek: ['R19'] })?.id).toBe('R20')
    expect(rankArchetypes({ ...base, lastWeek: ['R19'] }).at(-1)?.id).toBe('R19')
    expect(selectArchetype({ ...base, lastWeek: ['R19', 'R20', 'R21', 'R22', 'R23', 'R24'] })?.id).toBe('R19')
  })

  it('L10: what was long unused and what the course asks for come first', () => {
    expect(selectArchetype({ ...base, daysSince: { R19: 7, R20: 14 } })?.id).toBe('R21')
    expect(selectArchetype({ ...base, emphasis: { R24: 1.4 } })?.id).toBe('R24')
  })

  it('L13: a liked kind comes first; a disliked one comes after all others, last week’s too', () => {
    const hills = (taste: Partial<Taste>) =>
      rankArchetypes({ ...base, taste: { likes: [], dislikes: [], ...taste }, lastWeek: ['R19'] }).map(({ id }) => id)
    expect(hills({ likes: ['hills'] })).toEqual(['R24', 'R20', 'R21', 'R22', 'R23', 'R19'])
    // cruise intervals and uphill threshold are long intervals
    expect(hills({ dislikes: ['long-intervals'] })).toEqual(['R20', 'R21', 'R22', 'R23', 'R24', 'R19'])
    expect(hills({ dislikes: ['over-unders'] })).toEqual(['R20', 'R21', 'R22', 'R24', 'R19', 'R23'])
    expect(hills({ likes: ['hills'], dislikes: ['long-intervals'] }).indexOf('R24')).toBe(4)
  })

  it('L13: every kind has sessions in a sport, and every key archetype below race pace is of a kind', () => {
    for (const sport of ['run', 'ride'] as const) {
      const found = new Set(ARCHETYPES.filter((archetype) => archetype.sport === sport).flatMap(kindsOf))
      expect(KINDS_OF_SPORT[sport]).toEqual(SESSION_KINDS.filter((kind) => found.has(kind)))
    }
    const without = ARCHETYPES.filter(({ key, focus }) => key && focus !== 'TEST' && focus !== 'LONG')
      .filter((archetype) => kindsOf(archetype).length === 0)
      .map(({ id }) => id)
    expect(without).toEqual([])
    expect(kindsOf(archetypeById('R28'))).toEqual(['hills', 'long-intervals'])
    expect(kindsOf(archetypeById('B12'))).toEqual(['low-cadence', 'long-intervals'])
    expect(kindsOf(archetypeById('B21'))).toEqual(['surges'])
    expect(kindsOf(archetypeById('R03'))).toEqual([])
  })

  it('L11: respects treadmill and trainer', () => {
    expect(rankArchetypes({ ...base, indoors: true }).map(({ id }) => id)).not.toContain('R24')
    const sprints = {
      sport: 'ride',
      focus: 'NEUROMUSCULAR_POWER',
      level: 'ADVANCED',
      minutes: 90,
      indoors: true,
    } as const
    expect(rankArchetypes(sprints)).toEqual([])
  })

  it('every focus of a sport has an archetype for every level', () => {
    for (const sport of ['run', 'ride'] as const) {
      const foci = [...new Set(ARCHETYPES.filter((archetype) => archetype.sport === sport).map(({ focus }) => focus))]
      for (const focus of foci) {
        for (const level of LEVELS) {
          expect({ focus, level, found: selectArchetype({ sport, focus, level, minutes: 400 }) !== null }).toEqual({
            focus,
            level,
            found: true,
          })
        }
      }
    }
  })

  it('never offers what does not fit the minutes or the level', () => {
    fc.assert(
      fc.property(
        anyArchetype,
        fc.constantFrom(...LEVELS),
        fc.integer({ min: 20, max: 120 }),
        ({ sport, focus }, level, minutes) => {
          for (const archetype of rankArchetypes({ sport, focus, level, minutes })) {
            expect(archetype.levels).toContain(level)
            expect(variantDurationS(scaleDown(archetype.id, 1, minutes))).toBeLessThanOrEqual(minutes * 60)
          }
        },
      ),
    )
  })
})

describe('library: fewer repeats', () => {
  it('L14: cut reps, not pace: sets where there are several, the length follows, a fixed length stays', () => {
    // R19 step 3 is 3 × 7 min with 1 min between, inside 15 and 10 min
    const cut = scaleRepeats('R19', 3, { workS: 20 * 60, minutes: 60 })!
    expect(cut).toEqual({ archetypeId: 'R19', step: 3, repeats: 2 })
    expect(variantDurationS(cut)).toBe((15 + 2 * 7 + 1 + 10) * 60)
    expect(workoutDurationS(buildVariant(cut))).toBe(variantDurationS(cut))
    expect(variantTotals(cut).tizS).toBe(14 * 60)
    expect(buildVariant(cut).meta.title).toMatch(/2 × 7 min$/)
    // R27 step 3 is two sets of 8 × 30 s
    expect(variantTotals({ archetypeId: 'R27', step: 3, repeats: 1 }).tizS).toBe(8 * 30)
    expect(variantDurationS({ archetypeId: 'R04', step: 5, repeats: 2 })).toBe(archetypeStepDurationS('R04', 5))
    expect(scaleRepeats('R19', 3, { workS: Infinity, minutes: 60 })).toEqual({ archetypeId: 'R19', step: 3 })
    expect(scaleRepeats('R19', 3, { workS: 6 * 60, minutes: 60 })).toBeNull()
    expect(scaleRepeats('R20', 1, { workS: 5 * 60, minutes: 60 })).toBeNull()
  })

  it('L14: every step of the library builds with each smaller number of repeats', () => {
    for (const { id } of ARCHETYPES) {
      for (const step of [1, 5, 10]) {
        const variant = { archetypeId: id, step, repeats: 1 }
        const awp = buildVariant(variant)
        expect(AwpSchema.safeParse(awp).success, `${id} ${step}`).toBe(true)
        expect(workoutDurationS(awp), `${id} ${step}`).toBe(variantDurationS(variant))
        expect(variantDurationS(variant)).toBeLessThanOrEqual(archetypeStepDurationS(id, step))
      }
    }
  })
})

describe('library: totals', () => {
  it('L12: short-interval runs are planned by effort when that is more', () => {
    const { tss, planningTss } = archetypeStepTotals('R31', 5)
    expect(planningTss).toBeGreaterThan(tss)
    expect(archetypeStepTotals('R19', 5).planningTss).toBe(archetypeStepTotals('R19', 5).tss)
  })

  it('G07: knows which steps are hard', () => {
    expect(archetypeStepTotals('R19', 5).hardMinutes).toBe(25)
    expect(archetypeStepTotals('R04', 10).hardMinutes).toBeLessThan(12)
    expect(archetypeStepTotals('B33', 10).hardMinutes).toBeLessThan(12)
    expect(archetypeStepTotals('R09', 10).hardMinutes).toBe(0)
  })

  it("gives a run's distance by the mean fraction", () => {
    const { meanFraction, durationS } = archetypeStepTotals('R19', 5)
    const { distanceM } = workoutTotals(buildWorkout('R19', 5), { thresholdSpeedMps: 4 })
    expect(meanFraction * 4 * durationS).toBeCloseTo(distanceM!, -1)
  })
})
