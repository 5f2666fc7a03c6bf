import { isBlackout, slotsOn, type DatedSlot } from '../athlete/availability.ts'
import type { RuleId, Violation } from '../guardrails/guard-report.ts'
import { EASY_LEAST_MIN } from '../guardrails/reshape-session.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { longDate } from '../time/date-words.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { assessImpact, type Impact } from './assess-impact.ts'
import { bestDay } from './best-day.ts'
import type { OfferKind } from './offer-kind.ts'
import { placementsOn, type Placement, type PlacementRequest } from './placements.ts'
import { changesOf, type PlanEdit } from './plan-edit.ts'

/** One way out, with everything it does. */
export interface Offer {
  readonly kind: OfferKind
  /** The day the session stands on then. */
  readonly date: LocalDate
  readonly edits: readonly PlanEdit[]
  readonly changes: readonly PlanChange[]
  readonly impact: Impact
  /** Whole minutes the session is cut to; null when it stays as it is. */
  readonly minutes: number | null
  /** Minutes the day is given by the athlete's word, and what it had; null when its minutes do. */
  readonly given: { readonly minutes: number; readonly before: number } | null
  readonly swap: PlannedWorkout | null
  /** A hard session beside it that turns easy. */
  readonly eased: PlannedWorkout | null
  /** Warnings to accept with it. */
  readonly accepts: readonly RuleId[]
}

/** An offer that cannot be made, and why, in one sentence or two. */
export interface NoOffer {
  readonly kind: OfferKind
  readonly why: string
}

export interface Negotiation {
  /** What the plain move would do, by the way that breaks least; null when the day takes no session at all. */
  readonly plain: Impact | null
  /** What it would break, hard limits first. */
  readonly breaks: readonly Violation[]
  /** Always the three, in this order: another day, shorter, as it is. */
  readonly offers: readonly (Offer | NoOffer)[]
}

export const isOffer = (offer: Offer | NoOffer): offer is Offer => 'edits' in offer

/** Shares of its length a session is cut to when the day's minutes are not what is in the way. */
const CUT_SHARES = [0.85, 0.7, 0.5] as const
/** A day holds no more than this (contracts: minutes of a slot). */
const MOST_MINUTES = 720

/**
 * What happens when a session is put on a day, and three ways to make it work (design.md §5): the best other day, shorter
 * and just as hard, or as it is by the athlete's word on their minutes. No offer newly breaks a hard limit; what cannot be
 * offered says why. Pure.
 */
export function negotiate(plan: Plan, request: PlacementRequest, facts: ReviewFacts): Negotiation {
  const table = new Table(plan, request, facts)
  const plain = table.plain()
  return {
    plain,
    breaks: plain === null ? [] : hardFirst(plain.broken),
    offers: [table.move(), table.scale(), table.force()],
  }
}

const hardFirst = (violations: readonly Violation[]): Violation[] =>
  violations.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === 'H' ? -1 : 1))

interface Tried {
  readonly edits: readonly PlanEdit[]
  readonly changes: readonly PlanChange[]
  readonly impact: Impact
  readonly swap: PlannedWorkout | null
}

/** One negotiation: what was tried is kept, for the offers begin where the plain move ended. */
class Table {
  private readonly plan: Plan
  private readonly request: PlacementRequest
  private readonly facts: ReviewFacts
  private readonly ways: readonly Placement[]
  private readonly refusal: string | null
  private plainWays: readonly Tried[] | null = null

  constructor(plan: Plan, request: PlacementRequest, facts: ReviewFacts) {
    this.plan = plan
    this.request = request
    this.facts = facts
    const { ways, refusal } = placementsOn(plan, request)
    this.ways = ways
    this.refusal = refusal?.text ?? null
  }

  /** The placement that breaks least: no hard limit before one, then the fewest limits, the free slot before a swap. */
  plain(): Impact | null {
    return this.tried().toSorted((a, b) => hardOf(a) - hardOf(b) || allOf(a) - allOf(b))[0]?.impact ?? null
  }

  move(): Offer | NoOffer {
    const best = bestDay(this.plan, this.request, this.facts)
    const tried = best && this.try(best.placement.edits, best.placement.swap)
    if (!best || !tried)
      return { kind: 'move', why: 'No other day within a week of it takes this session without breaking a limit.' }
    return offerOf('move', best.date, tried)
  }

  scale(): Offer | NoOffer {
    const { workout, date } = this.request
    if (this.ways.length === 0) return { kind: 'scale', why: this.refusal ?? `${longDate(date)} is full.` }
    let most = 0
    for (const way of this.ways) {
      const room = this.roomFor(way)
      most = Math.max(most, room)
      const tries = [room, ...CUT_SHARES.map((share) => (share * workout.durationS) / 60)]
        .map((minutes) => Math.floor(Math.min(minutes, room)))
        .filter((minutes) => minutes >= EASY_LEAST_MIN && minutes * 60 < workout.durationS)
      for (const minutes of new Set(tries)) {
        const tried = this.try([...way.edits, { kind: 'shorten', workoutId: workout.id, minutes }], way.swap)
        if (!tried || tried.impact.blocked) continue
        return { ...offerOf('scale', date, tried), minutes: lengthIn(tried.impact.plan, workout.id) }
      }
    }
    if (most < EASY_LEAST_MIN)
      return {
        kind: 'scale',
        why: `${longDate(date)} has ${most > 0 ? `${most} min` : 'no time'} for it. Under ${EASY_LEAST_MIN} min a session is not worth changing for.`,
      }
    return { kind: 'scale', why: 'No shorter form of it that is just as hard keeps all limits on this day.' }
  }

  force(): Offer | NoOffer {
    const { workout, date } = this.request
    if (isBlackout(this.plan.athlete.availability, date))
      return {
        kind: 'force',
        why: `You marked ${longDate(date)} as a day off. Take it off the list in Settings, then move the session.`,
      }
    let stands: readonly Violation[] = []
    for (const tried of this.tried()) {
      const asked = this.withMinutes(tried)
      if (!asked) continue
      const { given, now } = asked
      if (!now.impact.blocked) return { ...offerOf('force', date, now), given }
      if (stands.length === 0) stands = now.impact.broken.filter(({ severity }) => severity === 'H')
      const mended = this.withEasyNeighbour(now)
      if (mended) return { ...offerOf('force', date, mended.tried), given, eased: mended.eased }
    }
    return {
      kind: 'force',
      why:
        stands.length > 0
          ? `${[...new Set(stands.map(({ text }) => text))].join(' ')} ${stays(stands)}`
          : (this.refusal ?? `${workout.title} cannot stand on ${longDate(date)}.`),
    }
  }

  /** The same with the day's minutes given where they were what is in the way; null where the day cannot be given any. */
  private withMinutes(tried: Tried): { readonly given: Offer['given']; readonly now: Tried } | null {
    const { workout } = this.request
    const isShort = tried.impact.broken.some(({ rule, workoutId }) => rule === 'G13' && workoutId === workout.id)
    if (!isShort) return { given: null, now: tried }
    const minutes = Math.ceil(workout.durationS / 60)
    const place = placeIn(tried.impact.plan, workout.id)
    if (!place || minutes > MOST_MINUTES) return null
    const edit: PlanEdit = { kind: 'minutes', date: place.date, slot: place.slot, minutes, sport: workout.sport }
    const now = this.try([edit, ...tried.edits], tried.swap)
    return now && { given: { minutes, before: this.slotAt(place)?.minutes ?? 0 }, now }
  }

  /** Where hard sessions would stand too close or too many, one of them turned easy, the nearest first. */
  private withEasyNeighbour(tried: Tried): { readonly tried: Tried; readonly eased: PlannedWorkout } | null {
    const hard = tried.impact.broken.filter(({ severity }) => severity === 'H')
    if (!hard.every(({ rule }) => rule === 'G07' || rule === 'G08')) return null
    const { workout, date, today, done = [] } = this.request
    const near = workoutsOf(tried.impact.plan)
      .filter((other) => other.hard && !other.race && other.id !== workout.id && !done.includes(other.id))
      .filter((other) => (today === null || other.date >= today) && mondayOf(other.date) <= mondayOf(addDays(date, 2)))
      .filter((other) => Math.abs(daysBetween(other.date, date)) <= (hard.some(({ rule }) => rule === 'G08') ? 6 : 2))
      .toSorted((a, b) => Math.abs(daysBetween(a.date, date)) - Math.abs(daysBetween(b.date, date)))
    for (const eased of near) {
      const mended = this.try([...tried.edits, { kind: 'ease', workoutId: eased.id }], tried.swap)
      if (mended && !mended.impact.blocked) return { tried: mended, eased }
    }
    return null
  }

  private tried(): readonly Tried[] {
    this.plainWays ??= this.ways.flatMap(({ edits, swap }) => this.try(edits, swap) ?? [])
    return this.plainWays
  }

  private try(edits: readonly PlanEdit[], swap: PlannedWorkout | null): Tried | null {
    const options = { done: this.request.done ?? [] }
    const changes = changesOf(this.plan, edits)
    if (!changes.ok) return null
    const impact = assessImpact(this.plan, changes.value, this.facts, options)
    return impact.ok ? { edits, changes: changes.value, impact: impact.value, swap } : null
  }

  /** Minutes of the slot that a placement uses, for the session's sport; without any known minutes the session's own. */
  private roomFor({ edits }: Placement): number {
    const { workout } = this.request
    const own = edits.find((edit) => edit.kind === 'move' && edit.workoutId === workout.id)
    if (own?.kind !== 'move' || isBlackout(this.plan.athlete.availability, own.to.date)) return 0
    const { slots, overrides = [] } = this.plan.athlete.availability
    const isKnown = slots.length > 0 || overrides.length > 0 || weeksOf(this.plan).some((week) => week.slots.length > 0)
    return isKnown ? (this.slotAt(own.to)?.minutes ?? 0) : Math.ceil(workout.durationS / 60)
  }

  private slotAt({ date, slot }: { readonly date: LocalDate; readonly slot: number }): DatedSlot | undefined {
    const { sport } = this.request.workout
    const week = weeksOf(this.plan).find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))
    const snapshot = week?.slots.filter((each) => each.date === date) ?? []
    const day = snapshot.length > 0 ? snapshot : slotsOn(this.plan.athlete.availability, date)
    return day.find((each) => each.slot === slot && (each.sports === undefined || each.sports.includes(sport)))
  }
}

const offerOf = (kind: OfferKind, date: LocalDate, { edits, changes, impact, swap }: Tried): Offer => ({
  kind,
  date,
  edits,
  changes,
  impact,
  minutes: null,
  given: null,
  swap,
  eased: null,
  accepts: [...new Set(impact.broken.map(({ rule }) => rule))],
})

/** Limits the athlete set themselves, and can change. */
const OWN_LIMITS: ReadonlySet<RuleId> = new Set(['G12', 'G13', 'G14'])
const stays = (violations: readonly Violation[]): string =>
  violations.every(({ rule }) => OWN_LIMITS.has(rule))
    ? 'You set this yourself: change it in Settings, then plan the weeks to come anew.'
    : 'A day can be given more minutes; a limit of safety stays.'

const hardOf = ({ impact }: Tried): number => impact.broken.filter(({ severity }) => severity === 'H').length
const allOf = ({ impact }: Tried): number => impact.broken.length
const placeIn = (plan: Plan, id: string): PlannedWorkout | undefined => workoutsOf(plan).find((each) => each.id === id)
const lengthIn = (plan: Plan, id: string): number => Math.round((placeIn(plan, id)?.durationS ?? 0) / 60)
