import { known, unknown, type Measured } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'

/** Age in years reached in the calendar year of `on`: only the birth year is asked, so it may be one too high. */
export function ageOn(birthYear: number | null | undefined, on: LocalDate): Measured<number> {
  if (birthYear === null || birthYear === undefined) return unknown('no-birth-year', 'No year of birth is given.')
  const age = Number(on.slice(0, 4)) - birthYear
  if (!(age >= 0 && age <= 120)) return unknown('out-of-range', `A birth year of ${birthYear} gives an age of ${age}.`)
  return known(age)
}
