import type { Level, Sport } from '../athlete/sport.ts'
import type { TableGoal } from './goal.ts'

/**
 * The limits of volume, as plain functions of metres and minutes (science.md S7.1 G01–G04, G23, G25; S7.3). One truth:
 * the planner aims below them and the guardrails judge with them. A soft limit warns, a hard one stops a plan.
 */
export interface Limits {
  readonly soft: number
  readonly hard: number
}
export type Profile = 'default' | 'template'

/** Room for rounding on a week's sum and on one session (science.md S7.3). */
export const WEEK_TOLERANCE_M = 250
export const WEEK_TOLERANCE_MIN = 2
export const SESSION_TOLERANCE_M = 100
/** 0.1 km in minutes, 10 km ≙ 60 min. */
export const SESSION_TOLERANCE_MIN = 0.6

/** The smallest week the increase is measured from: 6 km of running, 2 h of riding (G01). */
export const WEEK_FLOOR_M = 6_000
export const WEEK_FLOOR_MIN = 120
/** The same floor for a week of running judged by time; 10 km ≙ 60 min as in G03. */
export const RUN_WEEK_FLOOR_MIN = 36
/** The shortest longest session a step is measured from: 3 km or 18 min of running (G03), 45 min of riding (G23). */
export const LONG_RUN_FLOOR_M = 3_000
export const LONG_RUN_FLOOR_MIN = 18
export const LONG_RIDE_FLOOR_MIN = 45
/** How far back the longest session counts: runs 30 days (G03), rides 42 (G23). */
export const LONG_RUN_WINDOW_DAYS = 30
export const LONG_RIDE_WINDOW_DAYS = 42
/** Below 20 km a week, or with a long run of up to an hour, the share rule rests (G02). */
export const SHARE_RULE_FROM_WEEK_M = 20_000
export const SHARE_RULE_FROM_LONG_MIN = 60
/** What a first week may hold when nothing is known: 3 × 30 min of run-walk, 3 × 45 min of riding (G25). */
export const FIRST_WEEK_UNKNOWN_RUN_MIN = 90
export const FIRST_WEEK_UNKNOWN_RIDE_MIN = 135
/** … and each session of it (G25). */
export const FIRST_SESSION_UNKNOWN_RUN_MIN = 30
export const FIRST_SESSION_UNKNOWN_RIDE_MIN = 45

const RUN_MIN_PER_KM = 6

/** The best of up to four completed weeks, null being unknown; at least the floor (G01). */
export function baseWeek(lastFourWeeks: readonly (number | null)[], floor: number): number {
  return Math.max(floor, ...lastFourWeeks.slice(-4).map((week) => week ?? 0))
}

/**
 * Metres a week of running may reach (G01): soft max(B + 10 %, B + 3 km), hard max(B + 15 %, B + 5 km), B the best of the last
 * four completed weeks. From 50 years the soft share is 8 % (G20). Template plans: hard max(25 %, 8 km) (science.md S7.2).
 */
export function weeklyRunLimitsM(
  lastFourWeeksM: readonly (number | null)[],
  options: { readonly profile?: Profile; readonly ageYears?: number | null } = {},
): Limits {
  const base = baseWeek(lastFourWeeksM, WEEK_FLOOR_M)
  const softShare = (options.ageYears ?? 0) >= 50 ? 1.08 : 1.1
  const hard =
    options.profile === 'template' ? Math.max(1.25 * base, base + 8_000) : Math.max(1.15 * base, base + 5_000)
  return { soft: Math.max(softShare * base, base + 3_000), hard }
}

/** The same for weeks of running told in minutes: 10 km ≙ 60 min, so 3 km are 18 min and 5 km 30 min (G01, G03). */
export function weeklyRunLimitsMin(
  lastFourWeeksMin: readonly (number | null)[],
  options: { readonly profile?: Profile; readonly ageYears?: number | null } = {},
): Limits {
  const scale = 1000 / RUN_MIN_PER_KM
  const inMetres = weeklyRunLimitsM(
    lastFourWeeksMin.map((minutes) => (minutes === null ? null : minutes * scale)),
    options,
  )
  return { soft: inMetres.soft / scale, hard: inMetres.hard / scale }
}

/** Minutes a week of riding may reach (G01): soft max(+10 %, +45 min), hard max(+15 %, +75 min), at least from 2 h. */
export function weeklyRideLimitsMin(
  lastFourWeeksMin: readonly (number | null)[],
  options: { readonly profile?: Profile; readonly ageYears?: number | null } = {},
): Limits {
  const base = baseWeek(lastFourWeeksMin, WEEK_FLOOR_MIN)
  const softShare = (options.ageYears ?? 0) >= 50 ? 1.08 : 1.1
  const hardShare = options.profile === 'template' ? 1.25 : 1.15
  return { soft: Math.max(softShare * base, base + 45), hard: Math.max(hardShare * base, base + 75) }
}

/**
 * Share of the week's running that its longest run may have, by days with a run (G02). Marathon goals: hard + .12, soft shown
 * for information. One run day: no limit. See {@link shareRuleApplies} for the weeks it rests in.
 */
export function longRunShareLimits(runDays: number, goal: TableGoal): Limits {
  if (runDays <= 1) return { soft: 1, hard: 1 }
  const [soft, hard] =
    runDays === 2 ? [0.55, 0.65] : runDays === 3 ? [0.4, 0.5] : runDays === 4 ? [0.35, 0.4] : [0.3, 0.35]
  return { soft, hard: goal === 'MARATHON' ? Math.round((hard + 0.12) * 1000) / 1000 : hard }
}

/** False in weeks under 20 km or with a longest run of up to 60 min, where the step alone is judged (G02). */
export const shareRuleApplies = (weekM: number, longestMin: number): boolean =>
  weekM >= SHARE_RULE_FROM_WEEK_M && longestMin > SHARE_RULE_FROM_LONG_MIN

/**
 * Metres the longest run may reach (G03): soft max(1.10·L, L + 1.6 km), hard max(soft, 1.15·L, L + min(3.3 km, .34·L)),
 * L = longest single run of the 30 days before, at least 3 km. Template plans: hard at least L + 5 km (science.md S7.2).
 */
export function longRunLimitsM(longest30M: number | null, profile: Profile = 'default'): Limits {
  const longest = Math.max(LONG_RUN_FLOOR_M, longest30M ?? 0)
  const soft = Math.max(1.1 * longest, longest + 1_600)
  const step = profile === 'template' ? 5_000 : Math.min(3_300, 0.34 * longest)
  return { soft, hard: Math.max(soft, 1.15 * longest, longest + step) }
}

/**
 * The same step in minutes, 10 km ≙ 60 min (G03 time variant). A run of 30 min is what G25 allows someone of whom nothing
 * is known, so it is never too long a step (docs/adr/0006).
 */
export function longRunLimitsMin(longest30Min: number | null, profile: Profile = 'default'): Limits {
  const scale = 1000 / RUN_MIN_PER_KM
  const inMetres = longRunLimitsM(longest30Min === null ? null : longest30Min * scale, profile)
  const least = FIRST_SESSION_UNKNOWN_RUN_MIN
  return { soft: Math.max(least, inMetres.soft / scale), hard: Math.max(least, inMetres.hard / scale) }
}

/** Minutes the longest ride may reach (G23): soft max(1.15·L, L + 30), hard max(1.30·L, L + 60), L of 42 days, at least 45 min. */
export function longRideLimitsMin(longest42Min: number | null): Limits {
  const longest = Math.max(LONG_RIDE_FLOOR_MIN, longest42Min ?? 0)
  return { soft: Math.max(1.15 * longest, longest + 30), hard: Math.max(1.3 * longest, longest + 60) }
}

/** Minutes one run may last (G04): 150/180; marathon 180/210; beginners with a 5K or 10K goal 90/120. */
export function longRunTimeLimitsMin(goal: TableGoal, level: Level): Limits {
  if (goal === 'MARATHON') return { soft: 180, hard: 210 }
  if (level === 'BEGINNER' && (goal === '5K' || goal === '10K')) return { soft: 90, hard: 120 }
  return { soft: 150, hard: 180 }
}

/**
 * Metres of a first week of running: the mean of the last four known weeks + 2 km (G25). A mean below G01's floor of 6 km
 * counts as 6 km: a runner who told us "nothing lately" starts from no less than one of whom nothing is known (docs/adr).
 */
export const firstWeekRunLimitM = (meanWeekM: number): number => Math.max(WEEK_FLOOR_M, meanWeekM) + 2_000
/** The same where distances are unknown: + 12 min (2 km, 10 km ≙ 60 min), at least the 90 min of the unknown runner. */
export const firstWeekRunLimitMin = (meanWeekMin: number): number =>
  Math.max(FIRST_WEEK_UNKNOWN_RUN_MIN, meanWeekMin + 12)
/** Minutes of a first week of riding: the mean of the last four known weeks, at least 2 h, + 30 min (G25). */
export const firstWeekRideLimitMin = (meanWeekMin: number): number => Math.max(WEEK_FLOOR_MIN, meanWeekMin) + 30
/** Minutes of a first week when nothing is known of the past (G25). */
export const firstWeekUnknownLimitMin = (sport: Sport): number =>
  sport === 'run' ? FIRST_WEEK_UNKNOWN_RUN_MIN : FIRST_WEEK_UNKNOWN_RIDE_MIN

/** Loading weeks in a row before a cutback week is due (G05); tighter under the 2:1 conditions of science.md S5.2. */
export const loadWeekLimits = (twoToOne: boolean): Limits => (twoToOne ? { soft: 2, hard: 3 } : { soft: 3, hard: 4 })
/** A cutback week holds at most 85 % of the best of the three weeks before, or a long run of 80 % with at most 95 % (G05). */
export const CUTBACK_SHARE = 0.85
export const CUTBACK_LONG_SHARE = 0.8
export const CUTBACK_WITH_LONG_SHARE = 0.95

/** Shares of the peak week that the days before the race may hold (G06). `last14` null: only the last 7 days are judged. */
export function taperLimits(
  goal: TableGoal,
  planWeeks: number,
): { readonly last7: number; readonly last14: number | null } | null {
  if (goal === 'GENERAL_FITNESS') return null
  const isLong = goal === 'HM' || goal === 'MARATHON' || goal === 'GRAN_FONDO' || goal === 'GRAVEL_200'
  return isLong && planWeeks >= 3 ? { last7: 0.6, last14: 0.7 } : { last7: 0.75, last14: null }
}

/**
 * The taper's length in days before the race (science.md S6.1): 21 for a marathon from 45 km a week, else 14. Under twelve
 * weeks it is shorter (S5.4): a 5K 5 days, a 10K 7, a half marathon 9, a marathon 14; under eight at most 7 where G06 does not
 * judge the last 14 days. Gran fondos and gravel races, of which S5.4 names none, keep their whole taper from three weeks on.
 */
export function taperDays(goal: TableGoal, peakWeekM: number | null, planWeeks: number): number {
  const full = fullTaperDays(goal, peakWeekM)
  if (planWeeks >= 12) return full
  const short = Math.min(full, SHORT_TAPER_DAYS[goal] ?? full)
  if (planWeeks >= 8 || taperLimits(goal, planWeeks)?.last14) return short
  return Math.min(7, full)
}

/** Tapers of seasons under twelve weeks (science.md S5.4). */
const SHORT_TAPER_DAYS: Partial<Record<TableGoal, number>> = { '5K': 5, '10K': 7, HM: 9, MARATHON: 14 }

function fullTaperDays(goal: TableGoal, peakWeekM: number | null): number {
  switch (goal) {
    case '5K':
      return 7
    case '10K':
    case 'TT':
      return 9
    case 'CRIT':
      return 6
    case 'GRAVEL_200':
      return 15
    case 'HM':
    case 'GRAN_FONDO':
      return 12
    case 'MARATHON':
      return peakWeekM !== null && peakWeekM < 45_000 ? 14 : 21
    case 'GENERAL_FITNESS':
      return 0
  }
}
