/** Text as XML content. */
export const xmlText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** The instant some seconds after a start, as recorders write it. */
export const isoAt = (startMs: number, elapsedS: number): string => new Date(startMs + elapsedS * 1000).toISOString()
