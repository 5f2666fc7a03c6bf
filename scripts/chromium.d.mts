/** A Chromium that has been seen to start, and the environment it needs. */
export interface FoundChromium {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
  readonly version: string
}
export function findChromium(): Promise<FoundChromium>
