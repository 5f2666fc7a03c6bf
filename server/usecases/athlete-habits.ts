import {
  habitsOf,
  habitsSince,
  habitsWithout,
  moveHabitKey,
  shortHabitKey,
} from '@coach-wattz/core/adaptation/habits-of'
import type { Habits } from '@coach-wattz/core/plan/habits'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { HabitsReply } from '../../shared/contracts/habits.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete, saveAthlete } from '../repositories/athlete-repository.ts'
import { listOwnChangeFacts } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'

/** The athlete's habits that the planner follows. */
export async function loadHabits(tx: AthleteTransaction, today: LocalDate): Promise<Habits> {
  const { ignoredHabits } = await loadAthlete(tx)
  return habitsWithout(await readHabits(tx, today), ignoredHabits)
}

/** Reasons of changes that an athlete makes to single sessions. */
const OWN_CHANGES = ['moved-by-athlete', 'changed-by-athlete', 'offer-taken']

/** A change of last week may be of a session of this one: a week more is read than counts. */
const READ_MORE_DAYS = 14

async function readHabits(tx: AthleteTransaction, today: LocalDate): Promise<Habits> {
  const since = new Date(`${habitsSince(today)}T00:00:00Z`)
  since.setUTCDate(since.getUTCDate() - READ_MORE_DAYS)
  return habitsOf(await listOwnChangeFacts(tx, since, OWN_CHANGES), today)
}

/** What was learned from the athlete's own changes, each with whether it is followed. */
export async function getHabits(deps: Deps, athleteId: string): Promise<Outcome<HabitsReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone, ignoredHabits } = await loadAthlete(tx)
    const { moves, shorter } = await readHabits(tx, localToday(deps.now(), timeZone))
    const isFollowed = (habit: string): boolean => !ignoredHabits.includes(habit)
    return done({
      moves: moves.map((move) => ({ ...move, habit: moveHabitKey(move), followed: isFollowed(moveHabitKey(move)) })),
      shorter: shorter.map((day) => ({ ...day, habit: shortHabitKey(day), followed: isFollowed(shortHabitKey(day)) })),
    })
  })
}

/** A habit followed, or not any more: by the athlete's word, from the next weeks that are written on. */
export async function followHabit(
  deps: Deps,
  athleteId: string,
  { habit, followed }: { readonly habit: string; readonly followed: boolean },
): Promise<Outcome<{ done: true }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { ignoredHabits } = await loadAthlete(tx)
    const others = ignoredHabits.filter((each) => each !== habit)
    // the latest words count: nobody has more habits than this
    await saveAthlete(tx, { ignoredHabits: (followed ? others : [...others, habit]).slice(-MOST_IGNORED) })
    return done({ done: true })
  })
}

const MOST_IGNORED = 100
