import { isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { inputError } from '../command.ts'

/** A day given to an option; bad input (exit 2) when it is none. */
export function readDay(text: string, option: string): LocalDate {
  if (isLocalDate(text)) return text
  throw inputError(null, option, `"${text}" is not a calendar day written YYYY-MM-DD`)
}
