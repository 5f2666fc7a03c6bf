import { HABIT_NOTE } from '@coach-wattz/core/plan/habits'
import { weeksOf, workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf, weekdayOf } from '@coach-wattz/core/time/week'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveToldWeeks } from '../repositories/athlete-repository.ts'
import { followHabit, getHabits } from './athlete-habits.ts'
import { changePlan } from './change-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'
import { previewPlan } from './preview-plan.ts'
import { undoRevision } from './undo-revision.ts'

const TODAY = '2026-11-20'
const REQUEST: PlanRequest = {
  goal: { kind: 'HM', sport: 'run', date: '2027-03-14' },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({ day, minutes: 100 })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1990,
}
const ALL_RULES = Array.from({ length: 29 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`)

onEveryDatabase('habits', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T08:00:00Z`)
    return () => deps.decodePool.close()
  })

  it('are learned from moves in two weeks, followed in the next plan with words, switched off, and undone with the move', async () => {
    const athleteId = await makeAthlete(open().database, 'habits')
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
    const { id } = valueOf(await createPlan(deps, athleteId, REQUEST))
    expect(valueOf(await getHabits(deps, athleteId))).toEqual({ moves: [], shorter: [] })
    const plain = valueOf(await previewPlan(deps, athleteId, REQUEST))
    const plan = valueOf(await getActivePlan(deps, athleteId)).plan!
    const weeks = weeksOf(plan).filter((week) => week.startDate > TODAY && week.detail === 'DETAILED')
    const easyOf = (week: (typeof weeks)[number]) =>
      week.workouts.filter((one) => !one.hard && one.focus !== 'LONG' && one.priority !== 'KEY' && !one.race)
    const from = weekdayOf(easyOf(weeks[0]!)[0]!.date)
    // one to the same free day of two weeks
    let [revision, to] = [1, '']
    for (const week of weeks.slice(0, 2)) {
      const workout = easyOf(week).find(({ date }) => weekdayOf(date) === from)!
      const taken = weeks.slice(0, 2).flatMap(({ workouts }) => workouts.map(({ date }) => weekdayOf(date)))
      const date = [0, 1, 2, 3, 4, 5, 6]
        .map((day) => addDays(week.startDate, day))
        .find((day) => (to === '' ? !taken.includes(weekdayOf(day)) : weekdayOf(day) === to))!
      to = weekdayOf(date)
      const place = { date: workout.date, slot: workout.slot }
      const changes = [{ kind: 'move' as const, workoutId: workout.id, from: place, to: { date, slot: 0 } }]
      const body = { baseRevision: revision, changes, acceptedRules: ALL_RULES }
      revision = valueOf(await changePlan(deps, athleteId, id, body)).revision
    }
    const habit = `easy-${from}-${to}`
    expect(valueOf(await getHabits(deps, athleteId)).moves).toEqual([
      { kind: 'easy', from, to, weeks: 2, habit, followed: true },
    ])
    const followed = valueOf(await previewPlan(deps, athleteId, REQUEST))
    if (!followed.ok || !plain.ok) throw new Error('no plan')
    const said = weeksOf(followed.plan).flatMap(({ notes }) => notes.filter(({ code }) => code === HABIT_NOTE))
    expect(said.length).toBeGreaterThan(0)
    expect(said[0]!.facts).toEqual({ kind: 'easy', from, to, weeks: 2 })
    const on = (day: string, of: typeof plan) =>
      workoutsOf(of).filter((one) => weekdayOf(one.date) === day && !one.race).length
    expect(on(to, followed.plan)).toBeGreaterThan(on(to, plain.plan))

    valueOf(await followHabit(deps, athleteId, { habit, followed: false }))
    expect(valueOf(await getHabits(deps, athleteId)).moves).toMatchObject([{ habit, followed: false }])
    expect(valueOf(await previewPlan(deps, athleteId, REQUEST))).toEqual(plain)
    valueOf(await followHabit(deps, athleteId, { habit, followed: true }))
    expect(valueOf(await previewPlan(deps, athleteId, REQUEST))).toEqual(followed)
    // what was taken back was no wish
    valueOf(await undoRevision(deps, athleteId, id, revision))
    expect(valueOf(await getHabits(deps, athleteId)).moves).toEqual([])
  })
})
