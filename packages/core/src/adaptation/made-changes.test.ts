import { expect, it } from 'vitest'
import { weeksOf } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { judged, onDay, seededPlan } from './judged.fixture.ts'
import { repairPlan } from './repair-plan.ts'

it('D5.7 each decision of a morning meets the notes of the one before it', () => {
  let looked = 0
  for (let seed = 0; seed < 60 && looked < 4; seed++) {
    const found = seededPlan(seed)
    for (const { workouts, startDate } of found ? weeksOf(found.plan).slice(0, 4) : []) {
      const key = workouts.findLast(({ priority, race }) => priority === 'KEY' && !race)
      const before = workouts.find(({ date, race }) => key && date < key.date && !race)
      if (!key || !before || addDays(key.date, 1) > addDays(startDate, 6)) continue
      const over = judged(before, 'OVERDONE', { over: 1.6, doneOn: key.date })
      const sessions = [over, judged(key, 'SKIPPED_BUSY', { moved: true })]
      const { decisions, refused } = repairPlan(found!.plan, onDay(addDays(key.date, 1), found!.facts, sessions))
      const of = (code: string) => decisions.find(({ reason }) => reason.code === code)
      if (!of('repair-easy-days')?.changes.length) continue
      looked += 1
      expect(of('repair-leaves-out')!.changes.map(({ kind }) => kind)).toEqual(['notes'])
      expect(refused.filter(({ row }) => row.startsWith('SKIPPED'))).toEqual([])
    }
  }
  expect(looked).toBeGreaterThan(0)
})
