import type { Sport } from '@coach-wattz/core/athlete/sport'
import { THRESHOLD_WORDS } from '@coach-wattz/core/athlete/threshold-words'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import type { AthleteProfile } from '@coach-wattz/core/evidence/profile'
import {
  formatClock,
  formatDistance,
  formatDuration,
  formatHeartRate,
  formatPace,
  formatPower,
} from '@coach-wattz/core/units/format'

const LEVEL_WORDS = { BEGINNER: 'beginner', INTERMEDIATE: 'intermediate', ADVANCED: 'advanced' } as const
const CONFIDENCE_WORDS = { HIGH: 'sure', MEDIUM: 'fairly sure', LOW: 'a first guess' } as const

/** A profile as lines for a person; what is unknown is said with its reason, never as a number. */
export function profileLines(sport: Sport, profile: AthleteProfile): string {
  const { weekly, safeBaseline, layoff } = profile
  const lines = [
    `${sport === 'run' ? 'Running' : 'Cycling'}: ${LEVEL_WORDS[profile.level]}`,
    weekly.minutes === null
      ? 'A usual week: not known yet.'
      : `A usual week: ${inWords([
          formatDuration(60 * weekly.minutes),
          weekly.distanceM === null ? null : formatDistance(weekly.distanceM),
          weekly.days === null ? null : `${weekly.days.toFixed(1).replace(/\.0$/, '')} days`,
          weekly.longestM === null ? null : `longest ${formatDistance(weekly.longestM)}`,
        ])}.`,
  ]
  if (safeBaseline.weeklyMinutes !== null)
    lines.push(
      `A plan may start from: ${inWords([
        formatDuration(60 * safeBaseline.weeklyMinutes),
        safeBaseline.weeklyDistanceM === null ? null : formatDistance(safeBaseline.weeklyDistanceM),
      ])} a week.`,
    )
  if (layoff) {
    const lost = Math.round(100 * (1 - layoff.fitnessLeft))
    const goes = lost === 0 ? '' : ` About ${lost} % of your threshold goes in that time.`
    lines.push(`No ${sport} for ${layoff.days} days, since ${layoff.since}.${goes}`)
  }
  for (const threshold of profile.thresholds)
    lines.push(
      `${THRESHOLD_WORDS[threshold.name]}: ${valueOf(threshold)} (${threshold.method === 'athlete' ? 'your own word' : CONFIDENCE_WORDS[threshold.confidence]}, from ${threshold.from})`,
    )
  for (const race of profile.raceEquivalents)
    lines.push(
      `${race.kind.padEnd(9)} ${formatClock(race.timeS)} (${formatClock(race.lowS)} to ${formatClock(race.highS)})`,
    )
  for (const { detail } of profile.unknowns) lines.push(`Not known: ${detail}`)
  return `${lines.join('\n')}\n`
}

const inWords = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(', ')

function valueOf({ name, value }: Threshold): string {
  switch (name) {
    case 'ftpW':
    case 'cpW':
      return formatPower(value)
    case 'thresholdSpeedMps':
      return formatPace(value)
    case 'wPrimeJ':
      return `${(value / 1000).toFixed(1)} kJ`
    case 'lthrBpm':
    case 'maxHrBpm':
    case 'restingHrBpm':
      return formatHeartRate(value)
  }
}
