import { weeksOf, type Plan } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { hardMinutes } from '@coach-wattz/core/workout/intensity'
import { beforeAll, expect, it } from 'vitest'
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
import { getWorkout } from './get-workout.ts'
import { previewPlan } from './preview-plan.ts'

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
  async function runner(name: string): Promise<string> {
    const athleteId = await makeAthlete(open().database, name)
    const weeks = Array.from({ length: 12 }, (_, index) => ({
      weekStart: addDays(mondayOf(TODAY), -7 * (index + 1)),
      sport: 'run' as const,
      minutes: 210,
      distanceM: 35_000,
      longestM: 13_000,
    }))
    await deps.database.withAthlete(athleteId, (tx) => saveToldWeeks(tx, weeks))
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
})
