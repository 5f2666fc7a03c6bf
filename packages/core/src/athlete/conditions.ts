/** Above this temperature paces slow by 0.4 % a degree, up to 30 °C (science.md S1.4) [P]. */
const HEAT = { fromC: 15, toC: 30, perDegree: 0.004 } as const
/** Above 1000 m paces slow by 1 % per 300 m (science.md S1.4) [P]. */
const ALTITUDE = { fromM: 1000, perM: 0.01 / 300 } as const

/** Factor a pace is multiplied by in heat and at altitude; VDOT itself stays (science.md S1.4). Null where unknown. */
export function conditionsPaceFactor(temperatureC: number | null, altitudeM: number | null): number {
  const heat = temperatureC === null ? 0 : Math.max(0, Math.min(temperatureC, HEAT.toC) - HEAT.fromC) * HEAT.perDegree
  const altitude = altitudeM === null ? 0 : Math.max(0, altitudeM - ALTITUDE.fromM) * ALTITUDE.perM
  return 1 + heat + altitude
}
