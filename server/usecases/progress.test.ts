import { beforeAll, expect, it } from 'vitest'
import { workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import type { PlanProgress } from '../../shared/contracts/progress.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { encodeStreams, type EncodedStreams } from '../repositories/stream-codec.ts'
import { addFlag } from './add-flag.ts'
import { changePlan } from './change-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'
import { getProgress } from './get-progress.ts'
import { getZones } from './get-zones.ts'
import { MADE, MONDAY, plannedRunner, record, recordRun, runOf } from './planned-runner.fixture.ts'
import { repairActivePlan } from './repair-plan.ts'
import { tellSessions } from './tell-sessions.ts'
import { undoRevision } from './undo-revision.ts'

onEveryDatabase('progress', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })
  const progressOn = async (athleteId: string, day: string): Promise<PlanProgress> =>
    valueOf(await getProgress(on(day), athleteId)).plan!

  /** With the sessions of a week by its number, from 0. */
  async function runner(name: string) {
    const { athleteId, plan } = await plannedRunner(deps, name)
    const week = (index: number): PlannedWorkout[] => {
      const from = addDays(MONDAY, 7 * index)
      return workoutsOf(plan).filter(({ date }) => date >= from && date <= addDays(from, 6))
    }
    return { athleteId, plan, week }
  }

  /** A recording as its session asks for it; without a load where `load` is null. */
  const run = (
    athleteId: string,
    { id, date, durationS, distanceM, tss }: PlannedWorkout,
    load: number | null = tss,
    streams: EncodedStreams | null = null,
  ): Promise<void> => recordRun(deps, athleteId, { id: `a-${id}`, date, elapsedS: durationS, distanceM, load, streams })
  const load = (sessions: readonly PlannedWorkout[]): number => sessions.reduce((sum, { tss }) => sum + tss!, 0)

  it('has nothing to say of a plan without one, and keeps every threshold there was', async () => {
    const athleteId = await makeAthlete(open().database, 'No plan')
    expect(valueOf(await getProgress(deps, athleteId))).toEqual({ today: MADE, plan: null, thresholds: [] })
  })

  it('holds what was done against the plan, week by week and up to yesterday', async () => {
    const { athleteId, plan, week } = await runner('Steady')
    for (const session of [...week(0), ...week(1)]) await run(athleteId, session)
    const told = await progressOn(athleteId, addDays(MONDAY, 14))
    expect(told.weeks).toHaveLength(plan.blocks.flatMap(({ weeks }) => weeks).length)
    expect(told.weeks[0]!.load.done).toBeCloseTo(load(week(0)), 3)
    expect(told.weeks[0]!.load.now).toBeCloseTo(load(week(0)), 3)
    expect(told.weeks[0]!.load.first).toBeCloseTo(load(week(0)), 3)
    expect(told.weeks[0]!.longest.done).toEqual(told.weeks[0]!.longest.planned)
    expect(told.weeks[2]!.load.done).toBe(0)
    expect(told.weeks[3]!.load.done).toBeNull()
    expect(told.byYesterday.done).toBeCloseTo(load([...week(0), ...week(1)]), 3)
    expect(told.byYesterday.now).toBeCloseTo(told.byYesterday.done!, 3)
    expect(told.adherence.month).toMatchObject({ share: 1, unknown: 0 })
    expect(told.adherence.month.keysDone).toBe(told.adherence.month.keysPlanned)
    expect(told.streaks.kept).toEqual({ weeks: 2, best: 2, since: MONDAY })
    expect(told.card.entries).toEqual([])
  })

  it('leaves a gap where nobody has told, and breaks no streak by it', async () => {
    const { athleteId, week } = await runner('Silent')
    for (const session of week(0)) await run(athleteId, session)
    const told = await progressOn(athleteId, addDays(MONDAY, 14))
    expect(told.weeks[1]).toMatchObject({ load: { done: null, isWhole: false }, pardon: 'unknown' })
    expect(told.byYesterday.isWhole).toBe(false)
    expect(told.streaks.kept.weeks).toBe(1)
  })

  it('says "at least" where a recording has no load', async () => {
    const { athleteId, week } = await runner('No load')
    const [first, ...others] = week(0)
    await run(athleteId, first!, null)
    for (const session of others) await run(athleteId, session)
    const told = await progressOn(athleteId, addDays(MONDAY, 7))
    expect(told.weeks[0]!.load.isWhole).toBe(false)
    expect(told.weeks[0]!.load.done).toBeCloseTo(load(others), 3)
    expect(told.adherence.plan.share).toBeCloseTo(1, 6)
  })

  it('tells time in zones from the samples, beside what the plan means', async () => {
    const { athleteId, week } = await runner('Zones')
    const [first, second] = week(0)
    const timeS = Array.from({ length: 1800 }, (_none, at) => at)
    // 3.2 m/s against a threshold of 4 is zone 2
    await run(athleteId, first!, 30, await encodeStreams({ timeS, speedMps: timeS.map(() => 3.2) }))
    await run(athleteId, second!)
    const { weeks } = valueOf(await getZones(on(addDays(MONDAY, 6)), athleteId))
    expect(weeks).toHaveLength(6)
    expect(weeks.at(-1)).toMatchObject({ weekStart: MONDAY, without: 1 })
    expect(weeks.at(-1)!.done[1]).toBeGreaterThan(1700)
    const planned = week(0).reduce((sum, { durationS }) => sum + durationS, 0)
    expect(weeks.at(-1)!.planned!.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(planned, -1)
    expect(weeks[0]).toMatchObject({ planned: null, without: 0, done: [0, 0, 0, 0, 0, 0, 0] })
  })

  it('does not hold a week of illness against anybody', async () => {
    const { athleteId, week } = await runner('Ill')
    for (const session of [...week(0), ...week(2)]) await run(athleteId, session)
    valueOf(
      await addFlag(on(addDays(MONDAY, 8)), athleteId, {
        kind: 'ILLNESS',
        startDate: addDays(MONDAY, 7),
        symptoms: 'fever',
      }),
    )
    const told = await progressOn(athleteId, addDays(MONDAY, 14))
    expect(told.weeks[1]!.pardon).toBe('sick')
    expect(told.streaks.kept).toMatchObject({ weeks: 1, since: MONDAY })
  })

  it('says of what the coach changed why, and whether it was kept or undone', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Card')
    const long = workoutsOf(plan).filter(({ focus }) => focus === 'LONG')
    const second = long.find(
      ({ date, durationS }, index) =>
        long[index - 1] !== undefined &&
        durationS > long[index - 1]!.durationS &&
        addDays(long[index - 1]!.date, 7) === date,
    )!
    const first = long[long.indexOf(second) - 1]!
    await record(deps, athleteId, 'hard', first.date, runOf(first, 0.6))
    const word = { told: null, rpe: 10, feel: 1, reason: 'TOO_HARD' as const }
    valueOf(await tellSessions(on(first.date), athleteId, [{ workoutId: first.id, ...word }]))
    const today = addDays(first.date, 1)
    await deps.database.withAthlete(athleteId, (tx) => repairActivePlan(on(today), tx, { today, cause: 'night' }))
    const made = (await progressOn(athleteId, today)).card
    expect(made.entries).toMatchObject([{ author: 'rule', takenBack: false }])
    expect(made.entries[0]!.because.length).toBeGreaterThan(0)
    expect(made.entries[0]!.sessions).toContainEqual(
      expect.objectContaining({ workoutId: second.id, did: 'changed', fate: 'to-come' }),
    )
    expect(made.keptShare).toBeNull()

    const eased = workoutsOf(valueOf(await getActivePlan(on(today), athleteId)).plan!).find(
      ({ id }) => id === second.id,
    )!
    await record(deps, athleteId, 'eased', eased.date, runOf(eased))
    const later = (await progressOn(athleteId, addDays(eased.date, 1))).card
    expect(later.entries[0]!.sessions).toContainEqual(expect.objectContaining({ workoutId: second.id, fate: 'kept' }))
    expect(later.counts.kept).toBeGreaterThan(0)

    valueOf(await undoRevision(on(today), athleteId, plan.id, made.entries[0]!.number))
    const undone = (await progressOn(athleteId, addDays(eased.date, 1))).card
    expect(undone.entries).toMatchObject([{ takenBack: true }])
    expect(undone.counts['taken-back']).toBe(undone.entries[0]!.sessions.length)
  })

  it('keeps what the athlete changed off the coach’s card', async () => {
    const { athleteId, plan, week } = await runner('Mover')
    const easy = week(1).find(({ priority, date }) => priority !== 'KEY' && date < addDays(MONDAY, 13))!
    const taken = new Set(week(1).map(({ date }) => date))
    const free = [7, 8, 9, 10, 11, 12].map((day) => addDays(MONDAY, day)).filter((day) => !taken.has(day))
    const moved = await changePlan(deps, athleteId, plan.id, {
      baseRevision: 1,
      changes: free.slice(0, 1).map((day) => ({
        kind: 'move' as const,
        workoutId: easy.id,
        from: { date: easy.date, slot: easy.slot },
        to: { date: day, slot: 0 },
      })),
      acceptedRules: ['G07', 'G08', 'G11', 'G22'],
    })
    expect(moved.ok).toBe(true)
    expect((await progressOn(athleteId, MADE)).card.entries).toEqual([])
  })
})
