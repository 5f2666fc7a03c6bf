import { BUILDS_FROM_WEEKS, type Skeleton } from './macro.ts'
import type { Shortfall } from './shortfall.ts'
import { weeksOf, type Plan, type Reason } from './plan.ts'
import { ASSUMED_MINUTES, type SeasonContext } from './season.ts'
import { slotServes } from './slot-serves.ts'
import { draftsVolume, variantVolume } from './session-draft.ts'
import { neededLong, neededWeek } from './goal-volume.ts'
import type { WeekDraft } from './week-room.ts'

/** A build that cannot reach what the goal usually asks for says so: the aim is then to finish (science.md S5.5, G15). */
export function shortfallNotes(context: SeasonContext, drafts: ReadonlyMap<number, WeekDraft>): Reason[] {
  const { start, input } = context
  const needed = neededWeek(input.goal, start)
  const long = neededLong(input.goal, start)
  const weeks = [...drafts.values()].map((week) => week.drafts)
  const peak = Math.max(0, ...weeks.map((sessions) => draftsVolume(start, sessions)))
  const longest = Math.max(0, ...weeks.flat().map((session) => variantVolume(start, session.variant)))
  if (needed === 0 || (peak >= 0.9 * needed && longest >= 0.85 * long)) return []
  const facts = { unit: start.unit, peak, needed, longest, neededLong: long }
  return [{ code: 'peak-below-need', facts: roundedFacts(facts) }]
}

/** A season too short to build anything says what it is (science.md S5.4). */
export function arrivalNotes({ weeks, blocks }: Skeleton): Reason[] {
  const isArrival = weeks.length < BUILDS_FROM_WEEKS && blocks.every(({ type }) => type === 'RACE')
  return isArrival ? [{ code: 'arrive-healthy', facts: { weeks: weeks.length } }] : []
}

/** What the note of a plan says about it; null for a plan that reaches what its goal asks for. */
export function shortfallOf(plan: Plan): Shortfall | null {
  const note = weeksOf(plan)[0]?.notes.find(({ code }) => code === 'peak-below-need')
  if (!note) return null
  const number = (key: string): number => (typeof note.facts[key] === 'number' ? note.facts[key] : 0)
  return {
    unit: note.facts.unit === 'm' ? 'm' : 'min',
    peak: number('peak'),
    needed: number('needed'),
    longest: number('longest'),
    neededLong: number('neededLong'),
  }
}

const roundedFacts = (facts: Readonly<Record<string, string | number>>): Reason['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value) : value]),
  )

/** What the planner assumed, said in the first week. */
export function startNotes(context: SeasonContext): Reason[] {
  const { start, input } = context
  const notes: Reason[] = []
  if (input.athlete.availability === null) {
    const [weekday, weekend] = ASSUMED_MINUTES[start.sport]
    notes.push({ code: 'minutes-assumed', facts: { weekday, weekend } })
  }
  if (start.sport === 'run' && start.planningSpeedSource !== 'threshold') {
    notes.push({
      code: start.planningSpeedSource === 'typical-pace' ? 'distance-from-typical-pace' : 'distance-unknown',
      facts: {
        paceSPerKm: start.planningSpeedMps === null ? null : Math.round(1000 / (0.79 * start.planningSpeedMps)),
      },
    })
  }
  if (context.targets === 'rpe' || context.targets === 'hr') {
    notes.push({
      code: context.targets === 'hr' ? 'targets-by-heart-rate' : 'targets-by-effort',
      facts: { sport: start.sport, chosen: input.athlete.targets[start.sport] === context.targets },
    })
  }
  const wished = input.athlete.targets[start.sport]
  if (wished !== undefined && wished !== context.targets) {
    notes.push({ code: 'targets-not-known', facts: { sport: start.sport, chosen: wished, used: context.targets } })
  }
  const isShut = (input.athlete.availability?.slots ?? []).some(
    (slot) =>
      slot.indoor === true &&
      slotServes({ ...slot, indoor: false }, start.sport, input.athlete) &&
      !slotServes(slot, start.sport, input.athlete),
  )
  if (isShut) notes.push({ code: 'indoor-without-machine', facts: { sport: start.sport } })
  return notes
}
