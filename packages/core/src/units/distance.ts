/** The unit a person reads distances and paces in. Inside, everything is metres. */
export type DistanceUnit = 'km' | 'mi'

export const METRES_PER_KM = 1000
/** International mile, exact by definition. */
export const METRES_PER_MILE = 1609.344

export const metresPer = (unit: DistanceUnit): number => (unit === 'km' ? METRES_PER_KM : METRES_PER_MILE)
export const metresToUnit = (distanceM: number, unit: DistanceUnit): number => distanceM / metresPer(unit)
export const unitToMetres = (distance: number, unit: DistanceUnit): number => distance * metresPer(unit)
