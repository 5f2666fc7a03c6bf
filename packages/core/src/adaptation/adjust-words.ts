import { longDate } from '../time/date-words.ts'
import type { Reason } from '../plan/plan.ts'
import { formatDuration } from '../units/format.ts'

type Facts = Reason['facts']

/** Why a session is another one after a wish, or why a plan was changed; said alike on screens and command line. */
export const ADJUST_SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  'eased-tired': () => 'Easy while you are tired: nothing above threshold for seven days.',
  'eased-travel': () => 'Easy and short while you are away.',
  'tired-no-high': () => 'Easy in its place: nothing above threshold while you are tired.',
  'tired-easy': (f) => `Easy in its place. ${sevenDays(f)}`,
  'tired-shorter': (f) => `Shorter. ${sevenDays(f)}`,
  'tired-rest': (f) => `Rest in its place. ${sevenDays(f)}`,
  'fewer-days': (f) =>
    `Dropped for ${days(f, 'days')} in place of ${number(f, 'planned')}: key and long sessions stay first.`,
  'fewer-days-key': (f) => `${capital(days(f, 'days'))} hold no more: another key session counts more in this block.`,
  'travel-moved': () => 'Moved beside the days you are away, as it is.',
  'travel-rest': () => 'No training while you are away. It is not added elsewhere.',
  'travel-easy': (f) => `You are away: easy, within ${minutes(f)}.`,
  'gave-way': (f) =>
    `Makes room for ${typeof f.title === 'string' ? f.title : 'a key session'}. It is dropped, not moved.`,
  'no-time-shorter': (f) => `Shorter, so that ${minutes(f)} hold it.`,
  'no-time-moved': () => 'Moved: a key session keeps its place in the week where another day takes it.',
  'no-time-dropped': () => 'Dropped. What is missed is not added elsewhere.',
  'within-limits': (f) =>
    typeof f.name === 'string'
      ? `Changed with it, to keep a limit: ${f.name.toLowerCase()}.`
      : 'Changed with it, to keep a limit.',
  'new-availability': () => 'Planned anew for the days and minutes you gave.',
  'new-goal-date': (f) =>
    typeof f.date === 'string' ? `Planned anew for the race on ${longDate(f.date)}.` : 'Planned anew for another date.',
  adjusted: (f) => ASKED[String(f.wish)]?.(f) ?? 'You asked for it.',
}

const ASKED: Readonly<Record<string, (facts: Facts) => string>> = {
  'too-tired': () => 'You said that you are too tired: seven days with less load and nothing hard.',
  days: (f) =>
    `You have ${days(f, 'days')} for training ${f.week === 'next' ? 'next week' : 'in the rest of this week'}.`,
  travel: (f) =>
    typeof f.from === 'string' && typeof f.to === 'string'
      ? `You are away from ${longDate(f.from)} to ${longDate(f.to)}${f.minutes === null ? '' : `, with ${minutes(f)} a day`}.`
      : 'You are away.',
  'no-time-today': (f) => (typeof f.minutes === 'number' ? `You had ${minutes(f)} that day.` : 'That day had no time.'),
}

/** The sentence of a reason; null for a code of others. */
export const adjustSentence = ({ code, facts }: Reason): string | null => ADJUST_SENTENCES[code]?.(facts) ?? null

const number = (facts: Facts, key: string): number => (typeof facts[key] === 'number' ? facts[key] : 0)
const minutes = (facts: Facts): string => formatDuration(60 * number(facts, 'minutes'))
const days = (facts: Facts, key: string): string =>
  number(facts, key) === 1 ? 'one day' : `${number(facts, key)} days`
const sevenDays = (facts: Facts): string =>
  `Seven days come down from ${number(facts, 'before')} to about ${number(facts, 'after')}${facts.unit === 'min' ? ' min' : ' load'}.`
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
