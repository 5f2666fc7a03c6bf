import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { NOTHING_TOLD } from '@coach-wattz/core/matching/feedback'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { AdjustReply, AdjustRequest } from '../../shared/contracts/training-plan.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { loadAthlete, saveToldWeeks } from '../repositories/athlete-repository.ts'
import { listFlags } from '../repositories/flag-repository.ts'
import { adjustActivePlan } from './adjust-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { endFlagToday } from './end-flag.ts'
import { getActivePlan } from './get-active-plan.ts'
import { HALF_MARATHON, MADE, TOLD_WEEKS } from './planned-runner.fixture.ts'
import { tellSessions } from './tell-sessions.ts'
import { undoRevision } from './undo-revision.ts'

const REQUEST: PlanRequest = { ...HALF_MARATHON, maxDaysPerWeek: 5 }

onEveryDatabase('what an athlete asks of the plan in force', (open) => {
  let deps: Deps
  let now = `${MADE}T08:00:00Z`
  beforeAll(async () => {
    const made = await makeDeps(open(), now)
    deps = { ...made, now: () => new Date(now) }
    return () => deps.decodePool.close()
  })
  const active = async (athleteId: string) => valueOf(await getActivePlan(deps, athleteId))
  const bytes = async (athleteId: string) => canonicalJson((await active(athleteId)).plan!)
  const settings = (athleteId: string) =>
    deps.database.withAthlete(athleteId, async (tx) => (await loadAthlete(tx)).availability)
  const flags = (athleteId: string) => deps.database.withAthlete(athleteId, listFlags)
  const asked = async (athleteId: string, wish: unknown, more: object = {}) =>
    adjustActivePlan(deps, athleteId, AdjustRequest.parse({ wish, ...more }))
  const adjusted = async (athleteId: string, wish: unknown, more: object = {}) =>
    AdjustReply.parse(valueOf(await asked(athleteId, wish, more)))

  /** In the first week of the plan, on its Tuesday. */
  async function running(name: string): Promise<{ athleteId: string; planId: string; today: string }> {
    now = `${MADE}T08:00:00Z`
    const athleteId = await makeAthlete(open().database, name)
    await deps.database.withAthlete(athleteId, (tx) =>
      saveToldWeeks(
        tx,
        TOLD_WEEKS.map((week) => ({ ...week, minutes: 240, distanceM: 40_000, longestM: 14_000 })),
      ),
    )
    const { id } = valueOf(await createPlan(deps, athleteId, REQUEST))
    now = '2026-11-24T08:00:00Z'
    return { athleteId, planId: id, today: '2026-11-24' }
  }

  it('shows, saves what was seen as one revision, and takes it back byte for byte', async () => {
    const { athleteId, planId, today } = await running('tired')
    const before = await bytes(athleteId)
    const seen = await adjusted(athleteId, { kind: 'too-tired' }, { preview: true })
    expect(seen).toMatchObject({ saved: false, revision: 1, unchanged: null, plan_meta: { id: null, revision: null } })
    expect(seen.changes.length).toBeGreaterThan(0)
    expect(await bytes(athleteId)).toBe(before)
    for (const { before: was, after, why } of seen.changes) {
      expect((was ?? after)!.date >= today).toBe(true)
      expect(why).toMatch(/^[A-Z].*\.$/)
    }
    expect(seen.weekTotals[0]!.after.load).toBeLessThan(seen.weekTotals[0]!.before.load!)
    const stale = await asked(athleteId, { kind: 'too-tired' }, { digest: 'another' })
    expect(stale).toMatchObject({ ok: false, refused: { code: 'preview-changed' } })
    const saved = await adjusted(athleteId, { kind: 'too-tired' }, { baseRevision: 1, digest: seen.digest })
    expect(saved).toMatchObject({
      saved: true,
      revision: 2,
      digest: seen.digest,
      plan_meta: { id: planId, revision: 2 },
    })
    // the days told are those of the plan in force
    const days = saved.weeks.flatMap((week) => week.days.flatMap((day) => day.workoutId ?? []))
    expect(days.toSorted()).toEqual(
      workoutsOf((await active(athleteId)).plan!)
        .map(({ id }) => id)
        .toSorted(),
    )
    const { revisions, report } = await active(athleteId)
    expect(revisions[0]).toMatchObject({
      author: 'athlete',
      reason: { code: 'adjusted', facts: { wish: 'too-tired' } },
    })
    expect(report!.digest).toBe(seen.digest)
    expect(await asked(athleteId, { kind: 'too-tired' }, { baseRevision: 1 })).toMatchObject({
      ok: false,
      refused: { code: 'stale-revision' },
    })
    expect(valueOf(await undoRevision(deps, athleteId, planId, 2)).revision).toBe(3)
    expect(await bytes(athleteId)).toBe(before)
  })

  it('from two windows at once is saved once, and the other is told', async () => {
    const { athleteId } = await running('twice')
    const wish = { kind: 'hurt', part: 'knee', pain: 6, limp: true }
    const both = await Promise.all([1, 2].map(() => asked(athleteId, wish, { baseRevision: 1 })))
    expect(both.map((each) => (each.ok ? 'saved' : each.refused.code)).toSorted()).toEqual(['saved', 'stale-revision'])
    expect(await flags(athleteId)).toHaveLength(1)
  })

  it('writes the days of a journey into the settings, and takes them out again with the undo', async () => {
    const { athleteId, planId, today } = await running('away')
    const [before, told] = [await bytes(athleteId), await settings(athleteId)]
    const journey = { kind: 'travel', from: addDays(today, 2), to: addDays(today, 12) }
    const saved = await adjusted(athleteId, journey)
    expect(saved.saved).toBe(true)
    expect((await settings(athleteId))?.overrides).toHaveLength(11)
    const away = workoutsOf((await active(athleteId)).plan!).filter(
      ({ date }) => date >= journey.from && date <= journey.to,
    )
    expect(away).toEqual([])
    valueOf(await undoRevision(deps, athleteId, planId, 2))
    expect(await bytes(athleteId)).toBe(before)
    expect(canonicalJson(await settings(athleteId))).toBe(canonicalJson(told))
  })

  it('keeps what was told of an illness, clears three days, and forgets it with the undo', async () => {
    const { athleteId, planId, today } = await running('ill')
    const before = await bytes(athleteId)
    const seen = await adjusted(athleteId, { kind: 'sick', symptoms: 'below-neck' }, { preview: true })
    expect(await flags(athleteId)).toEqual([])
    const saved = await adjusted(athleteId, { kind: 'sick', symptoms: 'below-neck' }, { digest: seen.digest })
    expect(saved.saved).toBe(true)
    expect(await flags(athleteId)).toMatchObject([
      { kind: 'ILLNESS', symptoms: 'below-neck', reviewDate: addDays(today, 3) },
    ])
    const three = workoutsOf((await active(athleteId)).plan!).filter(
      ({ date }) => date >= today && date < addDays(today, 3),
    )
    expect(three).toEqual([])
    expect((await active(athleteId)).revisions[0]!.reason.code).toBe('changed-for-health')
    valueOf(await undoRevision(deps, athleteId, planId, 2))
    expect(await bytes(athleteId)).toBe(before)
    expect(await flags(athleteId)).toEqual([])
  })

  it('tells an open injury anew, and leaves what was told of it after the change', async () => {
    const { athleteId, planId, today } = await running('hurt')
    const knee = (pain: number) => ({ kind: 'hurt', part: 'knee', pain })
    expect((await adjusted(athleteId, knee(2))).changes.length).toBeGreaterThan(0)
    expect((await adjusted(athleteId, knee(6))).saved).toBe(true)
    expect(await flags(athleteId)).toMatchObject([{ part: 'knee', pain: 6, noRunFrom: today }])
    valueOf(await undoRevision(deps, athleteId, planId, 3))
    expect(await flags(athleteId)).toMatchObject([{ part: 'knee', pain: 2 }])
    await adjusted(athleteId, knee(7))
    const [open] = await flags(athleteId)
    valueOf(await endFlagToday(deps, athleteId, open!.id))
    valueOf(await undoRevision(deps, athleteId, planId, 5))
    expect(await flags(athleteId)).toMatchObject([{ pain: 7, endDate: today }])
  })

  it('plans the weeks to come anew for other days and for another date, as seen, and brings them back', async () => {
    const { athleteId, planId } = await running('answers')
    const before = await bytes(athleteId)
    const slots = (['TUE', 'THU', 'SUN'] as const).map((day) => ({ day, minutes: day === 'SUN' ? 150 : 60 }))
    const week = { kind: 'new-availability', availability: { slots } }
    const seen = await adjusted(athleteId, week, { preview: true })
    expect(seen).toMatchObject({ saved: false, revision: 1, plan_meta: { daysPerWeek: 3 } })
    expect(await bytes(athleteId)).toBe(before)
    const saved = await adjusted(athleteId, week, { baseRevision: 1, digest: seen.digest })
    expect(saved).toMatchObject({ saved: true, revision: 2, digest: seen.digest })
    const from = addDays(mondayOf(now.slice(0, 10)), 7)
    const days = saved.weeks.flatMap(({ days: all }) => all.filter(({ date, type }) => date >= from && type !== 'REST'))
    expect(days.filter(({ weekday, type }) => type !== 'RACE' && !['TUE', 'THU', 'SUN'].includes(weekday))).toEqual([])
    expect(saved.changes.every(({ before: was, after }) => (was ?? after)!.date >= from)).toBe(true)
    expect(saved.changes[0]!.why).toBe('Planned anew for the days and minutes you gave.')
    valueOf(await undoRevision(deps, athleteId, planId, 2))
    expect(await bytes(athleteId)).toBe(before)
    const later = await adjusted(athleteId, { kind: 'new-goal-date', date: '2027-03-28' })
    expect(later.plan_meta).toMatchObject({ revision: 4, targetDate: '2027-03-28' })
    const tooSoon = await asked(athleteId, { kind: 'new-goal-date', date: '2026-11-25' })
    expect(tooSoon).toMatchObject({ ok: false })
  })

  it('says why nothing changes, saves nothing then, and refuses without a plan', async () => {
    const { athleteId } = await running('enough')
    const before = await bytes(athleteId)
    const reply = await adjusted(athleteId, { kind: 'days', week: 'next', days: 7 })
    expect(reply).toMatchObject({
      saved: false,
      revision: 1,
      changes: [],
      unchanged: expect.stringMatching(/there already\.$/),
    })
    expect(await bytes(athleteId)).toBe(before)
    const nobody = await makeAthlete(open().database, 'nobody')
    expect(await asked(nobody, { kind: 'too-tired' })).toMatchObject({ ok: false, refused: { code: 'not-found' } })
  })

  it('leaves alone what the athlete said was done, with nothing recorded of it', async () => {
    const { athleteId, today } = await running('told')
    const todays = workoutsOf((await active(athleteId)).plan!).filter(({ date }) => date === today)
    expect(todays.length).toBeGreaterThan(0)
    const words = todays.map(({ id }) => ({ workoutId: id, ...NOTHING_TOLD, told: 'DONE' as const }))
    valueOf(await tellSessions(deps, athleteId, words))
    expect(await adjusted(athleteId, { kind: 'no-time-today', minutes: null })).toMatchObject({
      saved: false,
      unchanged: 'Nothing is planned today that is still to do.',
    })
  })
})
