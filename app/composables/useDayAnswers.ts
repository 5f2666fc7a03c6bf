import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { ActivePlanReply } from '#shared/contracts/plans'
import type { DayVerdict } from '~/components/Calendar/day-verdict'

/** The rules come with the first card that is picked up: the calendar is there before them. */
const readRules = () => import('~/components/Calendar/day-verdict')

/** What of a frame may go into answers: the rest is the browser's. */
const FRAME_SHARE_MS = 6

/** A picked-up session with the plan it is in. */
export interface PickedUp {
  readonly reply: ActivePlanReply
  readonly workout: PlannedWorkout
}

/**
 * What each day says to a session that is picked up. The plan is read afresh; the day asked about is answered at once, the
 * others a few a frame, so that the card stays under the pointer.
 */
export function useDayAnswers() {
  const answers = shallowReactive(new Map<LocalDate, DayVerdict>())
  let picked: Promise<PickedUp | null> = Promise.resolve(null)
  let known: (PickedUp & Awaited<ReturnType<typeof readRules>>) | null = null
  let turn = 0

  function judge(date: LocalDate): DayVerdict | null {
    const before = answers.get(date)
    if (before || !known) return before ?? null
    const { plan, facts, today } = known.reply
    if (!plan || !facts) return null
    const verdict = known.verdictOn(plan, known.workout, date, facts, today)
    answers.set(date, verdict)
    return verdict
  }
  async function load(id: string) {
    const [reply, rules] = await Promise.all([readPlan(), readRules()])
    const workout = reply.plan?.blocks.flatMap((b) => b.weeks.flatMap((w) => w.workouts)).find((w) => w.id === id)
    if (!workout) return null
    if (reply.plan && reply.facts) rules.judgeBefore(reply.plan, reply.facts)
    return { ...rules, reply, workout }
  }
  /** Reads the plan, then answers for `days`, the first ones first. */
  function begin(id: string, days: () => readonly LocalDate[], first: () => LocalDate | null) {
    end()
    const mine = turn
    const answerSome = () => {
      if (turn !== mine) return
      const until = performance.now() + FRAME_SHARE_MS
      const now = first()
      if (now) judge(now)
      let isOpen = false
      for (const day of days()) {
        if (answers.has(day)) continue
        isOpen = performance.now() >= until
        if (isOpen) break
        judge(day)
      }
      requestAnimationFrame(answerSome)
    }
    picked = load(id).then((found) => {
      if (turn !== mine) return null
      known = found
      answerSome()
      return found
    })
    // a failure is met by whoever waits for the answer of the day it was dropped on
    picked.catch(() => undefined)
  }
  function end() {
    turn += 1
    known = null
    answers.clear()
  }
  /** The session with its plan, once it is read, and its answer for a day. Rejects when the plan cannot be read. */
  async function on(date: LocalDate): Promise<{ picked: PickedUp; verdict: DayVerdict } | null> {
    const found = await picked
    const verdict = found && judge(date)
    return found && verdict ? { picked: found, verdict } : null
  }
  onBeforeUnmount(end)
  return { answers, begin, end, on }
}
