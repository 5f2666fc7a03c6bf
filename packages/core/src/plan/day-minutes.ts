import { isBlackout, slotsOn, type Availability, type DatedSlot } from '../athlete/availability.ts'
import type { Sport } from '../athlete/sport.ts'
import { err, ok, type Result } from '../result/result.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ChangeConflict } from './apply-change.ts'
import type { DayMinutes, PlanChange } from './plan-change.ts'
import { weeksOf, type Plan, type TrainingWeek } from './plan.ts'

type MinutesChange = Extract<PlanChange, { kind: 'minutes' }>

/** Minutes of one sport in one slot of a day. */
export interface GivenMinutes {
  readonly date: LocalDate
  readonly slot: number
  readonly minutes: number
  readonly sport: Sport
}

/**
 * The change that gives a slot of a day so many minutes for a sport, by the athlete's word: a dated override of that day,
 * the other slot as it was (design.md §5 Drag or edit). Null on a day marked as off and outside the plan.
 */
export function giveMinutes(plan: Plan, given: GivenMinutes): MinutesChange | null {
  const { date } = given
  const week = weekOf(plan, date)
  if (!week || isBlackout(plan.athlete.availability, date)) return null
  const before = minutesOf(plan, week, date)
  const standing = before.slots.length > 0 ? before.slots : slotsOn(plan.athlete.availability, date)
  const old = standing.find(({ slot }) => slot === given.slot)
  const sports = old?.sports?.includes(given.sport) === false ? [...old.sports, given.sport] : old?.sports
  const now: DatedSlot = {
    date,
    slot: given.slot,
    minutes: given.minutes,
    ...(old?.indoor === undefined ? {} : { indoor: old.indoor }),
    ...(sports === undefined ? {} : { sports }),
  }
  const slots = [...standing.filter(({ slot }) => slot !== given.slot), now].sort((a, b) => a.slot - b.slot)
  return { kind: 'minutes', date, before, after: { overrides: slots, slots } }
}

/** The plan with the minutes of one day as the change says. Refused where they are not what the change says they were. */
export function applyMinutes(plan: Plan, change: MinutesChange): Result<Plan, ChangeConflict> {
  const { date, before, after } = change
  const week = weekOf(plan, date)
  if (!week || !isSameJson(minutesOf(plan, week, date), before))
    return err({
      kind: 'minutes-changed',
      text: `The minutes of ${date} have changed in the meantime. Look at the plan again.`,
    })
  const availability = withOverridesOn(plan.athlete.availability, date, after.overrides)
  const changed: TrainingWeek = { ...week, slots: withDay(week.slots, date, after.slots) }
  return ok({
    ...plan,
    athlete: { ...plan.athlete, availability },
    blocks: plan.blocks.map((block) =>
      block.weeks.includes(week)
        ? { ...block, weeks: block.weeks.map((each) => (each === week ? changed : each)) }
        : block,
    ),
  })
}

/** The availability with other overrides on one day; null takes the day's away, and the list with its last one. */
export function withOverridesOn(
  availability: Availability,
  date: LocalDate,
  overrides: readonly DatedSlot[] | null,
): Availability {
  const { overrides: known = [], ...rest } = availability
  const all = withDay(known, date, overrides ?? [])
  return overrides === null && all.length === 0 ? rest : { ...rest, overrides: all }
}

/** What an availability says of one day alone; null where it has no dated days at all. */
export const overridesOn = ({ overrides }: Availability, date: LocalDate): readonly DatedSlot[] | null =>
  overrides === undefined ? null : overrides.filter((slot) => slot.date === date)

const minutesOf = ({ athlete }: Plan, week: TrainingWeek, date: LocalDate): DayMinutes => ({
  overrides: overridesOn(athlete.availability, date),
  slots: week.slots.filter((slot) => slot.date === date),
})

/** The list with other slots on one day, in the place of those before: put in and taken out again, it is what it was. */
function withDay(slots: readonly DatedSlot[], date: LocalDate, of: readonly DatedSlot[]): DatedSlot[] {
  const own = slots.findIndex((slot) => slot.date === date)
  const next = slots.findIndex((slot) => slot.date > date)
  const at = own >= 0 ? own : next >= 0 ? next : slots.length
  const others = (list: readonly DatedSlot[]): DatedSlot[] => list.filter((slot) => slot.date !== date)
  return [...others(slots.slice(0, at)), ...of, ...others(slots.slice(at))]
}

const weekOf = (plan: Plan, date: LocalDate): TrainingWeek | undefined =>
  weeksOf(plan).find((week) => week.startDate <= date && date < addDays(week.startDate, 7))
