import { fullDate } from '../time/date-words.ts'
import { isLocalDate } from '../time/local-date.ts'
import type { Feasibility } from './feasibility.ts'
import { weeksOf, type Plan, type Reason } from './plan.ts'

/** Code of the note for each race on the way that a plan has no place for. */
export const LEFT_OUT_CODE = 'event-left-out'

/** Why a race on the way has no place, by the word its note carries. */
const WHY: Partial<Record<string, string>> = {
  'too-long': 'a marathon is a season of its own',
  'other-sport': 'it is in another sport',
  outside: 'its day is not in this season',
  'in-taper': 'it falls into the taper',
  'too-close': 'it is too close to the race before it',
}

/** One sentence for a race that was left out: which, of what day, and why. */
export function leftOutSentence({ race, date, why, needed, available }: Reason['facts']): string {
  const name = typeof race === 'string' ? race : 'The race'
  const day = typeof date === 'string' && isLocalDate(date) ? ` on ${fullDate(date)}` : ''
  const reason =
    why === 'too-soon' && typeof needed === 'number' && typeof available === 'number'
      ? `it needs at least ${needed} weeks from where you are, and ${available === 1 ? 'there is' : 'there are'} ${available}`
      : (WHY[String(why)] ?? 'there is no room for it')
  return `${name}${day} is not in the plan: ${reason}.`
}

/** Facts of the races that a plan says it has no place for. */
export const racesLeftOut = (plan: Plan): readonly Reason['facts'][] =>
  (weeksOf(plan)[0]?.notes ?? []).filter(({ code }) => code === LEFT_OUT_CODE).map(({ facts }) => facts)

/**
 * The verdict once the plan is written: with a race left out it is no green light, and names each with its reason.
 * `goalVerdict` among the facts is that of the goal by itself.
 */
export function withRacesLeftOut(feasibility: Feasibility, races: readonly Reason['facts'][]): Feasibility {
  if (races.length === 0 || feasibility.verdict === 'red') return feasibility
  return {
    ...feasibility,
    verdict: 'amber',
    facts: { ...feasibility.facts, racesLeftOut: races.length, goalVerdict: feasibility.verdict },
    text: [feasibility.text, ...races.map(leftOutSentence)].join(' '),
  }
}
