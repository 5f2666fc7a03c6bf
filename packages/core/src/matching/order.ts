/** By code units: the same everywhere, whatever the reader's language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
