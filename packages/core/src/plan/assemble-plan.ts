import { blockFocus } from './focus-plan.ts'
import { blockName, progressionLogic } from './block-words.ts'
import type { BlockType, Plan, PlannedWorkout, Reason, TrainingBlock, TrainingWeek } from './plan.ts'
import type { SeasonContext } from './season.ts'
import type { SeasonFrame } from './season-frame.ts'
import { trainingWeek } from './training-week.ts'
import type { WeekDraft } from './week-room.ts'

/** The plan as it is saved, from the drafts of its weeks. `planNotes` stand in the first week. */
export function assemblePlan(
  context: SeasonContext,
  { skeleton, transition }: Pick<SeasonFrame, 'skeleton' | 'transition'>,
  drafts: ReadonlyMap<number, WeekDraft>,
  planNotes: readonly Reason[],
): Plan {
  const { input, start, strategy } = context
  const { goal, athlete, planId } = input
  const blocks = [...skeleton.blocks, ...(transition === null ? [] : [transition])].map(
    (block, order): TrainingBlock => {
      const recovery = block.weeks.findIndex((week) => week.kind === 'recovery')
      const weeks = block.weeks.map((week) => trainingWeek(context, block, week, drafts.get(week.index), planNotes))
      const isEasy = isEasyBlock(block.type, weeks)
      const focus = isEasy ? 'AEROBIC_ENDURANCE' : blockFocus(goal, strategy, start.level, block)
      return {
        id: `${planId}-b${order + 1}`,
        order: order + 1,
        name: blockName(block, skeleton, focus),
        type: block.type,
        primaryFocus: focus,
        startDate: block.weeks[0]!.startDate,
        durationWeeks: block.weeks.length,
        recoveryWeekIndex: recovery < 0 ? null : recovery + 1,
        progressionLogic: progressionLogic(block, focus, isEasy),
        weeks,
      }
    },
  )
  return {
    kind: 'plan',
    id: planId,
    sport: goal.sport,
    goal,
    ...(context.events.length > 0 ? { events: context.events } : {}),
    startDate: start.startDate,
    targetDate: skeleton.targetDate,
    strategy,
    athlete: {
      level: start.level,
      birthYear: athlete.birthYear,
      maxDaysPerWeek: context.maxDays,
      longDay: athlete.longDay,
      longDayPinned: athlete.longDayPinned,
      availability: athlete.availability ?? { slots: [] },
    },
    blocks,
  }
}

/** A block in which nothing hard could be placed, as for someone who runs and walks in turn, is one for endurance whatever its phase. */
const isEasyBlock = (type: BlockType, weeks: readonly TrainingWeek[]): boolean =>
  weeks.every((week) =>
    week.workouts.every((workout) => workout.race || (type === 'RACE' ? isForEndurance(workout) : !isWork(workout))),
  )

/** In a taper the sharpener and the openers are no key sessions, and still what it is for. */
const isForEndurance = ({ focus }: PlannedWorkout): boolean =>
  focus === 'LONG' || focus === 'AEROBIC_ENDURANCE' || focus === 'RECOVERY'

const isWork = ({ focus, priority }: PlannedWorkout): boolean =>
  priority === 'KEY' && focus !== 'LONG' && focus !== 'AEROBIC_ENDURANCE' && focus !== 'TEST'
