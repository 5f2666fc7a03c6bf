import type { Archetype } from './archetype.ts'
import { stepPlanOf } from './archetype-step.ts'
import { archetypeById } from './find-archetype.ts'
import type { SessionKind, Taste } from './session-kind.ts'

/** The step a kind is read from: the middle of the ten. */
const MIDDLE_STEP = 5
const SHORT_REP_S = 90
const LONG_REP_S = 120
/** One piece of work of this length is a block, whatever the rests around it. */
const BLOCK_S = 12 * 60
const SPRINT_S = 30
/** Pieces around threshold last at least this long in over-unders; shorter ones above it are surges. */
const OVER_PIECE_S = 45
const LOW_CADENCE_RPM = 70

const kept = new Map<string, readonly SessionKind[]>()

/** The kinds an archetype belongs to; none for tests, recovery and plain easy time. */
export function kindsOf(archetype: Archetype): readonly SessionKind[] {
  const known = kept.get(archetype.id) ?? readKinds(archetype)
  kept.set(archetype.id, known)
  return known
}

function readKinds({ id, focus, terrain, cadence, shape }: Archetype): readonly SessionKind[] {
  if (focus === 'TEST' || focus === 'RECOVERY') return []
  const kinds: SessionKind[] = []
  if (terrain !== undefined) kinds.push('hills')
  if (cadence !== undefined && cadence.max <= LOW_CADENCE_RPM) kinds.push('low-cadence')
  if (shape.kind === 'ramp' || shape.kind === 'cut-down') kinds.push('progression')
  if (shape.kind === 'pattern') {
    const over = shape.pieces.filter(([, fraction]) => fraction > 1)
    const isOverUnder =
      shape.pieces.length > 1 && focus === 'THRESHOLD' && over.some(([seconds]) => seconds >= OVER_PIECE_S)
    kinds.push(isOverUnder ? 'over-unders' : 'surges')
  }
  const plan = stepPlanOf(archetypeById(id), MIDDLE_STEP)
  const isEasy = focus === 'AEROBIC_ENDURANCE' || focus === 'LONG'
  if (plan.kind === 'sets' && plan.workS <= SPRINT_S && (isEasy || focus === 'NEUROMUSCULAR_POWER')) {
    kinds.push('strides-sprints')
  } else if (!isEasy && shape.kind !== 'pattern') {
    const reps = plan.kind === 'sets' ? plan.reps * plan.sets : 1
    if (reps > 1 && plan.workS <= SHORT_REP_S) kinds.push('short-intervals')
    else if (plan.workS >= BLOCK_S || reps === 1) kinds.push('steady-blocks')
    else if (plan.workS >= LONG_REP_S) kinds.push('long-intervals')
  }
  return kinds
}

/** The kind an archetype is liked or disliked for; a dislike outweighs a like. Null: neither. */
export function tasteOf(
  archetypeId: string,
  taste: Taste,
): { readonly is: 'liked' | 'disliked'; readonly kind: SessionKind } | null {
  const kinds = kindsOf(archetypeById(archetypeId))
  const disliked = kinds.find((kind) => taste.dislikes.includes(kind))
  if (disliked !== undefined) return { is: 'disliked', kind: disliked }
  const liked = kinds.find((kind) => taste.likes.includes(kind))
  return liked === undefined ? null : { is: 'liked', kind: liked }
}
