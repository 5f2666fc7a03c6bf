import type { Archetype } from './archetype.ts'
import { RIDE_ARCHETYPES } from './ride-archetypes.ts'
import { RUN_ARCHETYPES } from './run-archetypes.ts'

export const ARCHETYPES: readonly Archetype[] = [...RUN_ARCHETYPES, ...RIDE_ARCHETYPES]
const BY_ID = new Map(ARCHETYPES.map((archetype) => [archetype.id, archetype]))

/** The archetype with this id (`R19`, `B25`), or null: ids come from stored plans and from people. */
export function findArchetype(id: string): Archetype | null {
  return BY_ID.get(id) ?? null
}

/** The archetype with this id; throws on one that does not exist, for callers that took it from the library. */
export function archetypeById(id: string): Archetype {
  const archetype = BY_ID.get(id)
  if (!archetype) throw new Error(`No archetype ${id} in the library.`)
  return archetype
}
