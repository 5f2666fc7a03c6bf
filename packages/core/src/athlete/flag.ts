import { addDays, type LocalDate } from '../time/local-date.ts'

export const FLAG_KINDS = ['INJURY', 'ILLNESS'] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

/** `heart`: chest pain, palpitations, breathlessness or fainting, which only a doctor ends (science.md S8.6). */
export const SYMPTOMS = ['above-neck', 'below-neck', 'fever', 'heart'] as const
export type Symptoms = (typeof SYMPTOMS)[number]

/** Something that switches rules on until it is cleared (design.md §4). */
export interface Flag {
  readonly kind: FlagKind
  /** `knee`, `achilles` … for an injury. */
  readonly part?: string
  readonly startDate: LocalDate
  readonly reviewDate?: LocalDate
  /** Pain of an injury on the worst of the last days, 0–10; absent: unknown (science.md G17). */
  readonly pain?: number
  /** True while walking is changed by it; absent: unknown (science.md G17). */
  readonly limp?: boolean
  /** First day of an injury on which it ruled out running; kept until the flag ends. */
  readonly noRunFrom?: LocalDate
  /** First day on which running is possible again after that; absent: not yet. */
  readonly runAgainFrom?: LocalDate
  /** Where an illness sits, the neck check of science.md S8.6; absent: unknown. */
  readonly symptoms?: Symptoms
  /** First day without symptoms and without drugs (S8.6), of an injury without pain (G17), once there is one. */
  readonly symptomFreeSince?: LocalDate
  /** The day it was over; such a flag holds nothing any more and only explains a way back (S8.7). */
  readonly endDate?: LocalDate
}

/** From this pain on nobody runs (science.md G17, the pain-monitoring idea of Silbernagel). */
export const NO_RUN_FROM_PAIN = 5
/** From this pain on nothing grows (science.md G17). */
export const NO_PROGRESS_FROM_PAIN = 3
/** Up to this pain a run is fine, and one who had to stop begins again (science.md G17, S8.7). */
const FINE_UP_TO_PAIN = 2
/** An injury holds until this many days without pain, the last of them told and not taken from silence (science.md G17). */
export const PAIN_FREE_DAYS = 7

/** Days until a flag is looked at again: an injury each week; a cold sooner than a fever (science.md G17, S8.6). */
const REVIEW_DAYS = { INJURY: 7, 'above-neck': 2, 'below-neck': 3, fever: 3, heart: 7, untold: 3 } as const
/** Days free of symptoms after which an illness is looked at again (science.md S8.6); a week where only a doctor ends it. */
const WELL_DAYS = { 'above-neck': 1, 'below-neck': 2, fever: 3, heart: 7, untold: 2 } as const

/** An injury without a review date is held for four weeks, an illness for one (science.md G17, G19; review with the athlete). */
const DEFAULT_FLAG_DAYS = { INJURY: 28, ILLNESS: 7 } as const
/** A review that is due and not answered holds on for as long as the next one would take. */
const UNANSWERED_DAYS = { INJURY: REVIEW_DAYS.INJURY, ILLNESS: REVIEW_DAYS['below-neck'] } as const

/**
 * The first day on which a flag no longer holds a plan that starts on `planStart`: seven days without pain, its review, or
 * the usual time from the start. What `today` finds due and unanswered holds on, pain-free days included: silence is no
 * recovery.
 */
export function flagEnd(flag: Flag, planStart: LocalDate, today: LocalDate | null = null): LocalDate {
  if (flag.endDate !== undefined) return flag.endDate
  const asked =
    flag.kind === 'INJURY' && flag.symptomFreeSince !== undefined
      ? addDays(flag.symptomFreeSince, PAIN_FREE_DAYS)
      : (flag.reviewDate ?? addDays(planStart, DEFAULT_FLAG_DAYS[flag.kind]))
  return today !== null && today >= asked ? addDays(today, UNANSWERED_DAYS[flag.kind]) : asked
}

/** When to ask again, told on `today`: once it may be over, else after the usual days (science.md G17, S8.6). */
export function nextReview(flag: Flag, today: LocalDate): LocalDate {
  const symptoms = flag.symptoms ?? 'untold'
  if (flag.kind === 'INJURY') return addDays(flag.symptomFreeSince ?? today, PAIN_FREE_DAYS)
  return flag.symptomFreeSince === undefined
    ? addDays(today, REVIEW_DAYS[symptoms])
    : addDays(flag.symptomFreeSince, WELL_DAYS[symptoms])
}

/** True while signs of the heart wait for a doctor's word: no training and no plan until it is told (science.md S8.6). */
export const waitsForDoctor = (flags: readonly Flag[], date: LocalDate): boolean =>
  flags.some((flag) => flag.symptoms === 'heart' && flag.startDate <= date && isOpenOn(flag, date))

/** True for a flag that is not over on `date`. */
export const isOpenOn = (flag: Flag, date: LocalDate): boolean => flag.endDate === undefined || flag.endDate > date

/** True for an injury that rules out running on a day: pain of 5 or more, a limp, or either before and not yet down to 2. */
export function rulesOutRunning(flag: Flag, date: LocalDate): boolean {
  if (flag.kind !== 'INJURY') return false
  if (flag.limp === true || (flag.pain ?? 0) >= NO_RUN_FROM_PAIN) return true
  return flag.noRunFrom !== undefined && (flag.runAgainFrom === undefined || date < flag.runAgainFrom)
}

/** What may be told of an injury on a day; what is left out is not known better than before. */
export interface PainTold {
  /** 0–10. */
  readonly pain?: number | undefined
  readonly limp?: boolean | undefined
}

/**
 * The flag with what the athlete says of it `today`: when running stopped and when it may begin again follow from the
 * pain, days without pain count from the first zero told, and the next look is set. A zero told after seven such days ends
 * it. What is not told stays as it was; without a word of pain no day counts as free of it.
 */
export function withPain(flag: Flag, told: PainTold, today: LocalDate): Flag {
  const { noRunFrom: stopped, runAgainFrom: again, symptomFreeSince, reviewDate: _asked, ...rest } = flag
  const pain = told.pain ?? flag.pain
  const limp = told.limp ?? flag.limp
  const isOut = limp === true || (pain ?? 0) >= NO_RUN_FROM_PAIN
  const noRunFrom = isOut && (stopped === undefined || again !== undefined) ? today : stopped
  const isFine = noRunFrom !== undefined && !isOut && pain !== undefined && pain <= FINE_UP_TO_PAIN
  // between the two, what was begun goes on and what was stopped stays stopped
  const runAgainFrom = isFine ? (again ?? today) : isOut ? undefined : again
  const freeSince = limp === true ? undefined : freeOfPainSince(symptomFreeSince, told.pain, today)
  const isOver = told.pain === 0 && freeSince !== undefined && today >= addDays(freeSince, PAIN_FREE_DAYS)
  const next: Flag = {
    ...rest,
    ...(pain === undefined ? {} : { pain }),
    ...(limp === undefined ? {} : { limp }),
    ...(noRunFrom === undefined ? {} : { noRunFrom }),
    ...(runAgainFrom === undefined ? {} : { runAgainFrom }),
    ...(freeSince === undefined ? {} : { symptomFreeSince: freeSince }),
    ...(isOver ? { endDate: today } : {}),
  }
  return { ...next, reviewDate: nextReview(next, today) }
}

/** The first day without pain: silence keeps it, a zero begins it, pain ends it. */
function freeOfPainSince(known: LocalDate | undefined, told: number | undefined, today: LocalDate) {
  if (told === undefined) return known
  return told === 0 ? (known ?? today) : undefined
}

/** What riding does not load: everything below the knee. */
const BELOW_THE_KNEE = /shin|tibia|calf|calves|achill|ankle|foot|feet|heel|plantar|toe|metatars|lower leg|soleus/i

/** True for an injury that an easy ride spares, so that it may take a run's place; what we do not know is not spared. */
export const isSparedByRiding = (flag: Flag): boolean => BELOW_THE_KNEE.test(flag.part ?? '')
