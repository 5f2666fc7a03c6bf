import type { ThresholdName } from './thresholds.ts'

/** A threshold's name as people say it, to begin a line: the same on screens and in the command line. */
export const THRESHOLD_WORDS: Readonly<Record<ThresholdName, string>> = {
  ftpW: 'FTP',
  lthrBpm: 'Threshold heart rate',
  maxHrBpm: 'Highest heart rate',
  restingHrBpm: 'Resting heart rate',
  thresholdSpeedMps: 'Threshold pace',
  cpW: 'Critical power',
  wPrimeJ: 'Work above critical power',
}
