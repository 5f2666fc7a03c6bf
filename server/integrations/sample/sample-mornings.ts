import { unknownDay, type WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { seededRandom } from './random.ts'

/** A baseline of 60 days, the week after it, and some weeks for the chart to begin in. */
const DAYS = 100
/** A watch is forgotten now and then. */
const FORGOTTEN = 0.06
const USUAL = { lnHrv: 4.15, restingHrBpm: 47, sleepS: 7.3 * 3600 }
/** What the week that went wrong did to them. */
const WORN = { lnHrv: -0.18, restingHrBpm: 3.5, sleepS: -0.9 * 3600 }

/**
 * The sample athlete's mornings up to `today`, as a watch tells them: HRV, heart rate at rest and sleep around their own
 * normal, worse in the week from `badWeekStart` on. Same days, same mornings.
 */
export function sampleMornings(today: LocalDate, badWeekStart: LocalDate): WellnessDay[] {
  const random = seededRandom(20_260_608)
  const around = () => random() + random() + random() - 1.5
  return Array.from({ length: DAYS }, (_, index) => addDays(today, index + 1 - DAYS)).flatMap((date): WellnessDay[] => {
    const isForgotten = random() < FORGOTTEN && date !== today
    const [hrv, heart, sleep] = [around(), around(), around()]
    if (isForgotten) return []
    const into = daysBetween(badWeekStart, date)
    const worn = into >= 1 && into <= 7 ? 1 : 0
    return [
      {
        ...unknownDay(date),
        hrvRmssdMs: Math.round(10 * Math.exp(USUAL.lnHrv + worn * WORN.lnHrv + 0.16 * hrv)) / 10,
        restingHrBpm: Math.round(USUAL.restingHrBpm + worn * WORN.restingHrBpm + 2.4 * heart),
        sleepS: 60 * Math.round((USUAL.sleepS + worn * WORN.sleepS + 3000 * sleep) / 60),
      },
    ]
  })
}
