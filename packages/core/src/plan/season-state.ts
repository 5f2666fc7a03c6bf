import { addDays } from '../time/local-date.ts'
import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import { hasEvent, lastHardDayOfEvents } from './days-after-event.ts'
import { startingStep } from './focus-plan.ts'
import type { KeyFocus } from './goal-foci.ts'
import type { SkeletonWeek } from './macro.ts'
import { BLOCK_FOCI } from './plan.ts'
import { firstOtherState } from './other-sport-week.ts'
import { beginsWithRunWalk } from './run-walk-week.ts'
import type { SeasonContext, SeasonState } from './season.ts'
import { draftsVolume, variantHardMinutes, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import type { StartingPoint } from './starting-point.ts'
import type { WeekDraft } from './week-room.ts'

/** What the weeks before the plan leave to its first week. */
export function firstState(context: SeasonContext): SeasonState {
  const { start } = context
  const longest = start.pastSessions.reduce((most, session) => Math.max(most, session.volume), 0)
  const isNew = longest < (start.unit === 'm' ? 5_000 : 35)
  return {
    sessions: [...start.pastSessions],
    weekVolumes: [...start.lastFourWeeks],
    loadVolumes: [],
    lastHardDate: null,
    streak: 0,
    layout: null,
    levels: levelsAfterBreak(start),
    lastWork: new Map(),
    lastUsed: new Map(),
    runWalkStep: beginsWithRunWalk(context) && isNew ? 1 : null,
    lastTestWeek: null,
    other: firstOtherState(context),
  }
}

/** Steps a break has cost (science.md S8.7: 7–13 days 1, 29–56 days 3, then a new athlete; two between them [P]). */
const STEPS_LOST: readonly (readonly [fromDays: number, steps: number])[] = [
  [57, 10],
  [29, 3],
  [14, 2],
  [7, 1],
]

/** Levels the season begins with: those the history shows, all of them lower after a break. */
function levelsAfterBreak({ returning, level, levels }: StartingPoint): Map<KeyFocus, number> {
  const lost = STEPS_LOST.find(([fromDays]) => (returning?.daysOff ?? 0) >= fromDays)?.[1] ?? 0
  if (lost === 0) return new Map(levels)
  return new Map(BLOCK_FOCI.map((focus) => [focus, Math.max(1, (levels.get(focus) ?? startingStep(level)) - lost)]))
}

/** Carries a week into the next: volumes, longest sessions, hard days, rows of days. */
export function advance(context: SeasonContext, state: SeasonState, week: SkeletonWeek, draft: WeekDraft): void {
  const { start } = context
  const volume = draftsVolume(start, draft.drafts)
  state.weekVolumes.push(volume)
  // a race takes its share of the week: what a loading week is, the ones before it tell
  if (week.kind === 'load' && !hasEvent(context.events, week)) state.loadVolumes.push(volume)
  for (const session of draft.drafts) {
    const date = addDays(week.startDate, session.day)
    state.sessions.push({ date, volume: variantVolume(start, session.variant) })
    if (isDraftHard(start, session, draft.drafts) && (state.lastHardDate === null || date > state.lastHardDate)) {
      state.lastHardDate = date
    }
  }
  const easyUntil = lastHardDayOfEvents(context.events, week)
  if (easyUntil !== null && (state.lastHardDate === null || easyUntil > state.lastHardDate))
    state.lastHardDate = easyUntil
  const days = new Set(draft.drafts.map((session) => session.day))
  let streak = 0
  for (let day = 6; day >= 0 && days.has(day); day--) streak += 1
  state.streak = streak === 7 ? state.streak + 7 : streak
  if (draft.layout !== null && week.kind === 'load') state.layout = draft.layout
}

/** A draft that will carry the HARD tag, or comes close enough to keep a day's distance from. */
function isDraftHard(start: StartingPoint, draft: SessionDraft, all: readonly SessionDraft[]): boolean {
  if (draft.role === 'key' || variantHardMinutes(draft.variant) >= HARD_SESSION_MINUTES) return true
  const minutes = variantMinutes(draft.variant)
  if (start.sport === 'ride') return minutes > 210
  const total = all.reduce((sum, other) => sum + variantMinutes(other.variant), 0)
  return minutes > 90 || (draft.role === 'long' && minutes > 60 && minutes > 0.25 * total)
}
