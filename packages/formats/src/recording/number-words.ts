/** 2113 → "2,113": the product's one way to write a count in a sentence (product.md §3), without a locale lookup. */
export function countInWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "1 sample", "2,113 samples". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countInWords(count)} ${count === 1 ? one : many}`

/** A length of time for a sentence: "40 seconds", "35 minutes", "2 h 05 min". */
export function durationInWords(durationS: number): string {
  const seconds = Math.round(durationS)
  if (seconds < 90) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return counted(minutes, 'minute')
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
