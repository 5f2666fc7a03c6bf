import type { ActivitySport, Sport } from '../athlete/sport.ts'
import type { Lap } from '../evidence/activity.ts'
import type { Domain } from '../load/distribution.ts'
import type { Priority, WorkoutFocus } from '../plan/plan.ts'
import type { Confidence } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'

/** What a step of a planned session is followed by: the number to hold, or effort alone. */
export type StepLead = 'power' | 'pace' | 'heartRate' | 'effort'

/** One number to hold, in W, m/s or beats per minute of the day; `low` equals `high` where one value is asked. */
export interface StepTarget {
  readonly measure: 'power' | 'pace' | 'heartRate'
  readonly low: number
  readonly high: number
}

/** One step as it is ridden, repeats unrolled. */
export interface PlannedStep {
  /** `stepId@pass` (workout/walk.ts). */
  readonly id: string
  /** WORK is what the session is about: steps above the easy domain outside warm-up, cool-down and rest. */
  readonly role: 'WARMUP' | 'WORK' | 'EASY' | 'REST' | 'COOLDOWN'
  /** Seconds planned; null where only distance or the lap button ends it and no pace is known. */
  readonly durationS: number | null
  /** Metres, where the step is given in metres. */
  readonly distanceM: number | null
  readonly domain: Domain | null
  readonly lead: StepLead
  /** Every number the step carries: the leading one first, then power, pace, heart rate. Unknown references leave them out. */
  readonly targets: readonly StepTarget[]
}

/** A planned session as matching sees it; `planned-for-match.ts` makes it. */
export interface PlannedForMatch {
  /** Unique in everything that is matched together. */
  readonly id: string
  readonly planId: string
  /** Local day the plan was made: nothing done before it can be this session (science.md S9.1). */
  readonly planCreatedOn: LocalDate
  readonly date: LocalDate
  readonly slot: number
  readonly sport: Sport
  readonly focus: WorkoutFocus
  readonly priority: Priority
  readonly hard: boolean
  readonly race: boolean
  readonly durationS: number
  readonly distanceM: number | null
  /** The athlete was told a distance, not minutes: compliance is by distance (science.md S9.2). */
  readonly byDistance: boolean
  readonly tss: number | null
  /** Domain the session is in: the harder of MID and HIGH by time when it has 12 min of them, else LOW; null when unknown. */
  readonly domain: Domain | null
  readonly steps: readonly PlannedStep[]
}

/** What kind of session a recording was, as `classify-done.ts` reads it; null parts are unknown. */
export interface DoneKind {
  readonly domain: Domain | null
  /** Null where the domain alone can be told. */
  readonly focus: WorkoutFocus | null
}

/** A recording as matching sees it: no samples. `done-for-match.ts` makes it. */
export interface DoneForMatch {
  readonly id: string
  readonly sport: ActivitySport
  /** ISO instant. */
  readonly startedAt: string
  /** Local day of the start (science.md S0.1). */
  readonly date: LocalDate
  readonly elapsedS: number
  readonly movingS: number
  readonly distanceM: number | null
  readonly load: number | null
  readonly loadConfidence: Confidence | null
  readonly race: boolean
  readonly kind: DoneKind | null
}

/**
 * The athlete's word, which always wins (science.md S9.1):
 * - `is`: this recording is that session (several recordings may be one session)
 * - `none`: this recording is no planned session
 * - `not-done`: that session was not done, whatever was recorded
 */
export type ManualLink =
  | { readonly kind: 'is'; readonly activityId: string; readonly workoutId: string }
  | { readonly kind: 'none'; readonly activityId: string }
  | { readonly kind: 'not-done'; readonly workoutId: string }

/** One source of recordings: how far it has told everything (science.md S9.4b). */
export type CoverageSource =
  /** Last successful sync of an account, as local day; sport null when it carries every sport. */
  | { readonly kind: 'sync'; readonly sport: Sport | null; readonly syncedOn: LocalDate }
  /** Newest recording that came in by import; days before it are covered for its sport. */
  | { readonly kind: 'import'; readonly sport: Sport | null; readonly newestDate: LocalDate }

/** Last local day of each sport of which everything done is known; null when none is. */
export type Coverage = Readonly<Record<Sport, LocalDate | null>>

/** One or several recordings that are one session: split files, warm-up and race (science.md S9.1). */
export interface DoneSession {
  /** Id of the first recording; stable for the same recordings. */
  readonly id: string
  /** In order of start. */
  readonly activityIds: readonly [string, ...string[]]
  readonly sport: ActivitySport
  readonly startedAt: string
  readonly date: LocalDate
  readonly movingS: number | null
  readonly distanceM: number | null
  readonly load: number | null
  readonly loadConfidence: Confidence | null
  readonly race: boolean
  readonly kind: DoneKind | null
}

/** A session found for a planned one. */
export interface SessionMatch {
  readonly workoutId: string
  readonly planId: string
  readonly done: DoneSession
  /** 0–1 (science.md S9.1); null when the athlete linked it. */
  readonly score: number | null
  readonly author: 'athlete' | 'rule'
}

/**
 * A question for the athlete, to be asked once: which of several it was. The best is matched meanwhile.
 * `key` is the same whenever the same things are unclear.
 */
export interface Ambiguity {
  readonly key: string
  /** `which-session`: one recording fits several planned sessions. `which-recording`: one session has several. */
  readonly kind: 'which-session' | 'which-recording' | 'which-way-round'
  /** Matched first. */
  readonly workoutIds: readonly string[]
  /** Ids of recordings (first of each session done), matched first. */
  readonly activityIds: readonly string[]
  /** Best minus second best, 0 … {@link AMBIGUITY_MARGIN}. */
  readonly margin: number
}

export interface MatchInput {
  readonly planned: readonly PlannedForMatch[]
  readonly done: readonly DoneForMatch[]
  readonly links: readonly ManualLink[]
}

/** All lists in order of date and id: the same input in any order gives the same bytes. */
export interface Matching {
  readonly matches: readonly SessionMatch[]
  readonly ambiguities: readonly Ambiguity[]
  /** Done without a plan: free or linked to "no session". */
  readonly unplanned: readonly DoneSession[]
  /** Recordings under 15 min on their own: commutes (science.md S9.1). */
  readonly ignored: readonly string[]
  /** Planned sessions the athlete said were not done. */
  readonly notDone: readonly string[]
}

/** One value a second on the recorder's own clock; NaN where nothing is known or the recorder paused. */
export interface DoneSeries {
  readonly powerW: Float64Array | null
  readonly speedMps: Float64Array | null
  /** Flat-equivalent speed of a run (science.md S1.9); the plain speed where there is no height. Null for other sports. */
  readonly gradedSpeedMps: Float64Array | null
  readonly heartRateBpm: Float64Array | null
}

/** The inside of one recording, read only for what was matched. `done-series.ts` makes the series. */
export interface DoneRecording {
  readonly startedAt: string
  readonly indoor: boolean
  readonly laps: readonly Lap[]
  readonly series: DoneSeries | null
}
