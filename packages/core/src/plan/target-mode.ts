import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { TargetMode } from '../library/step-target.ts'

/** What the steps lead by: the athlete's choice where the thresholds allow it, else what is known, else effort (science.md S1.2, S3.12). */
export function targetModeOf(chosen: TargetMode | undefined, sport: Sport, thresholds: ThresholdSet): TargetMode {
  const physical: TargetMode = sport === 'run' ? 'pace' : 'power'
  const wished = chosen ?? physical
  const isKnown: Record<TargetMode, boolean> = {
    pace: thresholds.thresholdSpeedMps !== undefined,
    power: sport === 'ride' && thresholds.ftpW !== undefined,
    hr: thresholds.lthrBpm !== undefined,
    rpe: true,
  }
  if (isKnown[wished]) return wished
  if (isKnown[physical]) return physical
  return isKnown.hr ? 'hr' : 'rpe'
}
