/** First week's volume after days off as a share of the week before the break (science.md S8.7, G18). */
const ROWS: readonly (readonly [upToDays: number, share: number])[] = [
  [3, 1],
  [6, 0.9],
  [13, 0.7],
  [28, 0.5],
]
/** From the fifth week off on: a third. */
const LONG_BREAK_SHARE = 0.33

/** Days off from which the first week back is smaller (science.md S8.7). */
export const RETURN_FROM_DAYS = 4

/** Share of the pre-break week for the first week after `daysOff` (science.md S8.7). */
export const firstWeekShare = (daysOff: number): number =>
  ROWS.find(([upToDays]) => daysOff <= upToDays)?.[1] ?? LONG_BREAK_SHARE
