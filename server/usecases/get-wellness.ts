import { readinessOn } from '@coach-wattz/core/adaptation/readiness'
import { readinessTrend } from '@coach-wattz/core/adaptation/readiness-trend'
import { mergedDay } from '@coach-wattz/core/evidence/wellness-sources'
import { daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { WellnessDayReply, WellnessReply } from '../../shared/contracts/wellness.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadWellness } from '../repositories/wellness-repository.ts'
import { openBrakeQuestion } from './brake-question.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { morningsOf } from './readiness-of.ts'

const MOST_DAYS = 400

/** The mornings between two days with the bands they are held against. */
export async function getWellness(
  deps: Deps,
  athleteId: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Outcome<WellnessReply>> {
  if (from > to || daysBetween(from, to) > MOST_DAYS)
    return refuse(
      'invalid-input',
      'Check the dates',
      `The first day comes before the last, at most ${MOST_DAYS} days apart.`,
      {
        fields: { to: `Choose a day at most ${MOST_DAYS} days after the first.` },
      },
    )
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const { days, sickDays } = await morningsOf(tx, { from, to })
    return done({
      today,
      days: days.filter(({ date }) => date >= from),
      trend: readinessTrend(days, { from, to }, sickDays),
    })
  })
}

/** One morning: what is known of it, from where, what the athlete said themselves, and what came of it. */
export async function getWellnessDay(
  deps: Deps,
  athleteId: string,
  date: LocalDate,
): Promise<Outcome<WellnessDayReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { days, sickDays } = await morningsOf(tx, { from: date, to: date })
    const told = await loadWellness(tx, { from: date, to: date })
    const { source: _source, ...checkIn } = told.find(({ source }) => source === 'CHECK_IN') ?? { source: null }
    return done({
      day: mergedDay(date, told),
      checkIn: 'date' in checkIn ? checkIn : null,
      readiness: readinessOn(days, date, sickDays),
      question: (await openBrakeQuestion(tx, date))?.question ?? null,
    })
  })
}
