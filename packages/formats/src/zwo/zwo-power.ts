import type { Ramp, Range, Steady } from '@coach-wattz/core/workout/awp'

/** Fractions have three decimals in our files (integrations.md §4). */
export const thousandth = (value: number): number => Math.round(value * 1000) / 1000

/** A shape with numbers as the file holds them; one whose ends meet is steady. */
export function roundedShape(shape: Steady | Range | Ramp): Steady | Range | Ramp {
  switch (shape.type) {
    case 'steady':
      return { type: 'steady', value: thousandth(shape.value) }
    case 'range':
      return rangeOf(thousandth(shape.min), thousandth(shape.max))
    case 'ramp':
      return rampOf(thousandth(shape.start), thousandth(shape.end))
  }
}

export const rangeOf = (min: number, max: number): Steady | Range =>
  min === max ? { type: 'steady', value: min } : { type: 'range', min: Math.min(min, max), max: Math.max(min, max) }
export const rampOf = (start: number, end: number): Steady | Ramp =>
  start === end ? { type: 'steady', value: start } : { type: 'ramp', start, end }
