import type { Answer, AnswerChange } from '@coach-wattz/core/adaptation/answer-changes'
import { longDate } from '@coach-wattz/core/time/date-words'
import { isLocalDate } from '@coach-wattz/core/time/local-date'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { clock, distance, duration, type Units } from './measure'
import { capital, GOAL, LEVEL, STRATEGY } from './name'

/** A value before and after, in words. */
interface ValueChange {
  readonly name: string
  readonly before: string
  readonly after: string
}

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const dayName = (code: unknown): string => DAY_NAMES[WEEKDAYS.findIndex((day) => day === code)] ?? 'no day'

const NAMES: Readonly<Record<Answer, string>> = {
  goal: 'Goal',
  'goal-name': 'Name',
  'race-day': 'Race day',
  distance: 'Distance',
  'target-time': 'Target time',
  'target-power': 'Target power',
  course: 'Course',
  'race-on-the-way': 'Race on the way',
  'race-priority': 'Weight of that race',
  strategy: 'Shape of the plan',
  level: 'Level',
  'birth-year': 'Year of birth',
  'days-a-week': 'Days a week',
  'long-day': 'Day of the long session',
  'long-day-pinned': 'Long session always on that day',
  'minutes-of-weekday': 'Minutes',
  'minutes-of-day': 'Minutes',
  'day-off': 'Day off',
}

/** One answer that differs: its name with the day it is about, and its two values in words. */
export function answerWords({ answer, of, before, after }: AnswerChange, units: Units): ValueChange {
  const about = of === null ? '' : isLocalDate(of) ? longDate(of) : dayName(of)
  const name = about === '' ? NAMES[answer] : `${NAMES[answer]}, ${about}`
  return { name, before: valueWords(answer, before, units), after: valueWords(answer, after, units) }
}

function valueWords(answer: Answer, value: AnswerChange['before'], units: Units): string {
  if (value === null || value === false) return answer === 'long-day-pinned' || answer === 'day-off' ? 'no' : 'none'
  if (value === true) return 'yes'
  if (typeof value === 'number') {
    if (answer === 'distance') return distance(value, units)
    if (answer === 'target-time') return clock(value)
    if (answer === 'target-power') return `${value} W`
    return answer === 'minutes-of-day' || answer === 'minutes-of-weekday' ? duration(value * 60) : String(value)
  }
  if (isLocalDate(value)) return longDate(value)
  if (answer === 'goal' || answer === 'race-on-the-way') return wordOf(GOAL, value)
  if (answer === 'strategy') return capital(wordOf(STRATEGY, value))
  if (answer === 'level') return wordOf(LEVEL, value)
  if (answer === 'long-day') return dayName(value)
  if (answer === 'race-priority') return value === 'B' ? 'lighter days before it' : 'in place of a hard session'
  return answer === 'course' ? 'a course of yours' : value
}

/** The word for a code; a name somebody gave stands as it is. */
const wordOf = (words: Readonly<Record<string, string>>, value: string): string => words[value] ?? value
