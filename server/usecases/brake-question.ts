import { BRAKE_ASKS, BRAKE_KEPT } from '@coach-wattz/core/adaptation/readiness-brake'
import { workoutsOf, type PlannedWorkout, type Reason } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { BrakeQuestion } from '../../shared/contracts/wellness.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadDecisions } from '../repositories/decision-repository.ts'
import { loadActivePlan, type StoredPlan } from '../repositories/plan-repository.ts'

interface OpenQuestion {
  readonly active: StoredPlan
  readonly session: PlannedWorkout
  readonly reason: Reason
  readonly question: BrakeQuestion
}

/** What the brake asked on that day and nobody answered, while the session still stands there and is hard (science.md S8.6). */
export async function openBrakeQuestion(tx: AthleteTransaction, date: LocalDate): Promise<OpenQuestion | null> {
  const active = await loadActivePlan(tx)
  if (!active) return null
  const ofDay = (await loadDecisions(tx, active.plan.id, date)).filter(({ kind }) => kind === date)
  const asked = ofDay.find(({ row }) => row === BRAKE_ASKS)
  if (!asked || ofDay.some(({ row }) => row === BRAKE_KEPT)) return null
  const session = workoutsOf(active.plan).find(({ id }) => id === asked.workoutId)
  if (!session?.hard || session.date !== date) return null
  const { reason } = asked
  return { active, session, reason, question: { workoutId: session.id, title: session.title, reason } }
}
