import { weeksOf, type Plan, type PlannedWorkout, type Reason, type TrainingBlock } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import type { Asked, Wish, WishContext } from './wish.ts'

/** What a session is worth to its week: the block's own work, then the long one, then other work; a race above all [P]. */
const WORTH = { race: 1000, focus: 80, long: 70, key: 60, support: 20, optional: 10 } as const
const HOUR_S = 3600

/**
 * Only so many days of training in a week: the days with the race, the key sessions and the long one stay, the others become
 * rest. Sessions keep their day and length, so nothing grows. Days that are over, and today once it is done, count for nothing.
 */
export function askFewerDays(plan: Plan, wish: Extract<Wish, { kind: 'days' }>, context: WishContext): Asked {
  const { today, done } = context
  const monday = wish.week === 'this' ? mondayOf(today) : addDays(mondayOf(today), 7)
  const from = wish.week === 'this' ? today : monday
  const block = plan.blocks.find(({ weeks }) => weeks.some(({ startDate }) => startDate === monday))
  const week = block?.weeks.find(({ startDate }) => startDate === monday)
  if (!block || !week) return { ok: false, kind: 'nothing', why: 'The plan has no such week.' }
  if (week.detail === 'OUTLINE')
    return { ok: false, kind: 'refused', why: 'That week is not written yet. Have it written first, then ask again.' }
  const open = week.workouts.filter(({ id, date }) => date >= from && !done.includes(id))
  const days = [...new Set(open.map(({ date }) => date))].sort()
  const facts = { days: wish.days, planned: days.length }
  if (days.length <= wish.days)
    return { ok: false, kind: 'nothing', why: `${dayWords(days.length)} of training stand there already.` }
  const worth = (date: LocalDate): number =>
    open.reduce((sum, session) => sum + (session.date === date ? worthOf(session, block) : 0), 0)
  const kept = new Set(days.toSorted((a, b) => worth(b) - worth(a) || (a < b ? -1 : 1)).slice(0, wish.days))
  const dropped = open.filter(({ date, race }) => !race && !kept.has(date))
  const reason = ({ priority }: PlannedWorkout): Reason => ({
    code: priority === 'KEY' ? 'fewer-days-key' : 'fewer-days',
    facts,
  })
  return {
    ok: true,
    changes: dropped.map((workout) => ({ kind: 'remove', workout })),
    reasons: new Map(dropped.map((workout) => [workout.id, reason(workout)])),
    holds: (next) => {
      const now = weeksOf(next).find(({ startDate }) => startDate === monday)?.workouts ?? []
      const left = now.filter(({ id, date, race }) => date >= from && !done.includes(id) && !race)
      return new Set(left.map(({ date }) => date)).size <= wish.days
    },
  }
}

function worthOf({ race, priority, focus, hard, durationS }: PlannedWorkout, block: TrainingBlock): number {
  const length = durationS / HOUR_S
  if (race) return WORTH.race
  if (focus === 'LONG') return WORTH.long + length
  if (priority === 'KEY' && focus === block.primaryFocus) return WORTH.focus + length
  if (priority === 'KEY' || hard) return WORTH.key + length
  return (priority === 'OPTIONAL' ? WORTH.optional : WORTH.support) + length
}

const dayWords = (days: number): string => (days === 1 ? 'One day' : `${days === 0 ? 'No' : days} days`)
