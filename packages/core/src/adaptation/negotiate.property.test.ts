import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { workoutsOf, type PlannedWorkout } from '../plan/plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { eachLeaf } from '../workout/walk.ts'
import { isOffer, negotiate, type Offer } from './negotiate.ts'
import { changesOf } from './plan-edit.ts'

/** What each step of work is aimed at; of a session without work, its easy steps. */
function aims({ workout }: PlannedWorkout): Set<string> {
  const [work, easy] = [new Set<string>(), new Set<string>()]
  eachLeaf(workout.steps, (leaf) => {
    if (['Warmup', 'Cooldown', 'Rest'].includes(leaf.type)) return
    const targets = leaf.type === 'Steady' ? easy : work
    targets.add(JSON.stringify([leaf.power, leaf.pace, leaf.heartRate, leaf.rpe]))
  })
  return work.size > 0 ? work : easy
}

const sessionIn = (offer: Offer, id: string): PlannedWorkout =>
  workoutsOf(offer.impact.plan).find((workout) => workout.id === id)!

describe('offers for a session that is put on another day', () => {
  const counts = { negotiations: 0, move: 0, scale: 0, force: 0, given: 0, eased: 0 }

  it(
    'D5.2 bring no new hard limit, D5.3 scale without touching the effort, D5.4 force by exactly one override, D5.5 and are undone byte for byte',
    { timeout: 240_000 },
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 1_000_000 }),
          fc.nat(500),
          fc.integer({ min: -6, max: 9 }),
          fc.integer({ min: 0, max: 30 }),
          (seed, pick, days, later) => {
            const input = seededPlanningInput(seed)
            const authored = authorPlan(input)
            fc.pre(authored.ok)
            if (!authored.ok) return
            const { plan } = authored
            const today = later < 15 ? input.today : addDays(plan.startDate, later - 10)
            const facts = { ...reviewFactsOfInput(input), today }
            const open = workoutsOf(plan).filter((workout) => !workout.race && workout.date >= today)
            const workout = open[pick % Math.max(1, open.length)]
            fc.pre(workout !== undefined && days !== 0)
            if (!workout) return
            const date = addDays(workout.date, days)
            fc.pre(date >= today)
            const { offers } = negotiate(plan, { workout, date, today }, facts)
            counts.negotiations += 1
            expect(offers.map(({ kind }) => kind)).toEqual(['move', 'scale', 'force'])
            for (const offer of offers) {
              if (!isOffer(offer)) {
                expect(offer.why).toMatch(/^[A-Z0-9].*\.$/)
                continue
              }
              counts[offer.kind] += 1
              const fresh = structuredClone(plan)
              const changes = changesOf(fresh, offer.edits)
              expect(changes).toEqual({ ok: true, value: offer.changes })
              const reviewed = reviewChange(fresh, offer.changes, structuredClone(facts))
              expect(reviewed.ok && !reviewed.value.blocked).toBe(true)
              const applied = applyChanges(fresh, offer.changes)
              expect(applied.ok && applied.value).toEqual(offer.impact.plan)
              if (!applied.ok) continue
              const undone = applyChanges(applied.value, invertChanges(offer.changes))
              expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(plan))
              const now = sessionIn(offer, workout.id)
              expect(now.date).toBe(offer.date)
              const minutesChanges = offer.changes.filter((change) => change.kind === 'minutes')
              if (offer.kind === 'move') {
                expect(offer.date === date || offer.date === workout.date).toBe(false)
                expect(offer.changes.every(({ kind }) => kind === 'move')).toBe(true)
              } else expect(offer.date).toBe(date)
              if (offer.kind === 'scale') {
                expect(aims(now)).toEqual(aims(workout))
                expect(now.durationS).toBeLessThan(workout.durationS)
                const [was, is] = [domainSeconds(workout.workout), domainSeconds(now.workout)]
                expect(is.midS + is.highS).toBeLessThanOrEqual(was.midS + was.highS)
              } else
                expect({ ...now, hard: false, date: '', slot: 0 }).toEqual({
                  ...workout,
                  hard: false,
                  date: '',
                  slot: 0,
                })
              expect(minutesChanges).toHaveLength(offer.given ? 1 : 0)
              if (offer.given) {
                counts.given += 1
                expect(offer.kind).toBe('force')
                const own = { date, slot: now.slot, minutes: Math.ceil(workout.durationS / 60) }
                const { availability } = offer.impact.plan.athlete
                expect(
                  availability.overrides?.find((slot) => slot.date === date && slot.slot === now.slot),
                ).toMatchObject(own)
                expect({
                  ...availability,
                  overrides: availability.overrides?.filter((slot) => slot.date !== date),
                }).toEqual({
                  ...plan.athlete.availability,
                  overrides: plan.athlete.availability.overrides?.filter((slot) => slot.date !== date) ?? [],
                })
              } else expect(offer.impact.plan.athlete).toBe(plan.athlete)
              if (offer.eased) counts.eased += 1
            }
          },
        ),
        { numRuns: 120 },
      )
      // a law about offers has to have met some of each kind
      expect(counts.negotiations).toBeGreaterThan(60)
      for (const kind of ['move', 'scale', 'force', 'given'] as const) expect(counts[kind], kind).toBeGreaterThan(10)
    },
  )
})
