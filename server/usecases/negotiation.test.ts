import { isOffer, negotiate, type Offer } from '@coach-wattz/core/adaptation/negotiate'
import type { OfferKind } from '@coach-wattz/core/adaptation/offer-kind'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { beforeAll, expect, it } from 'vitest'
import type { ChangePlanBody, PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { loadAthlete, saveToldWeeks } from '../repositories/athlete-repository.ts'
import { loadRevision } from '../repositories/plan-repository.ts'
import { changePlan } from './change-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'
import { saveAthlete } from './save-athlete.ts'
import { undoRevision } from './undo-revision.ts'

const TODAY = '2026-11-20'
/** Fridays have half an hour: enough for no session of the plan but the shortest. */
const REQUEST: PlanRequest = {
  goal: { kind: 'HM', sport: 'run', name: 'Harbour Half', date: '2027-03-14' },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({
      day,
      minutes: day === 'SUN' ? 180 : day === 'FRI' ? 30 : 75,
    })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1990,
}

onEveryDatabase('a negotiation', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const active = async (athleteId: string) => valueOf(await getActivePlan(deps, athleteId))
  const bytes = async (athleteId: string) => canonicalJson((await active(athleteId)).plan!)
  const availabilityOf = (athleteId: string) =>
    deps.database.withAthlete(athleteId, async (tx) => (await loadAthlete(tx)).availability)

  async function planned(name: string): Promise<{ athleteId: string; planId: string }> {
    const athleteId = await makeAthlete(open().database, name)
    await deps.database.withAthlete(athleteId, (tx) =>
      saveToldWeeks(
        tx,
        Array.from({ length: 12 }, (_, index) => ({
          weekStart: addDays(mondayOf(TODAY), -7 * (index + 1)),
          sport: 'run' as const,
          minutes: 210,
          distanceM: 35_000,
          longestM: 13_000,
        })),
      ),
    )
    return { athleteId, planId: valueOf(await createPlan(deps, athleteId, REQUEST)).id }
  }
  /** The first session that a Friday of its week has no minutes for, with the offer asked for: as the browser makes it. */
  async function taken(
    athleteId: string,
    kind: OfferKind,
  ): Promise<{ offer: Offer; workout: PlannedWorkout; wanted: string }> {
    const { plan, facts, today } = await active(athleteId)
    for (const workout of workoutsOf(plan!)) {
      const wanted = addDays(mondayOf(workout.date), 4)
      if (workout.race || workout.date === wanted || workout.durationS <= 40 * 60) continue
      const offer = negotiate(plan!, { workout, date: wanted, today }, facts!).offers.find((each) => each.kind === kind)
      if (offer && isOffer(offer) && (kind !== 'force' || offer.given)) return { offer, workout, wanted }
    }
    throw new Error(`No session has an offer to ${kind}.`)
  }
  const body = ({ offer, workout, wanted }: Awaited<ReturnType<typeof taken>>): ChangePlanBody => ({
    baseRevision: 1,
    changes: [...offer.edits],
    acceptedRules: [...offer.accepts],
    choice: { offer: offer.kind, workoutId: workout.id, wantedDate: wanted },
  })

  it('keeps forced minutes with the plan and the settings, says so, and takes them back with the undo', async () => {
    const { athleteId, planId } = await planned('forced')
    const [before, settings] = [await bytes(athleteId), await availabilityOf(athleteId)]
    const force = await taken(athleteId, 'force')
    expect(valueOf(await changePlan(deps, athleteId, planId, body(force))).revision).toBe(2)
    const after = await active(athleteId)
    expect(canonicalJson(after.plan!)).toBe(canonicalJson(force.offer.impact.plan))
    const override = { date: force.wanted, minutes: Math.ceil(force.workout.durationS / 60) }
    expect((await availabilityOf(athleteId))?.overrides).toMatchObject([override])
    expect(after.revisions[0]).toMatchObject({
      author: 'athlete',
      reason: {
        code: 'offer-taken',
        facts: { offer: 'force', sport: 'run', focus: force.workout.focus, wantedDate: force.wanted, wantedDay: 'FRI' },
      },
      summary: expect.stringMatching(/^Friday \d+ \w+ was given .* in place of 30 min, for that day alone\./),
    })
    expect(valueOf(await undoRevision(deps, athleteId, planId, 2)).revision).toBe(3)
    expect(await bytes(athleteId)).toBe(before)
    expect(await availabilityOf(athleteId)).toEqual(settings)
  })

  it('leaves a day alone that was told otherwise since, and gives the settings their own minutes back', async () => {
    const { athleteId, planId } = await planned('told')
    const force = await taken(athleteId, 'force')
    const { slots } = REQUEST.availability
    const own = { slots, overrides: [{ date: force.wanted, slot: 0, minutes: 20 }] }
    valueOf(await saveAthlete(deps, athleteId, { availability: own }))
    valueOf(await changePlan(deps, athleteId, planId, body(force)))
    expect((await availabilityOf(athleteId))?.overrides?.[0]?.minutes).toBeGreaterThan(30)
    valueOf(await undoRevision(deps, athleteId, planId, 2))
    expect((await availabilityOf(athleteId))?.overrides).toEqual(own.overrides)

    const again = { ...body(await taken(athleteId, 'force')), baseRevision: 3 }
    valueOf(await changePlan(deps, athleteId, planId, again))
    const since = { slots, overrides: [{ date: force.wanted, slot: 0, minutes: 55 }] }
    valueOf(await saveAthlete(deps, athleteId, { availability: since }))
    valueOf(await undoRevision(deps, athleteId, planId, 4))
    expect((await availabilityOf(athleteId))?.overrides).toEqual(since.overrides)
  })

  it.each(['move', 'scale'] as const)('saves the offer to %s as the browser showed it, and its undo', async (kind) => {
    const { athleteId, planId } = await planned(`offer${kind}`)
    const before = await bytes(athleteId)
    const chosen = await taken(athleteId, kind)
    valueOf(await changePlan(deps, athleteId, planId, body(chosen)))
    expect(await bytes(athleteId)).toBe(canonicalJson(chosen.offer.impact.plan))
    const revision = await deps.database.withAthlete(athleteId, (tx) => loadRevision(tx, planId, 2))
    expect(revision?.reason).toMatchObject({ code: 'offer-taken', facts: { offer: kind } })
    valueOf(await undoRevision(deps, athleteId, planId, 2))
    expect(await bytes(athleteId)).toBe(before)
  })

  it('refuses what the browser would not offer: minutes on a day that is over, and a race made shorter', async () => {
    const { athleteId, planId } = await planned('refused')
    const { plan } = await active(athleteId)
    const race = workoutsOf(plan!).find((workout) => workout.race)!
    const ask = (changes: ChangePlanBody['changes']) =>
      changePlan(deps, athleteId, planId, { baseRevision: 1, changes, acceptedRules: [] })
    const minutes = { kind: 'minutes' as const, slot: 0, minutes: 60, sport: 'run' as const }
    expect(await ask([{ ...minutes, date: addDays(TODAY, -1) }])).toMatchObject({ ok: false })
    expect(await ask([{ kind: 'shorten', workoutId: race.id, minutes: 30 }])).toMatchObject({
      ok: false,
      refused: { detail: 'The race stays as it is.' },
    })
    expect((await active(athleteId)).revision).toBe(1)
    // minutes alone are a change of their own, and no move
    const { revision } = valueOf(await ask([{ ...minutes, date: addDays(plan!.startDate, 4) }]))
    const { revisions } = await active(athleteId)
    expect(revisions[0]).toMatchObject({ number: revision, reason: { code: 'changed-by-athlete' } })
  })
})
