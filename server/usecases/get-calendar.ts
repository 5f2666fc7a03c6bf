import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { CalendarReply } from '../../shared/contracts/home.ts'
import { listActivities } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlanWeeks } from '../repositories/plan-weeks-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { loadPlanDone, marksOf } from './session-outcomes.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { weeksInView } from './week-in-view.ts'

/** A year and some is more than any calendar shows at once. */
const MAX_DAYS = 400

/** Whole weeks between two dates: planned sessions beside activities, with week totals. */
export async function getCalendar(
  deps: Deps,
  athleteId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Outcome<CalendarReply>> {
  const days = daysBetween(from, to)
  if (days < 0 || days > MAX_DAYS)
    return refuse(
      'invalid-input',
      'Check the dates',
      `A calendar shows up to ${MAX_DAYS} days, the first before the last.`,
      {
        fields: { to: `Choose a day within ${MAX_DAYS} days after the first.` },
      },
    )
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const monday = mondayOf(from)
    const active = await loadActivePlanWeeks(tx, { from: monday, to })
    const activities = await listActivities(tx, { from: monday, to: addDays(mondayOf(to), 6) })
    const today = localToday(deps.now(), athlete.timeZone)
    const planDone = active && from <= today ? await loadPlanDone(tx, today, athlete.timeZone) : null
    const inView = (active?.blocks ?? []).flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
    const marks = planDone && (await marksOf(deps, tx, planDone, inView))
    return done({
      today,
      planId: active?.planId ?? null,
      revision: active?.revision ?? null,
      weeks: weeksInView(active, activities, active?.athlete.availability ?? athlete.availability, from, to, marks),
    })
  })
}
