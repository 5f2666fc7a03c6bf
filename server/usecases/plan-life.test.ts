import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { weeksOf, workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { planFigures } from '@coach-wattz/core/plan/plan-figures'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { loadAthlete, saveToldWeeks } from '../repositories/athlete-repository.ts'
import { archivePlan } from './archive-plan.ts'
import { changePlan } from './change-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { downloadWorkout } from './download-workout.ts'
import { generateTrainingPlan } from './generate-training-plan.ts'
import { getActivePlan } from './get-active-plan.ts'
import { getCalendar } from './get-calendar.ts'
import { getPlan } from './get-plan.ts'
import { getWorkout } from './get-workout.ts'
import { listPlans } from './list-plans.ts'
import { HALF_MARATHON, MADE, TOLD_WEEKS } from './planned-runner.fixture.ts'
import { previewAlternatives } from './preview-alternatives.ts'
import { previewPlan } from './preview-plan.ts'
import { previewReplan, replanPlan } from './replan-plan.ts'
import { undoRevision } from './undo-revision.ts'

onEveryDatabase('the life of a plan', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })

  /** An athlete who told of twelve weeks of 35 km. */
  async function runner(name: string): Promise<string> {
    const athleteId = await makeAthlete(open().database, name)
    await deps.database.withAthlete(athleteId, (tx) => saveToldWeeks(tx, TOLD_WEEKS))
    return athleteId
  }
  const active = async (athleteId: string) => valueOf(await getActivePlan(deps, athleteId))
  const bytes = async (athleteId: string) => canonicalJson((await active(athleteId)).plan!)

  it.each([
    ['yesterday', { date: '2026-11-19' }, 'goal.date', 'Give a day that is still to come.'],
    ['today', { date: MADE }, 'goal.date', 'Give a day that is still to come.'],
    ['years away', { date: '2028-11-23' }, 'goal.date', 'Give a day within the next two years.'],
    ['at the end of time', { date: '9999-12-31' }, 'goal.date', 'Give a day within the next two years.'],
    ['of the other sport', { sport: 'ride' as const }, 'goal.kind', 'This race is a run, and its sport a ride.'],
  ])('refuses a race %s at its field, in preview and saving alike', async (name, wish, field, says) => {
    const athleteId = await runner(`Wish ${name}`)
    const request = { ...HALF_MARATHON, goal: { ...HALF_MARATHON.goal, ...wish } }
    for (const ask of [previewPlan, previewAlternatives, createPlan])
      expect(await ask(deps, athleteId, request)).toMatchObject({
        ok: false,
        refused: { code: 'invalid-input', detail: says, fields: { [field]: says } },
      })
    const events = [{ kind: '10K' as const, sport: 'run' as const, priority: 'B' as const, date: MADE }]
    expect(await previewPlan(deps, athleteId, { ...HALF_MARATHON, events })).toMatchObject({
      ok: false,
      refused: { fields: { 'events.0.date': 'Give a day that is still to come.' } },
    })
  })

  it('is previewed, saved as revision 1 exactly as seen, moved, and undone byte for byte', async () => {
    const athlete = await runner('life')
    const preview = valueOf(await previewPlan(deps, athlete, HALF_MARATHON))
    if (!preview.ok) throw new Error(preview.refused.reason)
    const saved = valueOf(await createPlan(deps, athlete, { ...HALF_MARATHON, digest: preview.digest }))
    expect(saved.revision).toBe(1)
    const before = await active(athlete)
    expect(before.report?.ok).toBe(true)
    expect(before.report?.verdicts.length).toBeGreaterThanOrEqual(16)
    expect(before.revisions).toMatchObject([{ number: 1, author: 'planner', undoable: false }])
    const original = await bytes(athlete)

    const { workout, to } = freeMove(workoutsOf(before.plan!))
    const move = {
      kind: 'move' as const,
      workoutId: workout.id,
      from: { date: workout.date, slot: workout.slot },
      to: { date: to, slot: 0 },
    }
    const changed = valueOf(
      await changePlan(deps, athlete, saved.id, {
        baseRevision: 1,
        changes: [move],
        acceptedRules: ['G01', 'G02', 'G03', 'G05', 'G08', 'G11', 'G14'],
      }),
    )
    expect(changed.revision).toBe(2)
    const after = await active(athlete)
    expect(workoutsOf(after.plan!).find(({ id }) => id === workout.id)?.date).toBe(to)
    expect(after.revisions[0]).toMatchObject({
      number: 2,
      author: 'athlete',
      undoable: true,
      summary: expect.stringContaining('moved from'),
    })
    expect(await bytes(athlete)).not.toBe(original)

    expect(valueOf(await undoRevision(deps, athlete, saved.id, 2)).revision).toBe(3)
    expect(await bytes(athlete)).toBe(original)
    expect(await undoRevision(deps, athlete, saved.id, 2)).toMatchObject({
      ok: false,
      refused: { code: 'cannot-undo' },
    })
    expect(await undoRevision(deps, athlete, saved.id, 1)).toMatchObject({
      ok: false,
      refused: { code: 'cannot-undo' },
    })
  })

  it('refuses a move onto the neighbour of another hard day, a stale one, one into the past, and the race', async () => {
    const athlete = await runner('blocked')
    const { id } = valueOf(await createPlan(deps, athlete, HALF_MARATHON))
    const plan = (await active(athlete)).plan!
    const workouts = workoutsOf(plan)
    const [hard, other] = twoHardInOneWeek(workouts)
    const beside = addDays(other.date, other.date > hard.date ? -1 : 1)
    const moveTo = (workout: PlannedWorkout, date: string) => [
      {
        kind: 'move' as const,
        workoutId: workout.id,
        from: { date: workout.date, slot: workout.slot },
        to: { date, slot: 0 },
      },
    ]
    const attempt = (changes: ReturnType<typeof moveTo>, baseRevision = 1) =>
      changePlan(deps, athlete, id, { baseRevision, changes, acceptedRules: [] })
    const blocked = await attempt(moveTo(hard, beside))
    expect(blocked).toMatchObject({ ok: false, refused: { code: 'plan-blocked' } })
    if (!blocked.ok) expect(JSON.stringify(blocked.refused.data)).toContain('G07')
    expect(await attempt(moveTo(hard, beside), 7)).toMatchObject({ ok: false, refused: { code: 'stale-revision' } })
    expect(await attempt(moveTo(workouts[0]!, '2026-11-01'))).toMatchObject({
      ok: false,
      refused: { code: 'plan-blocked' },
    })
    const race = workouts.find((workout) => workout.race)!
    expect(await attempt(moveTo(race, addDays(race.date, -2)))).toMatchObject({
      ok: false,
      refused: { code: 'plan-blocked' },
    })
    expect((await active(athlete)).revision).toBe(1)
  })

  it('belongs to its athlete alone', async () => {
    const [mine, theirs] = [await runner('planmine'), await runner('plantheirs')]
    const { id } = valueOf(await createPlan(deps, mine, HALF_MARATHON))
    const workout = workoutsOf((await active(mine)).plan!)[0]!
    expect(await getWorkout(deps, theirs, workout.id)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(await downloadWorkout(deps, theirs, workout.id)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(await archivePlan(deps, theirs, id)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(await undoRevision(deps, theirs, id, 1)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect((await active(theirs)).plan).toBeNull()
    expect(await getPlan(deps, theirs, id)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(valueOf(await listPlans(deps, theirs)).plans).toEqual([])
    // an archived plan is still there to be read and copied
    const before = (await active(mine)).plan
    valueOf(await archivePlan(deps, mine, id))
    expect(valueOf(await listPlans(deps, mine)).plans).toMatchObject([{ id, status: 'ARCHIVED', goalKind: 'HM' }])
    expect(valueOf(await getPlan(deps, mine, id)).plan).toEqual(before)
  })

  it('shows on the calendar with week totals, opens as a workout and leaves as ZWO', async () => {
    const athlete = await runner('calendar')
    valueOf(await createPlan(deps, athlete, HALF_MARATHON))
    const { plan } = await active(athlete)
    const calendar = valueOf(
      await getCalendar(deps, athlete, { from: plan!.startDate, to: addDays(plan!.startDate, 13) }),
    )
    expect(calendar.weeks).toHaveLength(2)
    const [week] = calendar.weeks
    const inWeek = week!.days.flatMap((day) => day.workouts)
    expect(week!.planned.durationS).toBe(inWeek.reduce((sum, workout) => sum + workout.durationS, 0))
    const shown = valueOf(await getWorkout(deps, athlete, inWeek[0]!.id))
    expect(shown.downloads).toMatchObject([{ format: 'zwo' }])
    const file = valueOf(await downloadWorkout(deps, athlete, inWeek[0]!.id))
    expect(new TextDecoder().decode(file.bytes)).toContain('<workout_file>')
    expect(await getCalendar(deps, athlete, { from: '2026-01-01', to: '2028-01-01' })).toMatchObject({
      ok: false,
      refused: { code: 'invalid-input' },
    })
  })

  it('refuses from zero to a marathon in four weeks, with three ways forward', async () => {
    const athlete = await makeAthlete(open().database, 'zero')
    const goal = { kind: 'MARATHON' as const, sport: 'run' as const, date: addDays(MADE, 28) }
    const preview = valueOf(await previewPlan(deps, athlete, { ...HALF_MARATHON, goal }))
    if (preview.ok) throw new Error('A plan was made')
    expect(preview.refused.rule).toBe('G15')
    expect(preview.refused.alternatives).toHaveLength(3)
    expect(await createPlan(deps, athlete, { ...HALF_MARATHON, goal })).toMatchObject({
      ok: false,
      refused: { code: 'plan-refused' },
    })
  })

  it('is planned anew from next Monday on with other answers, weeks before untouched, and undone in one step', async () => {
    const athlete = await runner('replan')
    const { id } = valueOf(await createPlan(deps, athlete, HALF_MARATHON))
    // Ten days into the plan: a week is over, another has begun.
    const later: Deps = { ...deps, now: () => new Date('2026-12-03T08:00:00Z') }
    const before = valueOf(await getActivePlan(later, athlete))
    const original = canonicalJson(before.plan!)
    const answers: PlanRequest = {
      ...HALF_MARATHON,
      maxDaysPerWeek: 3,
      goal: { ...HALF_MARATHON.goal, date: '2027-03-21' },
    }
    const preview = valueOf(await previewReplan(later, athlete, id, answers))
    if (!preview.ok) throw new Error(preview.refused.reason)
    expect(canonicalJson(valueOf(await getActivePlan(later, athlete)).plan!)).toBe(original)
    const base = { ...answers, baseRevision: 1 }
    expect(await replanPlan(later, athlete, id, { ...base, baseRevision: 2 })).toMatchObject({
      refused: { code: 'stale-revision' },
    })
    expect(await replanPlan(later, athlete, id, { ...base, digest: 'another' })).toMatchObject({
      refused: { code: 'preview-changed' },
    })
    expect(valueOf(await replanPlan(later, athlete, id, { ...base, digest: preview.digest })).revision).toBe(2)

    const { plan, report, revisions } = valueOf(await getActivePlan(later, athlete))
    expect(canonicalJson(plan!)).toBe(canonicalJson(preview.plan))
    const weeks = weeksOf(plan!)
    // Four days in the week that has begun are not judged by the new answer: three.
    expect(report?.violations.filter(({ severity, week }) => severity === 'H' && week !== 2)).toEqual([])
    expect(weeks.filter(({ startDate }) => startDate < '2026-12-07')).toEqual(
      weeksOf(before.plan!).filter(({ startDate }) => startDate < '2026-12-07'),
    )
    expect(plan).toMatchObject({ id, targetDate: '2027-03-21', athlete: { maxDaysPerWeek: 3 } })
    expect(weeks.map(({ weekNumber }) => weekNumber)).toEqual(weeks.map((_, index) => index + 1))
    for (const week of weeks.filter(({ startDate }) => startDate >= '2026-12-07'))
      expect(new Set(week.workouts.map(({ date }) => date)).size).toBeLessThanOrEqual(3)
    expect(revisions[0]).toMatchObject({ number: 2, author: 'athlete', undoable: true })

    const tooLate: Deps = { ...deps, now: () => new Date('2026-12-07T08:00:00Z') }
    expect(await undoRevision(tooLate, athlete, id, 2)).toMatchObject({ refused: { code: 'plan-blocked' } })
    // nothing was done for two weeks: what was there before would be too much now
    expect(await undoRevision(later, athlete, id, 2)).toMatchObject({
      refused: {
        code: 'plan-blocked',
        title: 'What was there before is too much today',
        detail: expect.stringContaining('days off'),
      },
    })
    await deps.database.withAthlete(athlete, (tx) =>
      saveToldWeeks(
        tx,
        Array.from({ length: 13 }, (_, index) => ({
          weekStart: addDays('2026-11-23', -7 * index),
          sport: 'run' as const,
          minutes: 210,
          distanceM: 35_000,
          longestM: 13_000,
        })),
      ),
    )
    expect(valueOf(await undoRevision(later, athlete, id, 2)).revision).toBe(3)
    expect(canonicalJson(valueOf(await getActivePlan(later, athlete)).plan!)).toBe(original)

    const ride = { ...answers, goal: { kind: 'TT' as const, sport: 'ride' as const, date: '2027-03-21' } }
    expect(await previewReplan(later, athlete, id, ride)).toMatchObject({ refused: { code: 'invalid-input' } })
    const soon = { ...answers, goal: { kind: 'MARATHON' as const, sport: 'run' as const, date: '2026-12-27' } }
    expect(valueOf(await previewReplan(later, athlete, id, soon))).toMatchObject({
      ok: false,
      refused: { rule: 'G15' },
    })
  })

  it('is shown beside up to two other ways, each of which previews as it was told', async () => {
    const athlete = await runner('ways')
    const { ways } = valueOf(await previewAlternatives(deps, athlete, HALF_MARATHON))
    expect(ways.map(({ kind }) => kind)).toEqual(['asked', 'other-strategy', 'fewer-days'])
    for (const way of ways) {
      const preview = valueOf(await previewPlan(deps, athlete, way.request))
      if (!preview.ok) throw new Error(preview.refused.reason)
      expect(planFigures(preview.plan)).toEqual(way.figures)
      expect(preview.plan.strategy).toBe(way.strategy)
      expect(way.weeks).toHaveLength(preview.plan.blocks.flatMap(({ weeks }) => weeks).length)
    }
    const soon = { ...HALF_MARATHON, goal: { ...HALF_MARATHON.goal, kind: 'MARATHON' as const, date: '2026-12-13' } }
    expect(valueOf(await previewAlternatives(deps, athlete, soon)).ways).toEqual([])
  })

  it('is generated over the API as in the app: same plan, same refusal, saved when asked, days in full', async () => {
    const athlete = await runner('generated')
    const { goal, maxDaysPerWeek: daysPerWeek, availability, level } = HALF_MARATHON
    const asked = { goal, daysPerWeek, availability, level: level!, longDay: 'SUN' as const, save: false }
    const wizard = valueOf(await previewPlan(deps, athlete, { ...HALF_MARATHON, birthYear: null }))
    const drafted = valueOf(await generateTrainingPlan(deps, athlete, asked))
    if (!wizard.ok) throw new Error(wizard.refused.reason)
    expect(drafted.plan_meta).toMatchObject({
      id: null,
      revision: null,
      guardReport: { digest: wizard.digest, ok: true },
    })
    const sessions = drafted.weeks.flatMap((week) => week.days).filter(({ workoutId }) => workoutId !== null)
    expect(sessions.map(({ workoutId }) => workoutId).toSorted()).toEqual(
      workoutsOf(wizard.plan)
        .map(({ id }) => id)
        .toSorted(),
    )
    for (const week of drafted.weeks) expect(new Set(week.days.map(({ weekday }) => weekday)).size).toBe(7)
    expect((await active(athlete)).plan).toBeNull()

    const preferences = { targets: { run: 'hr' as const }, treadmill: true }
    const kept = valueOf(await generateTrainingPlan(deps, athlete, { ...asked, preferences, save: true }))
    expect(kept.plan_meta.id).toBe((await active(athlete)).plan?.id)
    const stored = await deps.database.withAthlete(athlete, loadAthlete)
    expect(stored.preferences).toMatchObject({ targets: { run: 'hr' }, treadmill: true, crossTraining: false })

    // What was told once need not be told again; a day without minutes is not guessed.
    const short = valueOf(
      await generateTrainingPlan(deps, athlete, { goal, preferredDays: ['TUE', 'SAT', 'SUN'], save: false }),
    )
    const days = new Set(
      short.weeks.flatMap((week) =>
        week.days.filter((day) => day.type !== 'REST' && day.type !== 'RACE').map((day) => day.weekday),
      ),
    )
    expect([...days].filter((day) => !['TUE', 'SAT', 'SUN'].includes(day))).toEqual([])
    const slots = availability.slots.filter(({ day }) => day !== 'MON')
    expect(
      await generateTrainingPlan(deps, athlete, {
        goal,
        availability: { slots },
        preferredDays: ['MON', 'SUN'],
        save: false,
      }),
    ).toMatchObject({
      ok: false,
      refused: { code: 'invalid-input', fields: { preferredDays: expect.stringContaining('Monday') } },
    })
    expect(
      await generateTrainingPlan(deps, athlete, { goal: { kind: 'MARATHON', date: '2026-12-13' }, save: true }),
    ).toMatchObject({ ok: false, refused: { code: 'plan-refused', data: { alternatives: expect.any(Array) } } })
  })
})

/** An easy session and a day of its week without one, away from the long run. */
function freeMove(workouts: readonly PlannedWorkout[]): { workout: PlannedWorkout; to: string } {
  const taken = new Set(workouts.map(({ date }) => date))
  for (const workout of workouts.slice(6)) {
    if (workout.hard || workout.race || workout.focus === 'LONG') continue
    const monday = mondayOf(workout.date)
    for (let day = 0; day < 6; day++) {
      const to = addDays(monday, day)
      if (!taken.has(to)) return { workout, to }
    }
  }
  throw new Error('No easy session can be moved')
}

function twoHardInOneWeek(workouts: readonly PlannedWorkout[]): [PlannedWorkout, PlannedWorkout] {
  for (const first of workouts) {
    const second = workouts.find(
      (other) => other !== first && other.hard && !other.race && mondayOf(other.date) === mondayOf(first.date),
    )
    if (first.hard && !first.race && second) return [first, second]
  }
  throw new Error('No week has two hard sessions')
}
