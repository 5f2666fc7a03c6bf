import { basename } from 'node:path'

/** What a file is called in the import's table: its own name, never the path it lies at. */
export const fileLabel = (path: string): string => basename(path)
