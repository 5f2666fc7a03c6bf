import type { AvailabilitySlot } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import { WEEKDAYS, type Weekday } from '@coach-wattz/core/time/week'

export interface DraftSlot {
  minutes: number
  indoor: boolean
  /** The one sport this time is for; empty means any. */
  sport: Sport | ''
}
/** One or two stretches of each day, as the grid holds them. */
export type DraftWeek = Record<Weekday, DraftSlot[]>

export const SLOTS_A_DAY = 2
const ORDINARY: Record<Weekday, number> = { MON: 0, TUE: 60, WED: 60, THU: 60, FRI: 0, SAT: 90, SUN: 120 }

/** The week as the grid holds it: every slot with its place and sport; an ordinary week where nothing is known. */
export function draftWeek(known: readonly AvailabilitySlot[] | null): DraftWeek {
  const draftDay = (day: Weekday): DraftSlot[] => {
    if (known === null) return [{ minutes: ORDINARY[day], indoor: false, sport: '' }]
    const own = known
      .filter((slot) => slot.day === day)
      .map(({ minutes, indoor, sports }): DraftSlot => ({
        minutes,
        indoor: indoor === true,
        sport: sports?.length === 1 ? (sports[0] ?? '') : '',
      }))
    return own.length > 0 ? own : [{ minutes: 0, indoor: false, sport: '' }]
  }
  const [MON, TUE, WED, THU, FRI, SAT, SUN] = WEEKDAYS.map(draftDay)
  return { MON: MON!, TUE: TUE!, WED: WED!, THU: THU!, FRI: FRI!, SAT: SAT!, SUN: SUN! }
}

/** Minutes of a day, both slots. */
export const minutesOf = (slots: readonly DraftSlot[]): number => slots.reduce((sum, slot) => sum + slot.minutes, 0)

interface SentSlot {
  day: Weekday
  minutes: number
  indoor?: boolean
  sports?: Sport[]
}
/** The grid's week as the server takes it; slots without time are left out. */
export const slotsOf = (week: DraftWeek): SentSlot[] =>
  WEEKDAYS.flatMap((day) =>
    week[day]
      .filter(({ minutes }) => minutes > 0)
      .map(({ minutes, indoor, sport }) => ({
        day,
        minutes,
        ...(indoor ? { indoor: true } : {}),
        ...(sport ? { sports: [sport] } : {}),
      })),
  )
