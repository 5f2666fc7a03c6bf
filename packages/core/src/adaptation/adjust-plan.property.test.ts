import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { foldPlan } from '../plan/fold-plan.ts'
import { workoutsOf, type Plan } from '../plan/plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { adjustPlan, type Adjustment } from './adjust-plan.ts'
import type { Wish } from './wish.ts'

const SEEDS = Array.from({ length: 100 }, (_, index) => 12_000 + index)
const SYMPTOMS = ['above-neck', 'below-neck', 'fever'] as const

/** The wishes of a seed, each with its window: sessions outside change for a rule only. */
function wishesOf(seed: number, today: LocalDate): { wish: Wish; from: LocalDate; to: LocalDate }[] {
  const flag: Flag = { kind: 'ILLNESS', startDate: today, symptoms: SYMPTOMS[seed % 3]!, reviewDate: addDays(today, 3) }
  const away = addDays(today, seed % 6)
  const back = addDays(away, seed % 9)
  const next = addDays(mondayOf(today), 7)
  return [
    { wish: { kind: 'too-tired' }, from: today, to: addDays(today, 6) },
    { wish: { kind: 'days', week: 'this', days: seed % 4 }, from: today, to: addDays(next, -1) },
    { wish: { kind: 'days', week: 'next', days: 1 + (seed % 4) }, from: next, to: addDays(next, 6) },
    {
      wish: { kind: 'travel', from: away, to: back, easyMinutes: seed % 3 === 0 ? 30 : null },
      // a key session goes up to three days before or after, in the place of an easy one
      from: addDays(away, -7),
      to: addDays(back, 7),
    },
    { wish: { kind: 'no-time-today', minutes: seed % 2 === 0 ? null : 30 }, from: today, to: addDays(today, 3) },
    { wish: { kind: 'sick', flag }, from: today, to: addDays(today, 3) },
  ]
}

const inside = (plan: Plan, from: LocalDate, to: LocalDate) =>
  workoutsOf(plan).filter(({ date, race }) => !race && date >= from && date <= to)

describe('what may be asked of anybody’s plan (seeds 12000 to 12099)', () => {
  const counts: Record<string, number> = {}

  it.each(SEEDS)(
    'A5.1 breaks no hard limit anew, A5.2 touches nothing done or past, A5.3 is undone byte for byte, A5.4 changes nothing outside its days but for a rule: seed %d',
    (seed) => {
      const input = seededPlanningInput(seed)
      const authored = authorPlan({ ...input, athlete: { ...input.athlete, flags: [] } })
      if (!authored.ok) {
        expect(authored.refused.reason).not.toBe('')
        return
      }
      const plan = seed % 3 === 0 ? authored.plan : foldPlan(authored.plan, input.today)
      const today = addDays(plan.startDate, (seed * 5) % 26)
      const facts: ReviewFacts = { ...reviewFactsOfInput(input), flags: [], today }
      const done = workoutsOf(plan).flatMap(({ id, date }) => (date === today && seed % 2 === 0 ? [id] : []))
      for (const { wish, from, to } of wishesOf(seed, today)) {
        const out = adjustPlan(plan, wish, { today, facts, done })
        counts[`${wish.kind} ${out.ok ? 'ok' : out.kind}`] =
          (counts[`${wish.kind} ${out.ok ? 'ok' : out.kind}`] ?? 0) + 1
        if (!out.ok) {
          expect(out.why).toMatch(/^[A-Z0-9].*\.$/)
          continue
        }
        const told = wish.kind === 'sick' ? { ...facts, flags: [wish.flag] } : facts
        const reviewed = reviewChange(structuredClone(plan), out.changes, structuredClone(told), { done })
        expect(reviewed.ok && reviewed.value.newViolations.filter(({ severity }) => severity === 'H')).toEqual([])
        const applied = applyChanges(plan, out.changes, { done })
        expect(applied.ok && JSON.stringify(applied.value)).toBe(JSON.stringify(out.plan))
        const undone = applyChanges(out.plan, invertChanges(out.changes))
        expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(plan))
        for (const { before, after, reason } of out.sessions) {
          for (const session of [before, after]) {
            if (session === null) continue
            expect(session.date >= today && !session.race && !done.includes(session.id)).toBe(true)
          }
          const isInside = [before, after].every(
            (session) => session === null || (session.date >= from && session.date <= to),
          )
          if (wish.kind !== 'sick') expect(isInside || reason.code === 'within-limits').toBe(true)
        }
        holds(wish, plan, out, today, done)
      }
    },
  )

  it('met each wish often enough for a law to say something', () => {
    for (const kind of ['too-tired', 'days', 'travel', 'no-time-today', 'sick'])
      expect(counts[`${kind} ok`] ?? 0, kind).toBeGreaterThan(8)
    // a wish that no rule allows is rare: the answer is a plan, not a refusal
    for (const kind of ['too-tired', 'travel', 'no-time-today', 'sick'])
      expect(counts[`${kind} refused`] ?? 0, kind).toBe(0)
  })
})

/** What was wished for is so afterwards. */
function holds(
  wish: Wish,
  plan: Plan,
  { plan: next }: Extract<Adjustment, { ok: true }>,
  today: LocalDate,
  done: readonly string[],
): void {
  const open = (on: Plan, from: LocalDate, to: LocalDate) => inside(on, from, to).filter(({ id }) => !done.includes(id))
  switch (wish.kind) {
    case 'too-tired': {
      const [was, is] = [open(plan, today, addDays(today, 6)), open(next, today, addDays(today, 6))]
      const isKnown = was.every(({ tss }) => tss !== null)
      const sum = (list: typeof was) =>
        list.reduce((total, { tss, durationS }) => total + (isKnown ? (tss ?? 0) : durationS / 60), 0)
      expect(sum(is)).toBeLessThanOrEqual(0.7 * sum(was) + 1)
      expect(is.every(({ workout }) => domainSeconds(workout).highS === 0)).toBe(true)
      return
    }
    case 'days': {
      const monday = wish.week === 'this' ? mondayOf(today) : addDays(mondayOf(today), 7)
      const left = open(next, wish.week === 'this' ? today : monday, addDays(monday, 6))
      expect(new Set(left.map(({ date }) => date)).size).toBeLessThanOrEqual(wish.days)
      return
    }
    case 'travel': {
      const away = open(next, wish.from < today ? today : wish.from, wish.to)
      if (wish.easyMinutes === null) expect(away).toEqual([])
      for (const { durationS, hard } of away) expect(!hard && durationS <= 60 * (wish.easyMinutes ?? 0)).toBe(true)
      return
    }
    case 'no-time-today': {
      const minutes = open(next, today, today).reduce((sum, { durationS }) => sum + durationS / 60, 0)
      expect(minutes).toBeLessThanOrEqual(wish.minutes ?? 0)
      return
    }
    case 'sick': {
      const most = wish.flag.symptoms === 'above-neck' ? 30 : 0
      for (const session of open(next, today, addDays(today, 2))) {
        expect(session.durationS / 60).toBeLessThanOrEqual(most)
        expect(session.hard).toBe(false)
      }
    }
  }
}
