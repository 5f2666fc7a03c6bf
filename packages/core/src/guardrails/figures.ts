import { formatDuration } from '../units/format.ts'

/** Numbers as the guardrails' sentences write them: units always, one decimal only where it says something. */
const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10)

export const kmText = (metres: number): string => `${oneDecimal(metres / 1000)} km`
/** `45 min`, `1:05 h`. */
export const minutesText = (minutes: number): string => formatDuration(60 * minutes)
export const shareText = (share: number): string => `${oneDecimal(share * 100)} %`
