import { g01WeeklyVolume } from './g01-weekly-volume.ts'
import { g02LongRunShare } from './g02-long-run-share.ts'
import { g03LongRunStep } from './g03-long-run-step.ts'
import { g04LongRunTime } from './g04-long-run-time.ts'
import { g05CutbackWeeks } from './g05-cutback-weeks.ts'
import { g06Taper } from './g06-taper.ts'
import { g07HardDaySpacing } from './g07-hard-day-spacing.ts'
import { g08HardDays } from './g08-hard-days.ts'
import { g09IntensityFloor } from './g09-intensity-floor.ts'
import { g10QualityVolume } from './g10-quality-volume.ts'
import { g11RestDays } from './g11-rest-days.ts'
import { g12DaysAWeek } from './g12-days-a-week.ts'
import { g13Availability } from './g13-availability.ts'
import { g14FixedDays } from './g14-fixed-days.ts'
import { g15FeasibleTimeline } from './g15-feasible-timeline.ts'
import { g16RealisticTarget } from './g16-realistic-target.ts'
import { g17Injury } from './g17-injury.ts'
import { g18ReturnAfterBreak } from './g18-return-after-break.ts'
import { g19Illness } from './g19-illness.ts'
import { g20Screening } from './g20-screening.ts'
import { g21FitnessRamp } from './g21-fitness-ramp.ts'
import { g22Monotony } from './g22-monotony.ts'
import { g23LongRideStep } from './g23-long-ride-step.ts'
import { g24FormFloor } from './g24-form-floor.ts'
import { g25FirstWeek } from './g25-first-week.ts'
import { g26CrossSportHours } from './g26-cross-sport-hours.ts'
import { g27SessionSanity } from './g27-session-sanity.ts'
import { g28RaceRecovery } from './g28-race-recovery.ts'
import { g29BlockCoherence } from './g29-block-coherence.ts'
import type { Guardrail } from './guardrail.ts'

/** Named in every report; raise it when a rule's verdict on any plan can change. */
export const RULEBOOK_VERSION = '2026.7'

/** All rules in id order, which is also the order of correction (science.md S7.1). */
export const RULEBOOK: readonly Guardrail[] = [
  g01WeeklyVolume,
  g02LongRunShare,
  g03LongRunStep,
  g04LongRunTime,
  g05CutbackWeeks,
  g06Taper,
  g07HardDaySpacing,
  g08HardDays,
  g09IntensityFloor,
  g10QualityVolume,
  g11RestDays,
  g12DaysAWeek,
  g13Availability,
  g14FixedDays,
  g15FeasibleTimeline,
  g16RealisticTarget,
  g17Injury,
  g18ReturnAfterBreak,
  g19Illness,
  g20Screening,
  g21FitnessRamp,
  g22Monotony,
  g23LongRideStep,
  g24FormFloor,
  g25FirstWeek,
  g26CrossSportHours,
  g27SessionSanity,
  g28RaceRecovery,
  g29BlockCoherence,
]
