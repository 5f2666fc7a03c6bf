import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { weeksOf, type Plan } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { hardMinutes } from '@coach-wattz/core/workout/intensity'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveToldWeeks } from '../repositories/athlete-repository.ts'
import { addFlag } from './add-flag.ts'
import { answerScreening } from './answer-screening.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { endFlagToday } from './end-flag.ts'
import { getActivePlan } from './get-active-plan.ts'
import { getAthlete } from './get-athlete.ts'
import { getToday } from './get-today.ts'
import { getWorkout } from './get-workout.ts'
import { applyHealth, reviewHealth } from './health-change.ts'
import { previewPlan } from './preview-plan.ts'
import { repairActivePlan } from './repair-plan.ts'
import { tellFlag } from './tell-flag.ts'
import { undoRevision } from './undo-revision.ts'

const TODAY = '2026-11-20'
const REQUEST: PlanRequest = {
  goal: { kind: 'HM', sport: 'run', date: '2027-03-14' },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({
      day,
      minutes: day === 'SUN' ? 180 : 75,
    })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1990,
}
const KNEE = { kind: 'INJURY', part: 'knee', startDate: '2026-11-15', reviewDate: '2026-12-14' } as const
/** Minutes above the easy domain before a day. */
const hardBefore = (plan: Plan, day: string): number =>
  weeksOf(plan)
    .flatMap((week) => week.workouts)
    .filter((workout) => workout.date < day && !workout.race)
    .reduce((sum, workout) => sum + hardMinutes(workout.workout), 0)

onEveryDatabase('health', (open) => {
  let deps: Deps & { incoming: string }
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  async function runner(name: string, rideMinutes = 0): Promise<string> {
    const athleteId = await makeAthlete(open().database, name)
    const weeks = Array.from({ length: 12 }, (_, index) => ({
      weekStart: addDays(mondayOf(TODAY), -7 * (index + 1)),
      sport: 'run' as const,
      minutes: 210,
      distanceM: 35_000,
      longestM: 13_000,
    }))
    const rides = weeks.map((week) => ({
      ...week,
      sport: 'ride' as const,
      minutes: rideMinutes,
      distanceM: null,
      longestM: null,
    }))
    await deps.database.withAthlete(athleteId, (tx) =>
      saveToldWeeks(tx, rideMinutes > 0 ? [...weeks, ...rides] : weeks),
    )
    return athleteId
  }
  async function previewed(athleteId: string): Promise<Plan> {
    const preview = valueOf(await previewPlan(deps, athleteId, REQUEST))
    if (!preview.ok) throw new Error(preview.refused.reason)
    return preview.plan
  }

  it('G20: a yes is kept with its day and makes plans easy; a doctor’s word lifts it', async () => {
    const athlete = await runner('screened')
    expect(valueOf(await getAthlete(deps, athlete)).screening).toBeNull()
    expect(hardBefore(await previewed(athlete), '9999')).toBeGreaterThan(0)

    await answerScreening(deps, athlete, {
      yes: ['chest-pain', 'chest-pain'],
      doctorAgreed: false,
      guardianAgreed: false,
    })
    const told = { answeredOn: TODAY, yes: ['chest-pain'], doctorAgreed: false, guardianAgreed: false }
    expect(valueOf(await getAthlete(deps, athlete)).screening).toEqual(told)
    expect(hardBefore(await previewed(athlete), '9999')).toBe(0)

    await answerScreening(deps, athlete, { yes: ['chest-pain'], doctorAgreed: true, guardianAgreed: false })
    expect(hardBefore(await previewed(athlete), '9999')).toBeGreaterThan(0)
  })

  it('G20: under 18 there is a plan once a guardian agrees, and the refusal says so', async () => {
    const athlete = await runner('young')
    const young: PlanRequest = { ...REQUEST, birthYear: 2010 }
    const refused = valueOf(await previewPlan(deps, athlete, young))
    expect(refused.ok ? null : refused.refused).toMatchObject({
      rule: 'G20',
      reason: 'By the year of birth the athlete is 16. Under 18 we plan once a parent or guardian has agreed.',
    })
    const agreed = { yes: [], doctorAgreed: false, guardianAgreed: true }
    await answerScreening(deps, athlete, agreed)
    expect(valueOf(await previewPlan(deps, athlete, young)).ok).toBe(true)
  })

  it('G17: an injury keeps plans easy to its review and is said in a session; ended it is neither', async () => {
    const athlete = await runner('injured')
    const { id } = valueOf(await addFlag(deps, athlete, KNEE))
    expect(valueOf(await getAthlete(deps, athlete)).flags).toEqual([{ ...KNEE, id }])
    const plan = await previewed(athlete)
    expect(hardBefore(plan, KNEE.reviewDate)).toBe(0)
    expect(hardBefore(plan, '9999')).toBeGreaterThan(0)

    valueOf(await createPlan(deps, athlete, REQUEST))
    const saved = valueOf(await getActivePlan(deps, athlete))
    const first = weeksOf(saved.plan!)[0]!
    const codes = async () =>
      valueOf(await getWorkout(deps, athlete, first.workouts[0]!.id)).advice.map((line) => line.code)
    expect(await codes()).toContain('pain')
    expect(saved.notes[first.id]).toEqual([])

    const stranger = await runner('stranger')
    expect((await endFlagToday(deps, stranger, id)).ok).toBe(false)
    valueOf(await endFlagToday(deps, athlete, id))
    expect(valueOf(await getAthlete(deps, athlete)).flags).toEqual([])
    expect(await codes()).not.toContain('pain')
    expect(hardBefore(await previewed(athlete), KNEE.reviewDate)).toBeGreaterThan(0)
    expect(valueOf(await getActivePlan(deps, athlete)).notes[first.id]).not.toEqual([])
  })

  describe('a plan in force', () => {
    const runs = (plan: Plan, to: string) =>
      weeksOf(plan)
        .flatMap((week) => week.workouts)
        .filter((workout) => workout.sport === 'run' && workout.date >= TODAY && workout.date < to)
    const active = async (athlete: string) => {
      const { plan, revision, report, revisions } = valueOf(await getActivePlan(deps, athlete))
      return { plan: plan!, revision, report: report!, revisions }
    }
    const statusOf = (report: GuardReport, rule: string) =>
      report.verdicts.find((verdict) => verdict.rule === rule)!.status
    const MONDAY = '2026-11-23'
    const at = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T08:00:00Z`) })

    it('G17: is changed by a shin only on the athlete’s word, in one revision, and undone byte for byte', async () => {
      const athlete = await runner('shin', 300)
      valueOf(await createPlan(deps, athlete, REQUEST))
      const before = await active(athlete)
      valueOf(
        await addFlag(at(MONDAY), athlete, { kind: 'INJURY', part: 'shin', startDate: MONDAY, pain: 5, limp: false }),
      )
      expect(valueOf(await getAthlete(deps, athlete)).flags).toMatchObject([
        { part: 'shin', pain: 5, limp: false, noRunFrom: MONDAY, reviewDate: '2026-11-30' },
      ])

      // nothing changes silently; the certificate says what is broken
      const told = valueOf(await getActivePlan(at(MONDAY), athlete))
      expect(told.plan).toEqual(before.plan)
      expect(statusOf(before.report, 'G17')).toBe('kept')
      expect(statusOf(told.report!, 'G17')).toBe('broken')
      expect(told.report!.ok).toBe(false)

      const asked = valueOf(await reviewHealth(at(MONDAY), athlete, before.plan.id))
      expect(asked.sessions.length).toBe(runs(before.plan, '2026-11-30').length)
      expect(asked.sessions.every(({ before: was, after }) => was?.sport === 'run' && after?.sport === 'ride')).toBe(
        true,
      )
      expect(asked.blocked).toEqual([])
      expect((await reviewHealth(at(MONDAY), athlete, 'other')).ok).toBe(false)

      const seen = { baseRevision: asked.revision, digest: asked.digest }
      const stale = await applyHealth(at(MONDAY), athlete, before.plan.id, { ...seen, digest: 'other' })
      expect(stale.ok ? '' : stale.refused.code).toBe('preview-changed')
      const late = await applyHealth(at(MONDAY), athlete, before.plan.id, { ...seen, baseRevision: 9 })
      expect(late.ok ? '' : late.refused.code).toBe('stale-revision')
      expect(valueOf(await applyHealth(at(MONDAY), athlete, before.plan.id, seen))).toEqual({ revision: 2 })
      const changed = valueOf(await getActivePlan(at(MONDAY), athlete))
      expect(runs(changed.plan!, '2026-11-30')).toEqual([])
      expect(statusOf(changed.report!, 'G17')).toBe('kept')
      expect(changed.revisions[0]).toMatchObject({ reason: { code: 'changed-for-health', facts: { part: 'shin' } } })
      expect(valueOf(await reviewHealth(at(MONDAY), athlete, before.plan.id)).sessions).toEqual([])

      const overdue = await undoRevision(at('2026-11-29'), athlete, before.plan.id, 2)
      expect(overdue.ok ? '' : overdue.refused.title).toBe('A day of this change is over')
      valueOf(await undoRevision(at(MONDAY), athlete, before.plan.id, 2))
      expect(JSON.stringify((await active(athlete)).plan)).toBe(JSON.stringify(before.plan))

      // undoing it said no: no night makes it again
      await deps.database.withAthlete(athlete, (tx) =>
        repairActivePlan(at(MONDAY), tx, { today: MONDAY, cause: 'night' }),
      )
      expect(runs((await active(athlete)).plan, '2026-11-30')).toEqual(runs(before.plan, '2026-11-30'))
    })

    it('S8.7: a shin that is over brings running and walking by turns', async () => {
      const athlete = await runner('back')
      valueOf(await createPlan(deps, athlete, REQUEST))
      const { plan } = await active(athlete)
      const { id } = valueOf(
        await addFlag(at(MONDAY), athlete, { kind: 'INJURY', part: 'shin', startDate: MONDAY, pain: 6, limp: true }),
      )
      const due = (day: string) =>
        getToday(at(day), athlete).then((today) => valueOf(today).flagsDue.map((flag) => flag.id))
      expect(await due('2026-11-29')).toEqual([])
      expect(await due('2026-11-30')).toEqual([id])
      const told = await tellFlag(at('2026-11-30'), athlete, id, { pain: 0, limp: false })
      expect(valueOf(told)).toEqual({ reviewDate: '2026-12-07' })
      expect(await due('2026-11-30')).toEqual([])
      valueOf(await endFlagToday(at('2026-12-07'), athlete, id))
      expect((await tellFlag(at('2026-12-07'), athlete, id, { pain: 3 })).ok).toBe(false)
      const back = valueOf(await reviewHealth(at('2026-12-07'), athlete, plan.id))
      const first = back.sessions.filter(({ after }) => after?.archetype === 'R05')
      expect(first.length).toBeGreaterThan(1)
      expect(first[0]!.after!.purpose).toMatchObject({
        code: 'return-to-run',
        facts: { part: 'shin', since: '2026-11-30' },
      })
    })

    it('G19: an illness is told by its symptoms and by the first day without', async () => {
      const athlete = await runner('ill')
      const { id } = valueOf(
        await addFlag(at(MONDAY), athlete, { kind: 'ILLNESS', startDate: MONDAY, symptoms: 'fever' }),
      )
      expect(valueOf(await tellFlag(at('2026-11-26'), athlete, id, {}))).toEqual({ reviewDate: '2026-11-29' })
      const well = await tellFlag(at('2026-11-27'), athlete, id, { symptomFreeSince: '2026-11-26' })
      expect(valueOf(well)).toEqual({ reviewDate: '2026-11-29' })
      const again = await tellFlag(at('2026-11-28'), athlete, id, { symptomFreeSince: null })
      expect(valueOf(again)).toEqual({ reviewDate: '2026-12-01' })
      expect(valueOf(await getAthlete(deps, athlete)).flags[0]).not.toHaveProperty('symptomFreeSince')
    })

    it('G17: a limp told alone says nothing of pain, and seven days of silence end nothing', async () => {
      const athlete = await runner('limp')
      const { id } = valueOf(
        await addFlag(at(MONDAY), athlete, { kind: 'INJURY', part: 'shin', startDate: MONDAY, limp: false }),
      )
      const flag = async (day: string) => valueOf(await getAthlete(at(day), athlete)).flags[0]
      expect(await flag(MONDAY)).not.toHaveProperty('pain')
      expect(await flag(MONDAY)).not.toHaveProperty('symptomFreeSince')
      valueOf(await tellFlag(at('2026-11-24'), athlete, id, { pain: 0 }))
      expect(await flag('2026-12-01')).toMatchObject({ symptomFreeSince: '2026-11-24' })
      valueOf(await tellFlag(at('2026-12-01'), athlete, id, { pain: 0 }))
      expect(await flag('2026-12-01')).toBeUndefined()
    })

    it('G19: symptoms told again are here again', async () => {
      const athlete = await runner('relapse')
      const { id } = valueOf(
        await addFlag(at(MONDAY), athlete, {
          kind: 'ILLNESS',
          startDate: MONDAY,
          symptoms: 'below-neck',
          symptomFreeSince: MONDAY,
        }),
      )
      valueOf(await tellFlag(at('2026-11-24'), athlete, id, {}))
      expect(valueOf(await getAthlete(deps, athlete)).flags[0]).toMatchObject({ symptomFreeSince: MONDAY })
      const again = await tellFlag(at('2026-11-27'), athlete, id, { symptoms: 'fever' })
      expect(valueOf(again)).toEqual({ reviewDate: '2026-11-30' })
      expect(valueOf(await getAthlete(deps, athlete)).flags[0]).not.toHaveProperty('symptomFreeSince')
    })

    it('G20: what no change mends is said with the change, not passed over', async () => {
      const athlete = await runner('withdrawn')
      await answerScreening(deps, athlete, { yes: [], doctorAgreed: false, guardianAgreed: true })
      valueOf(await createPlan(deps, athlete, { ...REQUEST, birthYear: 2010 }))
      const { plan } = await active(athlete)
      expect(valueOf(await reviewHealth(deps, athlete, plan.id)).open).toEqual([])
      await answerScreening(deps, athlete, { yes: [], doctorAgreed: false, guardianAgreed: false })
      const { open: unmended } = valueOf(await reviewHealth(deps, athlete, plan.id))
      expect(unmended).toEqual([expect.stringContaining('guardian')])
    })

    it('G20: a yes asks for easy sessions in the plan in force, and is answered by a doctor', async () => {
      const athlete = await runner('asked')
      valueOf(await createPlan(deps, athlete, REQUEST))
      const { plan } = await active(athlete)
      const answers = { yes: ['fainting' as const], doctorAgreed: false, guardianAgreed: false }
      await answerScreening(deps, athlete, answers)
      const asked = valueOf(await reviewHealth(deps, athlete, plan.id))
      expect(asked.sessions.length).toBeGreaterThan(5)
      valueOf(await applyHealth(deps, athlete, plan.id, { baseRevision: asked.revision, digest: asked.digest }))
      const easy = await active(athlete)
      expect(hardBefore(easy.plan, '9999')).toBe(0)
      expect(statusOf(easy.report, 'G20')).toBe('kept')
      await answerScreening(deps, athlete, { ...answers, doctorAgreed: true })
      expect(valueOf(await reviewHealth(deps, athlete, plan.id)).sessions).toEqual([])
    })
  })
})
