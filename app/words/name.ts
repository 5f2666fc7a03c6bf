import type { ActivitySport, Level, Sport } from '@coach-wattz/core/athlete/sport'
import { THRESHOLD_WORDS } from '@coach-wattz/core/athlete/threshold-words'
import type { ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import type { LoadMethod } from '@coach-wattz/core/evidence/activity'
import { FOCUS_WORDS } from '@coach-wattz/core/plan/focus-words'
import type { GoalKind, Strategy } from '@coach-wattz/core/plan/goal'
import type { Author } from '@coach-wattz/core/plan/plan-change'
import type { WorkoutFocus } from '@coach-wattz/core/plan/plan'
import type { Confidence } from '@coach-wattz/core/result/measured'

/** The screen's word for each closed list: no enum value is ever shown (product.md §3). Lower case, to stand in a sentence. */
export const SPORT: Record<ActivitySport, string> = {
  run: 'run',
  ride: 'ride',
  swim: 'swim',
  walk: 'walk',
  strength: 'strength',
  other: 'other',
}
export const SPORT_DOING: Record<Sport, string> = { run: 'Running', ride: 'Riding' }
export const LEVEL: Record<Level, string> = { BEGINNER: 'beginner', INTERMEDIATE: 'intermediate', ADVANCED: 'advanced' }
export const FOCUS: Readonly<Record<WorkoutFocus, string>> = FOCUS_WORDS
export const GOAL: Record<GoalKind, string> = {
  '5K': '5 km',
  '10K': '10 km',
  HM: 'Half marathon',
  MARATHON: 'Marathon',
  RUN_DISTANCE: 'Another distance',
  GRAN_FONDO: 'Gran fondo',
  CRIT: 'Criterium',
  TT: 'Time trial',
  GRAVEL_200: 'Gravel ultra, 200 miles',
  GENERAL_FITNESS: 'General fitness',
}
export const STRATEGY: Record<Strategy, string> = {
  LINEAR: 'linear',
  PYRAMIDAL: 'pyramidal',
  POLARIZED: 'polarized',
  UNDULATING: 'undulating',
  BLOCK: 'in blocks',
  REVERSE: 'reverse',
}
/** What a strategy does, for those who have never heard its name. */
export const STRATEGY_SAYS: Record<Strategy, string> = {
  LINEAR: 'Volume first, intensity after it. Simple and steady.',
  PYRAMIDAL: 'Mostly easy, some threshold, little above it.',
  POLARIZED: 'Fewer threshold minutes, more short hard intervals.',
  UNDULATING: 'Two kinds of hard work take turns from week to week.',
  BLOCK: 'Hard work packed into single weeks, easy weeks between them.',
  REVERSE: 'Intensity first, the long sessions last.',
}
export const AUTHOR: Record<Author, string> = {
  athlete: 'By you',
  planner: 'By the planner',
  rule: 'By a rule',
  llm: 'By the assistant',
  import: 'By an import',
}
export const CONFIDENCE: Record<Confidence, string> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' }
export const LOAD_METHOD: Record<LoadMethod, string> = {
  power: 'power',
  pace: 'pace',
  'heart-rate': 'heart rate',
  rpe: 'effort',
  duration: 'duration alone',
}
/** How a threshold was found. The estimators' own names are kept in core; these are their sentences. */
const METHOD: Record<string, string> = {
  athlete: 'you typed it',
  sample: 'the sample athlete',
  'race-vdot': 'from a race',
  'critical-speed': 'from your best efforts over several distances',
  mmp20: 'from your best 20 minutes',
  mmp60: 'from your best 60 minutes',
  'critical-power': 'from your best efforts over several durations',
  'np-hour': 'from your hardest hour',
  'threshold-effort': 'from a threshold effort',
  'best-run': 'from your best run',
  'easy-pace': 'from your easy pace',
  'observed-max': 'the highest believable reading',
  tanaka: 'from your age alone',
  'mean-20-min': 'from your hardest 20 minutes',
  'share-of-max': 'as a share of your highest heart rate',
}
export const methodWords = (method: string): string => METHOD[method] ?? method.replaceAll(/[-_]/g, ' ').toLowerCase()

/** A figure of the profile, by core's name for it. */
export function figureWords(figure: string): string {
  const name = figure.replace(/^thresholds\./, '')
  if (name === 'weekly') return 'Weekly volume'
  if (name === 'raceEquivalents') return 'Race equivalents'
  return THRESHOLD_WORDS[name as ThresholdName] ?? capital(name.replaceAll(/([A-Z])/g, ' $1').toLowerCase())
}

/** A block’s short name: “Base 2” of “Base 2: threshold”. */
export const blockTitle = (name: string): string => name.split(':')[0] ?? name
/** What a block’s name says it works at: “Threshold” of “Base 2: threshold”; null where it says nothing. */
export const blockWork = (name: string): string | null => {
  const [, work] = name.split(': ')
  return work === undefined ? null : capital(work)
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
