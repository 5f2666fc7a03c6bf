/** What one import may cost (integrations.md §2, "Streaming import, safely"). Each has a test in `read-file.test.ts`. */
export interface FileLimits {
  /** Entries in one archive. */
  readonly maxEntries: number
  /** One entry as it lies in the archive. */
  readonly maxEntryCompressedBytes: number
  /** One file, unpacked. */
  readonly maxFileBytes: number
  /** All files of an archive, unpacked. */
  readonly maxTotalBytes: number
  /** Unpacked against packed, beyond the first MiB: more is a bomb, no recording packs that well. */
  readonly maxRatio: number
}

const MIB = 1024 * 1024

export const FILE_LIMITS: FileLimits = {
  maxEntries: 200_000,
  maxEntryCompressedBytes: 32 * MIB,
  maxFileBytes: 128 * MIB,
  maxTotalBytes: 20 * 1024 * MIB,
  maxRatio: 200,
}

/** The most that so many packed bytes may unpack to. */
export const unpackLimit = (packedBytes: number, limits: FileLimits): number =>
  Math.min(limits.maxFileBytes, Math.max(MIB, packedBytes * limits.maxRatio))
