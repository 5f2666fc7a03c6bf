import { expect, it } from 'vitest'
import { SeeNotices } from './notices.ts'
import { LocalDateText } from './route.ts'

it('a day or an instant that no database knows is refused before anything asks for it', () => {
  const taken = ['1900-01-01', '2028-02-29', '9999-12-31']
  const refused = ['0000-01-01', '0001-01-01', '1899-12-31', '2027-02-29', '10000-01-01']
  expect([...taken, ...refused].filter((date) => LocalDateText.safeParse(date).success)).toEqual(taken)
  const seen = (until: string): boolean => SeeNotices.body.safeParse({ until }).success
  expect([seen('2026-11-20T03:15:00.000Z'), seen('0000-01-01T00:00:00Z')]).toEqual([true, false])
})
