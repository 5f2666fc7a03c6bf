import type { RuleId } from './guard-report.ts'
import { repairForHealth, repairIllness, repairInjury, repairReturn } from './health-repairs.ts'
import { repairDaysAWeek, repairLongDay, repairMinutes, repairRest, repairSpacing } from './place-repairs.ts'
import type { Repair } from './repair.ts'
import {
  repairCutback,
  repairFirstWeek,
  repairForm,
  repairLongRide,
  repairLongRunShare,
  repairLongRunStep,
  repairLongRunTime,
  repairRamp,
  repairSanity,
  repairTaper,
  repairWeeklyVolume,
} from './volume-repairs.ts'
import { repairAfterRace, repairHardDays, repairIntensity, repairWork } from './work-repairs.ts'

/** Rules that only warn, and two that no session can mend: G15 is refused, and the author answers G16 with an honest target. */
type WithoutRepair = 'G15' | 'G16' | 'G22' | 'G26' | 'G29'

/** The repair of each rule that can be broken and mended. */
export const REPAIRS: Readonly<Record<Exclude<RuleId, WithoutRepair>, Repair> & Partial<Record<RuleId, Repair>>> = {
  G01: repairWeeklyVolume,
  G02: repairLongRunShare,
  G03: repairLongRunStep,
  G04: repairLongRunTime,
  G05: repairCutback,
  G06: repairTaper,
  G07: repairSpacing,
  G08: repairHardDays,
  G09: repairIntensity,
  G10: repairWork,
  G11: repairRest,
  G12: repairDaysAWeek,
  G13: repairMinutes,
  G14: repairLongDay,
  G17: repairInjury,
  G18: repairReturn,
  G19: repairIllness,
  G20: repairForHealth,
  G21: repairRamp,
  G23: repairLongRide,
  G24: repairForm,
  G25: repairFirstWeek,
  G27: repairSanity,
  G28: repairAfterRace,
}
