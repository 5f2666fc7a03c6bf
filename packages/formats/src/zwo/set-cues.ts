import type { Cue, Leaf } from '@coach-wattz/core/workout/awp'

/** A message as ZWO holds it: an offset from its element's start. */
export interface TextEvent {
  readonly at: number
  readonly text: string
  readonly seconds: number
}

/** How long a message stays when the file does not say. */
export const DEFAULT_SECONDS = 10
export const INSTRUCTION_MAX = 500
export const CUE_MAX = 200
/** Schema limit of messages in one step. */
export const CUES_MAX = 40

/** Messages of one step in the order they are written: the instruction first, then by time. */
export function eventsOf(leaf: Leaf, iteration?: number): TextEvent[] {
  const instruction = leaf.instruction ? [{ at: 0, text: leaf.instruction, seconds: DEFAULT_SECONDS }] : []
  const cues = (leaf.cues ?? [])
    .filter((cue) => iteration === undefined || cue.iteration === undefined || cue.iteration === iteration)
    .map((cue) => ({
      at: cue.at ?? cue.atDistance ?? 0,
      text: cue.text,
      seconds: cue.seconds ?? DEFAULT_SECONDS,
    }))
  return [...instruction, ...cues.toSorted((a, b) => a.at - b.at)]
}

/** The step with messages as ZWO can give them back: one at the very start is the instruction. */
export function withEvents(leaf: Leaf, events: readonly TextEvent[], inMetres = false): Leaf {
  const { instruction: _instruction, cues: _cues, ...rest } = leaf
  const sorted = events.toSorted((a, b) => a.at - b.at)
  const first = sorted.find((event) => event.at === 0)
  const isInstruction = first !== undefined && first.seconds === DEFAULT_SECONDS
  const others = sorted.filter((event) => !(isInstruction && event === first)).slice(0, CUES_MAX)
  return {
    ...rest,
    ...(isInstruction ? { instruction: first.text } : {}),
    ...(others.length > 0 ? { cues: others.map((event) => cueOf(event, inMetres)) } : {}),
  }
}

function cueOf(event: TextEvent, inMetres: boolean, iteration?: number): Cue {
  const isLong = event.text.length > CUE_MAX
  return {
    text: isLong
      ? event.text
          .slice(0, CUE_MAX)
          .toWellFormed()
          .replace(/\uFFFD$/, '')
          .trimEnd()
      : event.text,
    ...(inMetres ? { atDistance: event.at } : { at: event.at }),
    ...(event.seconds === DEFAULT_SECONDS ? {} : { seconds: event.seconds }),
    ...(iteration === undefined ? {} : { iteration }),
  }
}

/**
 * Messages of one step of a set, given pass by pass: what stands in every pass is said once, the rest keeps its pass
 * number. The inverse of {@link eventsOf} over all passes.
 */
export function withSetEvents(leaf: Leaf, passes: readonly (readonly TextEvent[])[]): Leaf {
  const { instruction: _instruction, cues: _cues, ...rest } = leaf
  const keyOf = (event: TextEvent) => `${event.at}\u0000${event.seconds}\u0000${event.text}`
  const inPasses = new Map<string, { event: TextEvent; passes: Set<number> }>()
  for (const [index, events] of passes.entries()) {
    for (const event of events) {
      const entry = inPasses.get(keyOf(event)) ?? { event, passes: new Set<number>() }
      entry.passes.add(index + 1)
      inPasses.set(keyOf(event), entry)
    }
  }
  const all = [...inPasses.values()].toSorted(
    (a, b) => a.event.at - b.event.at || Math.min(...a.passes) - Math.min(...b.passes),
  )
  const everywhere = (entry: { passes: Set<number> }) => entry.passes.size === passes.length
  const first = all.find((entry) => entry.event.at === 0 && everywhere(entry))
  const instruction = first && first.event.seconds === DEFAULT_SECONDS ? first : undefined
  const cues = all
    .filter((entry) => entry !== instruction)
    .flatMap((entry) =>
      everywhere(entry)
        ? [cueOf(entry.event, false)]
        : [...entry.passes].map((pass) => cueOf(entry.event, false, pass)),
    )
    .slice(0, CUES_MAX)
  return {
    ...rest,
    ...(instruction ? { instruction: instruction.event.text } : {}),
    ...(cues.length > 0 ? { cues } : {}),
  }
}
