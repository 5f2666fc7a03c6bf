import { findClimbs } from './climbs.ts'
import { courseSegments, elevationOf, type CourseProfile } from './course-profile.ts'
import {
  airDensity,
  DRAG_AREA_M2,
  ridePowerW,
  rideSpeedMps,
  ROLLING_RESISTANCE,
  standardPressureHPa,
  type RideResistance,
} from './ride-power.ts'

/** How an event is ridden: position, surface, share of FTP and the speed people dare downhill (science.md S10.4). */
export type RideEvent = 'fondo' | 'time-trial' | 'gravel' | 'criterium'
interface EventRule {
  readonly dragAreaM2: number
  readonly rollingResistance: number
  /** Sustained power as shares of FTP: careful and strong. */
  readonly ftpShare: readonly [number, number]
  /** Added on climbs of 20 min and less, share of FTP. */
  readonly climbBonus: number
  readonly descentCapMps: number
  readonly bikeKg: number
}
/** The time trial's share without CP is [P]: an hour at FTP, a little less beyond. Bike masses are [P]. */
export const RIDE_EVENTS: Record<RideEvent, EventRule> = {
  fondo: {
    dragAreaM2: DRAG_AREA_M2.hoods,
    rollingResistance: ROLLING_RESISTANCE.road,
    ftpShare: [0.7, 0.78],
    climbBonus: 0.08,
    descentCapMps: 16,
    bikeKg: 8,
  },
  'time-trial': {
    dragAreaM2: DRAG_AREA_M2.timeTrial,
    rollingResistance: ROLLING_RESISTANCE.raceTyres,
    ftpShare: [0.95, 1],
    climbBonus: 0,
    descentCapMps: 16,
    bikeKg: 9,
  },
  gravel: {
    dragAreaM2: DRAG_AREA_M2.gravel,
    rollingResistance: ROLLING_RESISTANCE.gravel,
    ftpShare: [0.62, 0.68],
    climbBonus: 0,
    descentCapMps: 12,
    bikeKg: 10,
  },
  criterium: {
    dragAreaM2: DRAG_AREA_M2.drops,
    rollingResistance: ROLLING_RESISTANCE.raceTyres,
    ftpShare: [0.95, 1.05],
    climbBonus: 0,
    descentCapMps: 16,
    bikeKg: 8,
  },
}
/** Clothes, bottles and tools (science.md S10.4). */
const CARRIED_KG = 2
/** Climbs up to this long are ridden harder (science.md S10.4). */
const SHORT_CLIMB_S = 20 * 60
/** The air of a standard day (science.md S10.4's first density). */
const STANDARD_C = 15

export interface Rider {
  readonly ftpW: number
  readonly bodyMassKg: number
}

/**
 * Seconds for each segment of the course at a share of FTP (science.md S10.4): speed by Martin's model in still air at
 * the course's mean height, descents capped, and 8 % of FTP more on a fondo's climbs of at most 20 min. Null without
 * elevation.
 */
export function rideTimes(profile: CourseProfile, event: RideEvent, rider: Rider, ftpShare: number): number[] | null {
  const segments = courseSegments(profile)
  const elevation = elevationOf(profile)
  if (segments === null || elevation === null) return null
  const rule = RIDE_EVENTS[event]
  const heights = elevation.altitudeM
  const meanHeightM = heights.reduce((sum, height) => sum + height, 0) / heights.length
  const resistance: RideResistance = {
    massKg: rider.bodyMassKg + rule.bikeKg + CARRIED_KG,
    dragAreaM2: rule.dragAreaM2,
    rollingResistance: rule.rollingResistance,
    airDensity: airDensity(STANDARD_C, standardPressureHPa(meanHeightM)),
  }
  const timeAt = (powerW: number, index: number): number => {
    const { lengthM, grade } = segments[index]!
    return lengthM / cappedSpeed(powerW, grade, resistance, rule.descentCapMps)
  }
  const powerW = ftpShare * rider.ftpW
  const times = segments.map((_, index) => timeAt(powerW, index))
  if (rule.climbBonus === 0) return times
  for (const climb of findClimbs(elevation)) {
    const inside = segments.flatMap(({ fromM, lengthM }, index) =>
      fromM + lengthM / 2 >= climb.startM && fromM + lengthM / 2 < climb.endM ? [index] : [],
    )
    if (inside.reduce((sum, index) => sum + times[index]!, 0) > SHORT_CLIMB_S) continue
    for (const index of inside) times[index] = timeAt(powerW + rule.climbBonus * rider.ftpW, index)
  }
  return times
}

/** Downhill the cap holds; where even the cap needs no power the rider coasts at it. */
function cappedSpeed(powerW: number, grade: number, resistance: RideResistance, capMps: number): number {
  if (grade < 0 && ridePowerW(capMps, grade, resistance) <= powerW) return capMps
  return rideSpeedMps(powerW, grade, resistance)
}
