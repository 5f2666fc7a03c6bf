/** Gravity and drivetrain of science.md S10.4 (Martin 1998): m/s², efficiency, drag area of the turning wheels in m². */
const GRAVITY = 9.80665
const DRIVETRAIN_EFFICIENCY = 0.976
const WHEEL_DRAG_M2 = 0.0044
/** Specific gas constant of dry air, J/(kg·K). */
const GAS_CONSTANT = 287.058
const KELVIN = 273.15
/** Speeds the bisection looks between, m/s (science.md S10.4). */
const SPEED_MIN_MPS = 0.2
const SPEED_MAX_MPS = 40

/** What a rider and the air push against. */
export interface RideResistance {
  /** Rider, bike and what they carry. */
  readonly massKg: number
  readonly dragAreaM2: number
  /** Crr. */
  readonly rollingResistance: number
  readonly airDensity: number
}

/** CdA of positions, m², and Crr of surfaces (science.md S10.4). */
export const DRAG_AREA_M2 = { hoods: 0.32, drops: 0.3, timeTrial: 0.24, upright: 0.4, gravel: 0.38 } as const
export const ROLLING_RESISTANCE = { road: 0.005, raceTyres: 0.004, gravel: 0.009, mountainBike: 0.013 } as const

/** Density of dry air in kg/m³ (science.md S10.4). */
export const airDensity = (temperatureC: number, pressureHPa: number): number =>
  (pressureHPa * 100) / (GAS_CONSTANT * (temperatureC + KELVIN))

/** Pressure at a height in the standard atmosphere (ISO 2533), hPa. */
export const standardPressureHPa = (altitudeM: number): number =>
  1013.25 * (1 - 2.25577e-5 * Math.min(9000, Math.max(-500, altitudeM))) ** 5.25588

/** Power at the pedals for a steady speed on a grade without wind, watts; negative where the hill pulls (science.md S10.4). */
export function ridePowerW(speedMps: number, grade: number, resistance: RideResistance): number {
  const angle = Math.atan(grade)
  const drag = 0.5 * resistance.airDensity * (resistance.dragAreaM2 + WHEEL_DRAG_M2) * speedMps * speedMps
  const rolling = resistance.rollingResistance * resistance.massKg * GRAVITY * Math.cos(angle)
  const slope = resistance.massKg * GRAVITY * Math.sin(angle)
  return ((drag + rolling + slope) * speedMps) / DRIVETRAIN_EFFICIENCY
}

/** Steady speed for a power on a grade, m/s, by bisection between 0.2 and 40 (science.md S10.4). */
export function rideSpeedMps(powerW: number, grade: number, resistance: RideResistance): number {
  let slow = SPEED_MIN_MPS
  let fast = SPEED_MAX_MPS
  // 40 m/s halved 40 times is far below a millimetre a second
  for (let round = 0; round < 40; round++) {
    const middle = (slow + fast) / 2
    if (ridePowerW(middle, grade, resistance) > powerW) fast = middle
    else slow = middle
  }
  return (slow + fast) / 2
}
