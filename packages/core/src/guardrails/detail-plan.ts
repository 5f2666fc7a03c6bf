import { detailBlock } from '../plan/detail-block.ts'
import { nextOutline } from '../plan/fold-plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type Reason, type TrainingBlock, type TrainingWeek } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import type { LocalDate } from '../time/local-date.ts'
import { correctPlan } from './correct-plan.ts'
import type { GuardReport, Violation } from './guard-report.ts'
import type { ReviewFacts } from './review-facts.ts'
import { brokenBy, lighterShare, withReachableOutlines, withWeeks } from './reachable-outlines.ts'
import { reviewPlan } from './review-plan.ts'

export type DetailedPlan =
  | {
      readonly ok: true
      readonly plan: Plan
      readonly change: Extract<PlanChange, { kind: 'weeks' }>
      readonly report: GuardReport
      /** Why and with which numbers, for the revision (design.md law 3). */
      readonly reason: Reason
    }
  | {
      readonly ok: false
      /** Nothing ahead is an outline, or no size of these weeks passes the rules today. */
      readonly why: 'all-written' | 'no-safe-weeks'
      readonly text: string
    }

/** Shares of the targets tried one after the other: an athlete who lost weeks begins a block with less than it once aimed at. */
const SCALES = [1, 0.9, 0.8, 0.65, 0.5] as const

/** Weeks of one block that are made lighter ones where too many load in a row. */
const LIGHTER_TURNS = 3

/** Which outlines to write: those of blocks that begin up to a day, or all up to one block. */
export type DetailWish = { readonly beginsBy: LocalDate } | { readonly blockId: string }

/**
 * Writes outline weeks ahead (design.md §4: just in time): every block up to the wished one, in order, from what the athlete
 * can do by then, each through the same gate as every other change (law 2). Written weeks stay byte for byte. Outlines further
 * on that the new weeks no longer lead to come down with them, in the same change. Pure.
 */
export function detailPlan(plan: Plan, input: PlanningInput, facts: ReviewFacts, wish: DetailWish): DetailedPlan {
  let current = plan
  const written: TrainingWeek[] = []
  for (let block = nextWished(current, input.today, wish); block; block = nextWished(current, input.today, wish)) {
    const made = writeBlock(current, block, input, facts)
    if (!made.ok) return written.length > 0 ? finished(plan, current, written, facts) : made.refused
    current = made.plan
    written.push(...made.weeks)
  }
  return written.length > 0 ? finished(plan, current, written, facts) : ALL_WRITTEN
}

const ALL_WRITTEN: DetailedPlan = {
  ok: false,
  why: 'all-written',
  text: 'Every week up to there is written already.',
}

function nextWished(plan: Plan, today: LocalDate, wish: DetailWish): TrainingBlock | null {
  const next = nextOutline(plan, today)
  if (next === null) return null
  if ('beginsBy' in wish) return next.startDate <= wish.beginsBy ? next : null
  const wanted = plan.blocks.find(({ id }) => id === wish.blockId)
  return wanted !== undefined && plan.blocks.indexOf(next) <= plan.blocks.indexOf(wanted) ? next : null
}

type WrittenBlock =
  | { readonly ok: true; readonly plan: Plan; readonly weeks: readonly TrainingWeek[] }
  | { readonly ok: false; readonly refused: DetailedPlan }

function writeBlock(plan: Plan, block: TrainingBlock, input: PlanningInput, facts: ReviewFacts): WrittenBlock {
  const before = reviewPlan(plan, facts)
  let broken: Violation | undefined
  for (const scale of SCALES) {
    const shares = new Map<number, number>()
    let tried = tryWeeks(plan, detailBlock(plan, block, input, { scale }), before, facts)
    for (let turn = 0; turn < LIGHTER_TURNS && tried.broken?.rule === 'G05'; turn++) {
      // a week before was to be a lighter one and is not, measured on what was really done: the first new week is it, then where the count says so
      const week = turn === 0 ? tried.first : (tried.broken.week ?? tried.first)
      const share = lighterShare(tried.plan, week, facts)
      if (share === 1) break
      shares.set(week, (shares.get(week) ?? 1) * share)
      tried = tryWeeks(plan, detailBlock(plan, block, input, { scale, shares }), before, facts)
    }
    broken = tried.broken
    if (!broken) return { ok: true, plan: tried.plan, weeks: tried.weeks }
  }
  return { ok: false, refused: noSafeWeeks(broken) }
}

interface TriedWeeks {
  readonly plan: Plan
  readonly weeks: readonly TrainingWeek[]
  /** Number of the first new week. */
  readonly first: number
  readonly broken: Violation | undefined
}

/** A plan with new weeks in it, mended by the rules' own repairs where they break one. */
function tryWeeks(plan: Plan, weeks: readonly TrainingWeek[], before: GuardReport, facts: ReviewFacts): TriedWeeks {
  const ids = new Set(weeks.map(({ id }) => id))
  const numbers = new Set(weeks.map(({ weekNumber }) => weekNumber))
  const brokenIn = (next: Plan): Violation | undefined =>
    brokenBy(before, reviewPlan(next, facts), numbers).find(({ week }) => week === null || numbers.has(week))
  let next = withWeeks(plan, weeks)
  let broken = brokenIn(next)
  if (broken) {
    // the rules' own repairs, of these weeks only
    const mended = weeksOf(correctPlan(next, facts).plan).filter(({ id }) => ids.has(id))
    next = withWeeks(plan, mended)
    broken = brokenIn(next)
  }
  const first = Math.min(...numbers)
  return { plan: next, weeks: weeksOf(next).filter(({ id }) => ids.has(id)), first, broken }
}

function noSafeWeeks(broken: Violation | undefined): DetailedPlan {
  const text = `These weeks could not be written safely as things stand. ${broken?.text ?? ''}`.trim()
  return { ok: false, why: 'no-safe-weeks', text }
}

function finished(before: Plan, after: Plan, written: readonly TrainingWeek[], facts: ReviewFacts): DetailedPlan {
  const { plan, lowered } = withReachableOutlines(before, after, facts)
  const change = rewriteWeeks(before, weeksOf(plan))
  if (change === null) return ALL_WRITTEN
  const report = reviewPlan(plan, facts)
  const numbers = new Set(written.map(({ weekNumber }) => weekNumber))
  // the last word is on the whole plan: the outlines that came down and the weeks around stand in it too
  const [broken] = brokenBy(reviewPlan(before, facts), report, numbers)
  if (broken) return noSafeWeeks(broken)
  const ids = new Set(written.map(({ id }) => id))
  const aimed = weeksOf(before).filter(({ id }) => ids.has(id))
  const minutes = (weeks: readonly TrainingWeek[]): number =>
    weeks.reduce((sum, week) => sum + week.volumeTargetMinutes, 0)
  const first = written[0]!
  return {
    ok: true,
    plan,
    change,
    report,
    reason: {
      code: 'weeks-written',
      facts: {
        from: first.startDate,
        weeks: written.length,
        block: plan.blocks.find(({ weeks }) => weeks.some(({ id }) => id === first.id))?.name ?? null,
        minutes: minutes(written),
        targetMinutes: minutes(aimed),
        lowered,
      },
    },
  }
}
