import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { Prisma } from '../database/generated/client/client.ts'

/** A local date as a DATE column wants it: midnight UTC of that day. */
export const toDateColumn = (date: LocalDate): Date => new Date(`${date}T00:00:00.000Z`)
export const fromDateColumn = (date: Date): LocalDate => date.toISOString().slice(0, 10)

/** Text that PostgreSQL can hold: no NUL, no lone surrogates. Titles come from files nobody here wrote. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
export const storableTextOrNull = (text: string | null): string | null => (text === null ? null : storableText(text))

/** A value as JSONB takes it: plain data, absent keys left out, every text storable. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  const plain: Prisma.InputJsonValue = JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    typeof item === 'string' ? storableText(item) : item,
  )
  return plain
}

/** A value that is one of a closed list; a row that holds anything else is a bug in a migration. */
export function oneOf<const T extends string>(list: readonly T[], value: string, column: string): T {
  const found = list.find((item) => item === value)
  if (found === undefined) throw new Error(`Column ${column} holds “${value}”, which is not in its list.`)
  return found
}
