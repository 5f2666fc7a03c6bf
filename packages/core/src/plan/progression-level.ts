import type { Sport } from '../athlete/sport.ts'
import { sessionsBetween, type HistorySession, type TrainingHistory } from '../evidence/history.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { KeyFocus } from './goal-foci.ts'

/**
 * Progression levels (science.md S8.5): one number from 1 to 10 for each focus, on the scale of the library's steps. A level
 * says which step an athlete can do now; the next key session is a step above it.
 */
const LEAST = 1
const MOST = 10
const clamp = (level: number): number => Math.min(MOST, Math.max(LEAST, level))

/** The archetype whose steps are the scale of a focus, and the zones (1–7) whose seconds are its work (science.md S8.5, S2.5). */
interface Reference {
  readonly archetypeId: string
  /** Null: the whole session counts, endurance by minutes. */
  readonly zone: number | null
}

/**
 * Sweet spot has no zone of its own: its upper half lies in the threshold zone, which reads it too low rather than too high.
 * Race pace and sprints are read from no zone.
 */
const REFERENCES: Record<Sport, Partial<Record<KeyFocus, Reference>>> = {
  run: {
    AEROBIC_ENDURANCE: { archetypeId: 'R09', zone: null },
    TEMPO: { archetypeId: 'R18', zone: 3 },
    THRESHOLD: { archetypeId: 'R19', zone: 4 },
    VO2_MAX: { archetypeId: 'R25', zone: 5 },
    ANAEROBIC_CAPACITY: { archetypeId: 'R32', zone: 6 },
  },
  ride: {
    AEROBIC_ENDURANCE: { archetypeId: 'B06', zone: null },
    TEMPO: { archetypeId: 'B10', zone: 3 },
    SWEET_SPOT: { archetypeId: 'B13', zone: 4 },
    THRESHOLD: { archetypeId: 'B17', zone: 4 },
    VO2_MAX: { archetypeId: 'B23', zone: 5 },
    ANAEROBIC_CAPACITY: { archetypeId: 'B29', zone: 6 },
  },
}

/** How a session at a step went (science.md S8.1). */
export type LevelOutcome =
  | 'SUCCESS'
  | 'SUCCESS_EASY'
  | 'SUCCESS_HARD'
  | 'FAILED_FATIGUE'
  /** Ran out of time, or three quarters done and more. */
  | 'UNFINISHED'

/** Level of a focus from the most seconds of its work in one session: step 1 of its reference is 1, step 10 is 10. Null for a focus no zone tells. */
export function levelFromWork(sport: Sport, focus: KeyFocus, workS: number): number | null {
  const reference = REFERENCES[sport][focus]
  if (!reference) return null
  const first = archetypeStepWorkS(reference.archetypeId, 1)
  const last = archetypeStepWorkS(reference.archetypeId, MOST)
  return 1 + 9 * Math.min(1, Math.max(0, (workS - first) / (last - first)))
}

/** The level after a session at `step`. */
export function levelAfterSession(level: number, step: number, outcome: LevelOutcome): number {
  switch (outcome) {
    case 'SUCCESS':
      return clamp(step >= level ? Math.max(level, step) + 0.2 : level)
    case 'SUCCESS_EASY':
      return clamp(step >= level ? Math.max(level, step) + 0.5 : level)
    case 'SUCCESS_HARD':
      return clamp(Math.max(level, Math.min(step, level + 0.5)))
    case 'FAILED_FATIGUE':
      return clamp(Math.min(level, step) - 1)
    case 'UNFINISHED':
      return clamp(level)
  }
}

/** Days a level keeps without a stimulus, and what each further week takes. */
const KEEPS_DAYS = 14
const LOSS_A_WEEK = 0.5

/** The level after days without a stimulus of its focus. */
export const levelAfterGap = (level: number, days: number): number =>
  clamp(level - LOSS_A_WEEK * Math.max(0, Math.floor((days - KEEPS_DAYS) / 7)))

/** The level of a MID or HIGH focus after FTP or threshold pace rose (or fell) by a percentage: the same step is now more work. */
export const levelAfterThreshold = (level: number, changePercent: number): number => clamp(level - changePercent / 3)

/** What a week asks of the next session of a focus. */
export interface StepWish {
  readonly kind: 'load' | 'maintenance' | 'recovery'
  /** A beginner's first session of a focus holds the level. */
  readonly isBeginnersFirst?: boolean
  /** The last two sessions of the focus were easy: two steps at once. */
  readonly wereEasy?: boolean
}

/** The step to do next, 1–10, before the time available has its say. */
export function nextStep(level: number, { kind, isBeginnersFirst = false, wereEasy = false }: StepWish): number {
  const more = kind === 'recovery' ? -2 : kind === 'maintenance' || isBeginnersFirst ? 0 : wereEasy ? 2 : 1
  return clamp(Math.round(level) + more)
}

/** How far back the best session counts (science.md S8.5). */
const WINDOW_DAYS = 42
/** Share of a step's work that still is a stimulus (science.md S8.5). */
const STIMULUS_SHARE = 0.6
/** Sessions whose zones must be known before their silence means anything [P]: half of them, three at least. */
const LEAST_SHARE_READ = 0.5
const LEAST_READ = 3

/**
 * Levels the training of the last 42 days shows, by focus, on the morning of `today`. A focus that nothing tells is absent: the
 * start by level then holds (science.md S8.5 "no data"). Times in zones speak for the work, minutes for endurance.
 */
export function measuredLevels(
  history: TrainingHistory,
  sport: Sport,
  today: LocalDate,
): ReadonlyMap<KeyFocus, number> {
  const sessions = sessionsBetween(history, sport, addDays(today, -WINDOW_DAYS), today).filter(
    ({ activities }) => !activities.some((activity) => activity.race),
  )
  const read = sessions.filter((session) => zoneSeconds(session, 1) !== null)
  const isRead = read.length >= LEAST_READ && read.length >= LEAST_SHARE_READ * sessions.length
  const levels = new Map<KeyFocus, number>()
  for (const focus of Object.keys(REFERENCES[sport]) as KeyFocus[]) {
    const { zone } = REFERENCES[sport][focus]!
    if (zone === null ? sessions.length === 0 : !isRead) continue
    const work = (session: HistorySession): number =>
      zone === null ? session.movingS : (zoneSeconds(session, zone) ?? 0)
    const best = Math.max(...(zone === null ? sessions : read).map(work))
    const level = levelFromWork(sport, focus, best)!
    levels.set(focus, levelAfterGap(level, daysSinceStimulus(sport, focus, level, sessions, work, today)))
  }
  return levels
}

/** Days since a session held 60 % of the work of the level's own step; none of the window is as long as the window. */
function daysSinceStimulus(
  sport: Sport,
  focus: KeyFocus,
  level: number,
  sessions: readonly HistorySession[],
  work: (session: HistorySession) => number,
  today: LocalDate,
): number {
  const needed = STIMULUS_SHARE * archetypeStepWorkS(REFERENCES[sport][focus]!.archetypeId, Math.round(level))
  const last = sessions.findLast((session) => work(session) >= needed)
  return last === undefined ? WINDOW_DAYS : daysBetween(last.date, today)
}

/** Seconds of a session in a zone; null when no part of it tells its zones. */
function zoneSeconds({ activities }: HistorySession, zone: number): number | null {
  let seconds: number | null = null
  for (const { zoneS } of activities) if (zoneS !== undefined) seconds = (seconds ?? 0) + (zoneS[zone - 1] ?? 0)
  return seconds
}
