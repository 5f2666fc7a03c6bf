import { assemblePlan } from './assemble-plan.ts'
import { sortEvents } from './event-days.ts'
import type { Plan } from './plan.ts'
import { arrivalNotes, shortfallNotes } from './plan-notes.ts'
import type { PlanningInput } from './planning-input.ts'
import { seasonContext } from './season-context.ts'
import { seasonFrame } from './season-frame.ts'
import { draftSeason } from './season-weeks.ts'
import type { SeasonContext } from './season.ts'
import { strategyNotes } from './strategy-notes.ts'
import { startingPoint, type StartingPoint } from './starting-point.ts'

/**
 * A whole plan for a goal, every week detailed: macro skeleton, volumes, sessions, taper, race (science.md S5, S6, §11).
 * Deterministic and pure: same input, same bytes. It aims inside the soft limits; `reviewPlan` judges the result, and
 * feasibility is asked before (guardrails/author-plan.ts).
 */
export function buildPlan(input: PlanningInput, start: StartingPoint = startingPoint(input)): Plan {
  const bare = seasonContext(input, start)
  const frame = seasonFrame(bare)
  const { kept, notes: eventNotes } = sortEvents(input.events ?? [], { today: input.today, start }, frame.skeleton)
  const context: SeasonContext = { ...bare, events: kept }
  const drafts = draftSeason(context, frame)
  const notes = [
    ...arrivalNotes(frame.skeleton),
    ...strategyNotes(context, frame.volumes),
    ...shortfallNotes(context, drafts),
    ...eventNotes,
  ]
  return assemblePlan(context, frame, drafts, notes)
}
