import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STEADY_TODAY, steadyInput, type SteadyWeek } from '../testing/steady-athlete.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { buildPlan } from './build-plan.ts'
import type { PlanEvent } from './goal.ts'
import { weeksOf } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'
import { rhythmOf } from './rhythm.ts'

const text = (count: number, twoToOne: boolean, lightWeeks: readonly number[] = [], endsInTaper = true): string =>
  rhythmOf(count, { twoToOne, endsInTaper, lightWeeks: new Set(lightWeeks) })
    .map((week) => (week.kind === 'recovery' ? 'r' : 'L'))
    .join('')

describe('rhythm (science.md S5.2)', () => {
  it('is counted back from the taper: whole mesocycles last, short ones first', () => {
    expect(text(15, false)).toBe('LLLrLLLrLLLrLLL')
    expect(text(14, false)).toBe('LLrLLLrLLLrLLL')
    expect(text(11, true)).toBe('LLrLLrLLrLL')
  })

  it.each([
    [false, 3],
    [true, 2],
  ])(
    'never has more loading weeks in a row than 2:1=%s allows (%i), and never two recovery weeks',
    (twoToOne, most) => {
      for (let count = most + 1; count <= 60; count++) {
        const weeks = text(count, twoToOne)
        expect(weeks).toHaveLength(count)
        expect(weeks).not.toMatch(new RegExp(`L{${most + 1}}`))
        expect(weeks).not.toContain('rr')
        expect(weeks.endsWith('L')).toBe(true)
        expect(weeks.startsWith('L')).toBe(true)
      }
    },
  )

  it('begins 2:1 with at most one mesocycle of a single loading week', () => {
    for (let count = 4; count <= 60; count++) expect(text(count, true), `${count} weeks`).not.toMatch(/Lr(LLr)*Lr/)
  })

  it('puts a recovery week on a light week one or two weeks away where that costs no loading week', () => {
    expect(text(14, false, [7])).toBe('LLLrLLLrLLrLLL')
    expect(text(14, false, [5])).toBe('LLrLLrLLrLLrLL')
    expect(text(12, false, [5], false)).toBe('LLrLLrLLLrLL')
    expect(text(11, true, [5])).toBe('LLrLLrLLrLL')
  })

  it('keeps its limits whatever weeks are light', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 52 }),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.integer({ min: 0, max: 52 }), { maxLength: 6 }),
        (count, twoToOne, endsInTaper, light) => {
          const weeks = text(count, twoToOne, light, endsInTaper)
          expect(weeks).toHaveLength(count)
          expect(weeks).not.toMatch(twoToOne ? /LLL/ : /LLLL/)
          expect(weeks).not.toContain('rr')
          expect(weeks.startsWith('L')).toBe(true)
          if (endsInTaper) expect(weeks.endsWith('L')).toBe(true)
        },
      ),
    )
  })
})

const START = nextMonday(STEADY_TODAY)

/** Three athletes who come with a steady past; away from `away` for `days` days, with these races on the way. */
function athletes(away: LocalDate, days: number, events: readonly PlanEvent[] = []): PlanningInput[] {
  const of = (goal: Parameters<typeof steadyInput>[0], week: SteadyWeek, minutes: readonly number[]): PlanningInput => {
    const input = steadyInput(goal, week, minutes)
    const { slots } = input.athlete.availability!
    const blackoutDates = Array.from({ length: days }, (_, day) => addDays(away, day))
    const athlete = { ...input.athlete, availability: { slots, blackoutDates } }
    return { ...input, athlete, ...(events.length > 0 ? { events } : {}) }
  }
  return [
    of({ kind: 'HM', weeks: 16 }, { minutes: 200, km: 33, longKm: 13 }, [0, 60, 0, 60, 0, 60, 150]),
    of({ kind: 'MARATHON', weeks: 19 }, { minutes: 270, km: 46, longKm: 18 }, [0, 75, 60, 75, 0, 75, 210]),
    of({ kind: 'GRAN_FONDO', weeks: 17 }, { minutes: 360 }, [0, 75, 0, 75, 0, 120, 270]),
  ]
}

const isRecoveryBeside = (weeks: readonly { readonly isRecovery: boolean }[], week: number): boolean =>
  weeks[week - 1]!.isRecovery || weeks[week + 1]!.isRecovery

describe('recovery weeks of built plans', () => {
  it('stand on the week of an absence instead of beside it', () => {
    const beside: string[] = []
    for (let week = 2; week <= 9; week++) {
      for (const input of athletes(addDays(START, 7 * week + 5), 3)) {
        if (isRecoveryBeside(weeksOf(buildPlan(input)), week)) beside.push(`${input.goal.kind}, week ${week + 1}`)
      }
    }
    // these could be avoided only by a mesocycle or a last run of a single loading week
    expect(beside).toEqual(['HM, week 5', 'GRAN_FONDO, week 5', 'HM, week 10'])
  })

  it('stand on the week of a B race, whose mini-taper is no second relief', () => {
    const beside: string[] = []
    for (let week = 2; week <= 9; week++) {
      const date = addDays(START, 7 * week + 6)
      for (const input of athletes(START, 0, [{ kind: '10K', sport: 'run', date, priority: 'B' }]).slice(0, 2)) {
        const weeks = weeksOf(buildPlan(input))
        const name = `${input.goal.kind}, week ${week + 1}`
        if (isRecoveryBeside(weeks, week)) beside.push(name)
        const minutes = weeks.map((each) => each.workouts.reduce((sum, workout) => sum + workout.durationS / 60, 0))
        const best = Math.max(...minutes.slice(Math.max(0, week - 3), week))
        expect(minutes[week]! / best, name).toBeGreaterThan(0.45)
        expect(minutes[week]! / best, name).toBeLessThan(0.95)
      }
    }
    expect(beside).toEqual(['HM, week 5', 'HM, week 10'])
  })
})
