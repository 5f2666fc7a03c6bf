import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { scaleEasyTo } from '../library/scale.ts'
import { workLimitMinutes } from './focus-plan.ts'
import { isKeyFocus } from './goal-foci.ts'
import { shareLimit } from './long-session.ts'
import { LEAST_SESSION_MINUTES } from './season.ts'
import {
  draftsMinutes,
  draftsVolume,
  variantHardMinutes,
  variantMinutes,
  variantVolume,
  type SessionDraft,
} from './session-draft.ts'
import { shareRuleApplies } from './volume-limits.ts'
import { lowerKey } from './week-keys.ts'
import { easyId, easyVariant, floor5, longId, type WeekRoom } from './week-room.ts'

/**
 * A week's sessions brought inside its limits: its volume, the work of one session, the easy share, and last the long run's
 * share of what is left when the work has stepped down.
 */
export function withinLimits(room: WeekRoom, drafts: SessionDraft[]): SessionDraft[] {
  return withinShare(room, withinEasyShare(room, withinWork(room, withinCap(room, drafts))))
}

/** Rounding and faster sessions may add a little: the longest easy session, then the long one, gives it back. */
function withinCap(room: WeekRoom, drafts: SessionDraft[]): SessionDraft[] {
  const { start } = room.context
  let kept = drafts
  for (let guard = 0; guard < 40 && draftsVolume(start, kept) > room.cap + 1e-6; guard++) {
    const easy = kept
      .filter((draft) => draft.role === 'easy' && variantMinutes(draft.variant) > LEAST_SESSION_MINUTES)
      .sort(
        (a, b) =>
          // strides go last: shortened, they would be gone
          Number(givesWay(b)) - Number(givesWay(a)) ||
          variantMinutes(b.variant) - variantMinutes(a.variant) ||
          a.day - b.day,
      )[0]
    const target =
      easy ?? kept.find((draft) => draft.role === 'long' && variantMinutes(draft.variant) > LEAST_SESSION_MINUTES)
    if (!target) break
    kept = kept.map((draft) => (draft === target ? shortened(room, draft) : draft))
  }
  return kept
}

/** A plain easy session with minutes to spare [P]. */
const givesWay = ({ variant }: SessionDraft): boolean => variant.easyMin !== undefined && variantMinutes(variant) > 25

/** Work chosen for the week that was wished for steps back to what the week became (science.md S5.7e, G10). */
function withinWork(room: WeekRoom, drafts: SessionDraft[]): SessionDraft[] {
  const { goal } = room.context.input
  if (goal.sport !== 'run') return drafts
  let kept = drafts
  for (let guard = 0; guard < 20; guard++) {
    const minutes = draftsMinutes(kept)
    const tooMuch = kept.find(
      ({ role, focus, variant }) =>
        role === 'key' &&
        isKeyFocus(focus) &&
        variant.step > 1 &&
        archetypeStepWorkS(variant.archetypeId, variant.step) > 60 * workLimitMinutes(goal, focus, minutes) + 1,
    )
    const lowered = tooMuch && lowerKey(room, tooMuch)
    if (!lowered) break
    kept = kept.map((draft) => (draft === tooMuch ? lowered : draft))
  }
  return kept
}

/** Four fifths of the time are easy, unless the strategy says less (science.md S5.1). */
const USUAL_WORK_SHARE = 0.2
/** This much more than that, even a first step is too much of so small a week, and its day is easy [P]. */
const DROPPED_FROM = 1.15

/** A week that became smaller than it was wished for keeps its easy share: a lower step, then an easy day (science.md S5.1, G09). */
function withinEasyShare(room: WeekRoom, drafts: SessionDraft[]): SessionDraft[] {
  let kept = drafts
  const most = Math.max(USUAL_WORK_SHARE, room.hardBudget().both / Math.max(1, room.capMinutes))
  const share = (): number =>
    kept.reduce((sum, draft) => sum + variantHardMinutes(draft.variant), 0) / Math.max(1, draftsMinutes(kept))
  for (let guard = 0; guard < 20 && !room.isBlockWeek && share() > most; guard++) {
    const keys = kept
      .filter((draft) => draft.role === 'key' && draft.focus !== 'TEST')
      .toSorted((a, b) => variantHardMinutes(b.variant) - variantHardMinutes(a.variant))
    const lower = keys.flatMap((draft) => {
      const lowered = lowerKey(room, draft)
      return lowered ? [{ draft, lowered }] : []
    })[0]
    const [hardest] = keys
    if (lower) kept = kept.map((draft) => (draft === lower.draft ? lower.lowered : draft))
    else if (hardest && share() > DROPPED_FROM * most) {
      kept = kept.map((draft) => (draft === hardest ? easyInstead(room, draft) : draft))
      room.giveUp('key-too-much-for-week', { dropped: 1 })
    } else break
  }
  return kept
}

/** An easy session on the day of a key session, as long as it was. */
function easyInstead(room: WeekRoom, draft: SessionDraft): SessionDraft {
  const minutes = Math.max(LEAST_SESSION_MINUTES, floor5(variantMinutes(draft.variant)))
  return {
    ...draft,
    role: 'easy',
    variant: easyVariant(easyId[room.context.start.sport], minutes),
    focus: 'AEROBIC_ENDURANCE',
    priority: 'SUPPORT',
    purpose: { code: 'easy-session', facts: { minutes } },
  }
}

/** A long run that turned out to be too much of its week gives way (science.md G02). */
function withinShare(room: WeekRoom, drafts: SessionDraft[]): SessionDraft[] {
  const { start } = room.context
  if (start.sport !== 'run') return drafts
  let kept = drafts
  for (let guard = 0; guard < 40; guard++) {
    const longest = kept.reduce((best, draft) =>
      variantVolume(start, draft.variant) > variantVolume(start, best.variant) ? draft : best,
    )
    const total = draftsVolume(start, kept)
    const weekM = start.unit === 'm' ? total : (total / 6) * 1000
    const minutes = variantMinutes(longest.variant)
    const share = variantVolume(start, longest.variant) / total
    if (kept.length < 2 || !shareRuleApplies(weekM, minutes) || share <= shareLimit(room, kept.length, total)) break
    if (longest.role === 'key') break
    kept = kept.map((draft) => (draft === longest ? shortened(room, draft) : draft))
  }
  return kept
}

function shortened(room: WeekRoom, draft: SessionDraft): SessionDraft {
  const { sport } = room.context.start
  const minutes = Math.max(LEAST_SESSION_MINUTES, floor5(variantMinutes(draft.variant) - 1))
  const own = draft.role === 'long' && draft.focus === 'LONG' ? longId[sport] : easyId[sport]
  const plain = scaleEasyTo(draft.variant.archetypeId, minutes)
  const isPlain = draft.variant.easyMin !== undefined && plain !== null
  return {
    ...draft,
    variant: isPlain ? plain : easyVariant(own, minutes),
    purpose: isPlain
      ? { ...draft.purpose, facts: { ...draft.purpose.facts, minutes } }
      : { code: draft.role === 'long' ? 'long-session' : 'easy-session', facts: { minutes } },
  }
}
