import { nextReview, type Flag, type Symptoms } from '@coach-wattz/core/athlete/flag'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'

/** Days free of symptoms after which the athlete says it is over (science.md S8.6). */
const WELL_DAYS: Record<Symptoms, number> = { 'above-neck': 1, 'below-neck': 2, fever: 3, heart: 7 }
/** Points of performance that an illness takes while it lasts, and beats it adds. */
export const ILLNESS_COST: Record<Symptoms, { readonly points: number; readonly bpm: number }> = {
  'above-neck': { points: 3, bpm: 3 },
  'below-neck': { points: 6, bpm: 7 },
  fever: { points: 9, bpm: 12 },
  heart: { points: 9, bpm: 12 },
}

/** An illness as it runs: training in it makes it last longer, whoever prescribed the session. */
export class Illness {
  readonly symptoms: Symptoms
  private readonly startDate: LocalDate
  private lastDay: LocalDate
  private told: Flag

  constructor(symptoms: Symptoms, startDate: LocalDate, days: number) {
    this.symptoms = symptoms
    this.startDate = startDate
    this.lastDay = addDays(startDate, days - 1)
    const flag: Flag = { kind: 'ILLNESS', startDate, symptoms }
    this.told = { ...flag, reviewDate: nextReview(flag, startDate) }
  }

  hasSymptoms(day: LocalDate): boolean {
    return day >= this.startDate && day <= this.lastDay
  }

  /** True until the athlete says that it is over. */
  isOpen(): boolean {
    return this.told.endDate === undefined
  }

  /** The day's session was hard or long for someone ill: a day longer, once a day. */
  trained(day: LocalDate): void {
    if (this.hasSymptoms(day)) this.lastDay = addDays(this.lastDay, 1)
  }

  /** What the athlete tells of it on the morning of `day`: how it is when asked, and the first day without symptoms. */
  tell(day: LocalDate): Flag {
    const { told } = this
    if (told.endDate !== undefined) return told
    const free = addDays(this.lastDay, 1)
    if (told.symptomFreeSince === undefined && day >= free) {
      const flag: Flag = { ...told, symptomFreeSince: free }
      this.told = { ...flag, reviewDate: nextReview(flag, day) }
    } else if (told.symptomFreeSince === undefined && told.reviewDate !== undefined && day >= told.reviewDate)
      this.told = { ...told, reviewDate: nextReview(told, day) }
    const { symptomFreeSince } = this.told
    if (symptomFreeSince !== undefined && day >= addDays(symptomFreeSince, WELL_DAYS[this.symptoms]))
      this.told = { ...this.told, endDate: day }
    return this.told
  }
}
