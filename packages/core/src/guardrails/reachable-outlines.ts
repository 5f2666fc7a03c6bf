import { weeksOf, type Plan, type TrainingWeek } from '../plan/plan.ts'
import { RECOVERY_SHARE } from '../plan/volume.ts'
import { lowerOutline, outlineOf } from '../plan/week-outline.ts'
import type { Limits } from '../plan/volume-limits.ts'
import { weekLimits } from './g01-weekly-volume.ts'
import type { GuardReport, Violation } from './guard-report.ts'
import { planFacts } from './plan-facts.ts'
import type { ReviewFacts } from './review-facts.ts'
import { introducedBy } from './review-change.ts'
import { reviewPlan } from './review-plan.ts'

/**
 * Outlines that would now grow faster than a week may (G01) come down to what the weeks before lead to, and the lighter and
 * taper weeks after them by the same share, so that they stay lighter. Where they are no longer lighter than what was really
 * done (G05, G06), they come down further. What stood broken in `before` counts for nothing; null where all weeks are new.
 * `upTo` names the limit of growth they come down to: a plan that life has set back grows back as fast as it may.
 */
export function withReachableOutlines(
  before: Plan | null,
  after: Plan,
  facts: ReviewFacts,
  upTo: 'soft' | 'hard' = 'soft',
): { plan: Plan; lowered: number } {
  const outlines = weeksOf(after).filter((week) => outlineOf(week) !== null)
  const isAhead = new Set(outlines.map(({ weekNumber }) => weekNumber))
  const standing = before === null ? { violations: [] } : reviewPlan(before, facts)
  const isNew = introducedBy(standing, reviewPlan(after, facts)).some(
    ({ rule, week }) => week === null || isAhead.has(week) || rule === 'G06',
  )
  if (!isNew) return { plan: after, lowered: 0 }
  let plan = after
  const lowered = new Set<string>()
  let share = 1
  for (const week of outlines) {
    const now = planFacts(plan, facts)
    const index = now.weeks.findIndex(({ week: other }) => other.id === week.id)
    const row = now.main.rowsBefore + index
    const judged = now.main.rows[row]?.judged ?? null
    if ((now.weeks[index]?.targets ?? null) === null || judged === null || judged === 0) continue
    const reach = reachOf(weekLimits(now, now.main, row), upTo) / judged
    if (!week.isRecovery && now.weeks[index]?.isTaper === false) share = Math.min(1, reach)
    const own = Math.min(share, reach)
    if (own >= 1) continue
    plan = withWeeks(plan, [lowerOutline(week, own)])
    lowered.add(week.id)
  }
  for (let turn = 0; turn < outlines.length; turn++) {
    const lower = lighterOutlines(standing, plan, facts, isAhead)
    if (lower.length === 0) break
    plan = withWeeks(plan, lower)
    for (const { id } of lower) lowered.add(id)
  }
  return { plan, lowered: lowered.size }
}

/** A hard limit is kept with a little room, so that rounding stays under it. */
const HARD_MARGIN = 0.99

/** The volume that mending a week of a plan set back by life comes down to. */
export const reachOf = ({ soft, hard }: Limits, upTo: 'soft' | 'hard'): number =>
  upTo === 'soft' ? soft : Math.max(soft, HARD_MARGIN * hard)

/** A taper is brought this much under its limit, so that rounding leaves it there. */
const TAPER_MARGIN = 0.98

/** The outlines that end the first limit broken among them: a week that is to be a lighter one (G05), or the taper (G06). */
function lighterOutlines(
  standing: Pick<GuardReport, 'violations'>,
  plan: Plan,
  facts: ReviewFacts,
  ahead: ReadonlySet<number>,
): TrainingWeek[] {
  const broken = brokenBy(standing, reviewPlan(plan, facts), new Set()).find(
    ({ rule, week }) => rule === 'G06' || (rule === 'G05' && week !== null && ahead.has(week)),
  )
  if (!broken) return []
  const isTaper = new Set(
    planFacts(plan, facts).weeks.flatMap(({ week, isTaper: yes }) => (yes ? [week.weekNumber] : [])),
  )
  return weeksOf(plan).flatMap((week) => {
    if (!ahead.has(week.weekNumber)) return []
    if (broken.rule === 'G06')
      return isTaper.has(week.weekNumber) ? [lowerOutline(week, (TAPER_MARGIN * broken.allowed) / broken.measured)] : []
    const share = week.weekNumber === broken.week ? lighterShare(plan, week.weekNumber, facts) : 1
    return share < 1 ? [lowerOutline(week, share)] : []
  })
}

/**
 * Hard limits that new weeks break: every one that stands in the weeks written, whatever their outline broke before, and
 * elsewhere those that were not broken as badly before.
 */
export function brokenBy(
  before: Pick<GuardReport, 'violations'>,
  after: GuardReport,
  written: ReadonlySet<number>,
): Violation[] {
  const introduced = new Set(introducedBy(before, after))
  return after.violations.filter(
    (violation) =>
      violation.severity === 'H' &&
      (introduced.has(violation) || (violation.week !== null && written.has(violation.week))),
  )
}

/** What is left of a week so that it is a lighter one after the three before it (science.md S5.2); 1 where it is one already. */
export function lighterShare(plan: Plan, weekNumber: number, facts: ReviewFacts): number {
  const { main, weeks } = planFacts(plan, facts)
  const index = weeks.findIndex(({ week }) => week.weekNumber === weekNumber)
  const row = main.rowsBefore + index
  const volume = main.rows[row]?.judged ?? 0
  const best = Math.max(0, ...main.rows.slice(Math.max(0, row - 3), row).map((each) => each.volume ?? 0))
  return best === 0 || volume === 0 ? 1 : Math.min(1, (RECOVERY_SHARE * best) / volume)
}

/** The plan with these weeks in place of those of the same ids. */
export function withWeeks(plan: Plan, weeks: readonly TrainingWeek[]): Plan {
  const byId = new Map(weeks.map((week) => [week.id, week]))
  return {
    ...plan,
    blocks: plan.blocks.map((block) =>
      block.weeks.some(({ id }) => byId.has(id))
        ? { ...block, weeks: block.weeks.map((week) => byId.get(week.id) ?? week) }
        : block,
    ),
  }
}
