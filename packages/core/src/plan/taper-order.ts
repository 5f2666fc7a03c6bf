import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import type { SkeletonWeek } from './macro.ts'
import type { OpenDay } from './place-week.ts'
import type { SeasonContext } from './season.ts'
import { variantHardMinutes, variantMinutes, type SessionDraft } from './session-draft.ts'
import { OLD_YEARS, type PastSession } from './starting-point.ts'
import type { Taper } from './taper.ts'

/** The taper as a whole: its weeks, and the week its shares are taken from. */
export interface TaperOrder {
  readonly weeks: readonly { readonly week: SkeletonWeek; readonly days: readonly (OpenDay | null)[] }[]
  /** The last full loading week (science.md S6.1). */
  readonly reference: readonly SessionDraft[]
  readonly taper: Taper
  readonly raceDate: LocalDate
  /** Longest session of the weeks before, in minutes. */
  readonly longestMinutes: number
  /** Volumes of the weeks before the taper, history first. */
  readonly volumesBefore: readonly (number | null)[]
  /** Sessions done and planned before the taper's first week. */
  readonly sessionsBefore: readonly PastSession[]
  /** Races on the way that no session before tells of: their days hold volume too (science.md S7.3). */
  readonly racesBefore: readonly PastSession[]
  readonly planWeeks: number
  /** Training days in a row up to the Sunday before. */
  readonly streakBefore: number
  /** Most volume of one session (science.md G03, G23). */
  readonly sessionCap: number
  /** Last hard day before the taper weeks. */
  readonly lastHardDate: LocalDate | null
}

/** A day of the taper by its distance to the race: 0 Monday of its week, and the minutes it has. */
export interface TaperDate {
  readonly day: number
  readonly open: OpenDay
}

/** The open day `daysToRace` days before the race; null where the taper has none there. */
export function taperDate({ weeks, raceDate }: TaperOrder, daysToRace: number): TaperDate | null {
  const date = addDays(raceDate, -daysToRace)
  for (const { week, days } of weeks) {
    const day = daysBetween(week.startDate, date)
    const open = day >= 0 && day <= 6 ? days[day] : null
    if (open) return { day, open }
  }
  return null
}

/** The session the reference week has on the weekday that lies `daysToRace` days before the race. */
export function usualSession(order: TaperOrder, daysToRace: number): SessionDraft | null {
  const date = taperDate(order, daysToRace)
  return order.reference.find(({ day }) => day === date?.day) ?? null
}

/** A long session of up to this length is never hard (science.md S5.7a). */
export const EASY_LONG_MINUTES = { run: 60, ride: 210 } as const

/** Days between two hard sessions (science.md G07, from 65 years G20). */
export const hardGapDays = ({ start }: SeasonContext): number => ((start.ageYears ?? 0) >= OLD_YEARS ? 3 : 2)

/** Key sessions, and long ones that may carry the HARD tag (science.md S5.7a). */
export function isHardDraft(context: SeasonContext, draft: SessionDraft): boolean {
  if (variantHardMinutes(draft.variant) >= HARD_SESSION_MINUTES) return true
  return draft.role === 'long' && variantMinutes(draft.variant) > EASY_LONG_MINUTES[context.start.sport]
}

/** Who still runs and walks in turn. */
export const RUN_WALK_ARCHETYPES: ReadonlySet<string> = new Set(['R05', 'R02'])
export const runsAndWalks = ({ reference }: TaperOrder): boolean =>
  reference.some(({ variant }) => RUN_WALK_ARCHETYPES.has(variant.archetypeId))
