import { isOpenOn } from '@coach-wattz/core/athlete/flag'
import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import { fitnessHistory } from '@coach-wattz/core/load/fitness'
import { lastDayOf, workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { TodayReply } from '../../shared/contracts/home.ts'
import { countActivities, listActivities, loadLoadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listFlags } from '../repositories/flag-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { loadPlanDone, marksOf } from './session-outcomes.ts'
import { done, type Outcome } from './outcome.ts'
import { weeksInView } from './week-in-view.ts'

/** Today's sessions with the thresholds in force, this week, and where the plan stands. */
export async function getToday(deps: Deps, athleteId: string): Promise<Outcome<TodayReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    const thresholds = await loadThresholds(tx)
    const { count } = await countActivities(tx)
    const monday = mondayOf(today)
    const thisWeek = await listActivities(tx, { from: monday, to: addDays(monday, 6) })
    const planDone = active ? await loadPlanDone(tx, today, athlete.timeZone) : null
    const ofWeek = (active ? workoutsOf(active.plan) : []).filter(
      ({ date }) => date >= monday && date <= addDays(monday, 6),
    )
    const [week] = weeksInView(
      active?.plan ?? null,
      thisWeek,
      active?.plan.athlete.availability ?? athlete.availability,
      monday,
      today,
      planDone && (await marksOf(deps, tx, planDone, ofWeek)),
    )
    if (!week) throw new Error(`No week in view for ${today}`)
    const workouts = active ? workoutsOf(active.plan) : []
    const fitness = fitnessHistory((await loadLoadHistory(tx, today)).days, today)
    const last = fitness.ok ? fitness.value.days.at(-1) : undefined
    return done({
      today,
      week,
      workouts: workouts.filter((workout) => workout.date === today).toSorted((a, b) => a.slot - b.slot),
      nextWorkout:
        workouts
          .filter((workout) => workout.date > today)
          .toSorted((a, b) => a.date.localeCompare(b.date) || a.slot - b.slot)[0] ?? null,
      thresholds: { run: thresholdsOn(thresholds, 'run', today), ride: thresholdsOn(thresholds, 'ride', today) },
      form: last ? { fitness: last.ctl, fatigue: last.atl, form: last.tsb } : null,
      planState: planState(active?.plan ?? null, today),
      hasHistory: count > 0,
      planId: active?.plan.id ?? null,
      flagsDue: (await listFlags(tx)).filter(
        ({ reviewDate, ...flag }) => isOpenOn(flag, today) && reviewDate !== undefined && reviewDate <= today,
      ),
    })
  })
}

function planState(plan: Plan | null, today: LocalDate): TodayReply['planState'] {
  if (!plan) return 'none'
  if (today < plan.startDate) return 'before'
  return today > lastDayOf(plan) ? 'over' : 'running'
}
