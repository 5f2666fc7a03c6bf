import { describe, expect, it } from 'vitest'
import { withPain, type Flag } from '../athlete/flag.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { foldPlan } from '../plan/fold-plan.ts'
import { workoutsOf, type Plan } from '../plan/plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { authorPlan, reviewFactsOfInput } from './author-plan.ts'
import { healthChange } from './health-change.ts'
import type { ReviewFacts } from './review-facts.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => 9_000 + index)
const PARTS = ['shin', 'knee', 'achilles', 'back']

/** Something told on `today`, another thing for each seed. */
function told(seed: number, today: LocalDate): Partial<ReviewFacts> {
  const injury: Flag = { kind: 'INJURY', part: PARTS[seed % PARTS.length]!, startDate: today }
  switch (seed % 5) {
    case 0:
      return { flags: [withPain(injury, { pain: 5 + (seed % 6), limp: false }, today)] }
    case 1:
      return { flags: [withPain(injury, { pain: seed % 5, limp: seed % 2 === 0 }, today)] }
    case 2:
      return { flags: [{ kind: 'ILLNESS', startDate: today, symptoms: 'fever', reviewDate: addDays(today, 3) }] }
    case 3:
      return { screening: { yes: ['fainting'], doctorAgreed: false, guardianAgreed: false } }
    default: {
      const stopped = withPain(injury, { pain: 7, limp: false }, addDays(today, -7))
      return { flags: [withPain({ ...stopped, startDate: addDays(today, -7) }, { pain: 1, limp: false }, today)] }
    }
  }
}
const before = (plan: Plan, day: LocalDate): string =>
  JSON.stringify(workoutsOf(plan).filter(({ date, race }) => date < day || race))

const CASES = SEEDS.flatMap((seed) => [
  [seed, 'written whole'] as const,
  [seed, 'with its far weeks in outline'] as const,
])

describe('what health asks of anybody’s plan (seeds 9000 to 9039)', () => {
  it.each(CASES)(
    'keeps G17, G19 and G20, touches no past and no race, and is undone byte for byte: seed %d, %s',
    (seed, written) => {
      const input = seededPlanningInput(seed)
      const authored = authorPlan({ ...input, athlete: { ...input.athlete, flags: [] } })
      if (!authored.ok) {
        expect(authored.refused.reason).not.toBe('')
        return
      }
      const plan = written === 'written whole' ? authored.plan : foldPlan(authored.plan, input.today)
      const today = addDays(plan.startDate, 9)
      const facts = { ...reviewFactsOfInput(input), flags: [], today, ...told(seed, today) }
      const change = healthChange(plan, facts)
      expect(change.open).toEqual([])
      const applied = applyChanges(plan, change.changes)
      if (!applied.ok) throw new Error(applied.error.text)
      expect(applied.value).toEqual(change.plan)
      expect(before(applied.value, today)).toBe(before(plan, today))
      const undone = applyChanges(applied.value, invertChanges(change.changes))
      expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(plan))
      expect(change.blocked.map(({ text }) => text)).toEqual([])
    },
  )
})
