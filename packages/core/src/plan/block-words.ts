import type { Skeleton, SkeletonBlock } from './macro.ts'
import type { BlockFocus } from './plan.ts'

const PHASE_NAMES = {
  PREP: 'Preparation',
  BASE: 'Base',
  BUILD: 'Build',
  PEAK: 'Peak',
  RACE: 'Taper and race',
  TRANSITION: 'After the race',
} as const
const FOCUS_WORDS = {
  AEROBIC_ENDURANCE: 'endurance',
  TEMPO: 'tempo',
  SWEET_SPOT: 'sweet spot',
  THRESHOLD: 'threshold',
  VO2_MAX: 'VO2max',
  ANAEROBIC_CAPACITY: 'speed',
  NEUROMUSCULAR_POWER: 'sprints',
} as const

/** What a block is called: its phase, numbered where there are several, and what it is for. */
export function blockName(block: SkeletonBlock, skeleton: Skeleton, focus: BlockFocus): string {
  const { type, nth } = block
  if (type === 'RACE' || type === 'TRANSITION') return PHASE_NAMES[type]
  const several = skeleton.blocks.filter((other) => other.type === type).length > 1
  const name = `${PHASE_NAMES[type]}${several ? ` ${nth + 1}` : ''}`
  return `${name}: ${type === 'PEAK' && focus !== 'AEROBIC_ENDURANCE' ? 'race pace' : FOCUS_WORDS[focus]}`
}

/** How load moves through a block of this focus, in a sentence; `isEasy`: nothing hard stands in it. */
export function progressionLogic(block: SkeletonBlock, focus: BlockFocus, isEasy: boolean): string {
  const hasRecovery = block.weeks.some((week) => week.kind === 'recovery')
  const loads = block.weeks.filter((week) => week.kind === 'load').length
  const rhythm = hasRecovery
    ? `${loads} loading ${loads === 1 ? 'week' : 'weeks'}, then a lighter one`
    : `${block.weeks.length} ${block.weeks.length === 1 ? 'week' : 'weeks'} in a row`
  if (isEasy && block.type !== 'PREP' && block.type !== 'RACE' && block.type !== 'TRANSITION')
    return `Volume comes up step by step, every session easy; ${rhythm}.`
  switch (block.type) {
    case 'PREP':
      return `Volume comes up gently, nothing above threshold; ${rhythm}.`
    case 'BASE':
      return `Volume and the long session grow, work stays below threshold; ${rhythm}.`
    case 'BUILD':
      return `Key sessions take one step more work each loading week, volume grows little; ${rhythm}.`
    case 'PEAK':
      return `${focus === 'AEROBIC_ENDURANCE' ? 'The long session leads' : 'Race pace leads'}, volume holds; ${rhythm}.`
    case 'RACE':
      return 'Volume falls day by day, pace stays; the race closes it.'
    case 'TRANSITION':
      return 'A few days of rest, then short easy sessions; half the usual volume at most, nothing hard.'
  }
}
