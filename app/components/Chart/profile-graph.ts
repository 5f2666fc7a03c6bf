import type { Climb } from '@coach-wattz/core/course/climbs'
import type { Stretch } from '@coach-wattz/core/course/course-origins'
import { METRES_PER_MILE } from '@coach-wattz/core/units/distance'
import { GRADE_CLASSES, gradeClass } from '../../words/course'
import { altitudeNumber, type Units } from '../../words/measure'

export interface ProfilePoint {
  readonly distanceM: number
  readonly altitudeM: number
  /** Rise over run. */
  readonly grade: number
}
export interface ProfileGraph {
  readonly lengthM: number
  readonly lowM: number
  readonly highM: number
  /** One path a class of gradient, in a box of 1000 × 100; empty where the course has none of it. */
  readonly areas: readonly string[]
  readonly line: string
  readonly xTicks: readonly { readonly distanceM: number; readonly label: string }[]
  readonly yTicks: readonly { readonly y: number; readonly label: string }[]
  /** Climbs with their label; small ones between bigger ones have none, `isCrowded` are left out on a phone. */
  readonly climbs: readonly (Stretch & {
    readonly startM: number
    readonly endM: number
    readonly label: string | null
    readonly isCrowded: boolean
  })[]
  /** The same as rows: even pieces with the height at their end and their mean gradient. */
  readonly rows: readonly (Stretch & { readonly altitudeM: number; readonly grade: number })[]
}

/** A flat course is drawn flat: never less than this from bottom to top, metres. */
const LEAST_RANGE_M = 80
/** Labels closer than this share of the width would touch; on a phone the second. */
const LABEL_GAP = 0.035
const PHONE_LABEL_GAP = 0.09

/** A profile as paths, ticks, labels and rows. At least two points. */
export function profileGraph(points: readonly ProfilePoint[], climbs: readonly Climb[], units: Units): ProfileGraph {
  const lengthM = points.at(-1)?.distanceM ?? 1
  const heights = points.map(({ altitudeM }) => altitudeM)
  const lowM = Math.min(...heights)
  const highM = Math.max(...heights)
  const rangeM = Math.max(LEAST_RANGE_M, highM - lowM)
  const bottomM = lowM - 0.18 * rangeM
  const x = (distanceM: number): number => round((distanceM / lengthM) * 1000)
  const y = (altitudeM: number): number => round(100 - ((altitudeM - bottomM) / (1.26 * rangeM)) * 100)
  const unitM = units === 'metric' ? 1000 : METRES_PER_MILE
  const stepM = niceStep(lengthM / unitM / 7) * unitM
  const heightUnitM = units === 'metric' ? 1 : 0.3048
  const heightStepM = niceStep((1.2 * rangeM) / heightUnitM / 3) * heightUnitM
  return {
    lengthM,
    lowM,
    highM,
    areas: areasOf(points, x, y),
    line: points.map((p, i) => `${i ? 'L' : 'M'}${x(p.distanceM)} ${y(p.altitudeM)}`).join(''),
    // the last label would stand beside the end of the course
    xTicks: multiples(0, lengthM * 0.985, stepM).map((distanceM) => ({
      distanceM,
      label: plainNumber(distanceM / unitM),
    })),
    yTicks: multiples(bottomM, bottomM + 1.2 * rangeM, heightStepM).map((altitudeM) => ({
      y: y(altitudeM),
      label: altitudeNumber(altitudeM, units),
    })),
    climbs: labelled(climbs, lengthM),
    rows: rowsOf(points, stepM / 2),
  }
}

function areasOf(
  points: readonly ProfilePoint[],
  x: (distanceM: number) => number,
  y: (altitudeM: number) => number,
): string[] {
  const areas = GRADE_CLASSES.map(() => '')
  let from = 0
  for (let i = 1; i < points.length; i++) {
    const here = classBetween(points, i)
    const isEnd = i === points.length - 1
    if (!isEnd && classBetween(points, i + 1) === here) continue
    const run = points.slice(from, i + 1)
    const top = run.map((p) => `L${x(p.distanceM)} ${y(p.altitudeM)}`).join('')
    areas[here] += `M${x(run[0]!.distanceM)} 100${top}L${x(run.at(-1)!.distanceM)} 100Z`
    from = i
  }
  return areas
}

/** Class of the piece that ends at this point. */
const classBetween = (points: readonly ProfilePoint[], index: number): number =>
  gradeClass((points[index - 1]!.grade + points[index]!.grade) / 2)

/** The hardest climbs are labelled first; those whose label would touch one of them stay without. */
function labelled(climbs: readonly Climb[], lengthM: number): ProfileGraph['climbs'] {
  const taken: { readonly at: number; readonly onPhone: boolean }[] = []
  const rows = new Map<Climb, { label: string | null; isCrowded: boolean }>()
  for (const climb of climbs.toSorted((a, b) => b.score - a.score)) {
    const at = (climb.startM + climb.endM) / 2 / lengthM
    const isClear = climb.category !== null && taken.every((one) => Math.abs(one.at - at) >= LABEL_GAP)
    const isCrowded = taken.some((one) => one.onPhone && Math.abs(one.at - at) < PHONE_LABEL_GAP)
    rows.set(climb, { label: isClear ? (climb.category === 'HC' ? 'HC' : `Cat ${climb.category}`) : null, isCrowded })
    if (isClear) taken.push({ at, onPhone: !isCrowded })
  }
  return climbs.map((climb) => ({
    startM: climb.startM,
    endM: climb.endM,
    fromM: climb.startM,
    toM: climb.endM,
    label: rows.get(climb)?.label ?? null,
    isCrowded: rows.get(climb)?.isCrowded ?? false,
  }))
}

function rowsOf(points: readonly ProfilePoint[], stepM: number): ProfileGraph['rows'] {
  const lengthM = points.at(-1)?.distanceM ?? 0
  const rows: (Stretch & { altitudeM: number; grade: number })[] = []
  for (let fromM = 0; fromM < lengthM - 1; fromM += stepM) {
    const toM = Math.min(lengthM, fromM + stepM)
    const altitudeM = heightAt(points, toM)
    rows.push({ fromM, toM, altitudeM, grade: (altitudeM - heightAt(points, fromM)) / (toM - fromM) })
  }
  return rows
}

function heightAt(points: readonly ProfilePoint[], distanceM: number): number {
  const index = points.findIndex((point) => point.distanceM >= distanceM)
  const to = points[index === -1 ? points.length - 1 : index]!
  const from = points[Math.max(0, (index === -1 ? points.length : index) - 1)]!
  const span = to.distanceM - from.distanceM
  return span > 0
    ? from.altitudeM + ((to.altitudeM - from.altitudeM) * (distanceM - from.distanceM)) / span
    : to.altitudeM
}

/** 1, 2, 5 or 10 of the size of the number, not below it. */
function niceStep(rough: number): number {
  const base = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5].find((times) => times * base >= rough) ?? 10) * base
}

/** All multiples of the step from `low` to `high`. */
function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1)
  return Array.from({ length: count }, (_, index) => (first + index) * step)
}

const plainNumber = (value: number): string => String(Number(value.toFixed(1)))
const round = (value: number): number => Math.round(value * 100) / 100
