import { KIND_WORDS, SESSION_KINDS } from '../library/session-kind.ts'
import { WEEKDAY_NAMES } from '../time/date-words.ts'
import { WEEKDAYS } from '../time/week.ts'
import { FOCUS_WORDS } from './focus-words.ts'
import { WORKOUT_FOCI, type Reason } from './plan.ts'

type Facts = Reason['facts']

/** How the reader of a sentence writes lengths: seconds as time, metres in the units of theirs. */
export interface TradeFormat {
  readonly duration: (seconds: number) => string
  readonly distance: (metres: number) => string
}

const number = (facts: Facts, key: string): number | null => (typeof facts[key] === 'number' ? facts[key] : null)
const minutes = (facts: Facts, say: TradeFormat, key = 'minutes'): string =>
  say.duration((number(facts, key) ?? 0) * 60)
const volume = (facts: Facts, say: TradeFormat, key: string): string =>
  facts.unit === 'min' ? minutes(facts, say, key) : say.distance(number(facts, key) ?? 0)
const focus = ({ focus: value }: Facts): string =>
  WORKOUT_FOCI.flatMap((each) => (each === value ? [FOCUS_WORDS[each]] : []))[0] ?? 'hard'
const kind = (value: Facts[string] | undefined): string =>
  SESSION_KINDS.flatMap((each) => (each === value ? [KIND_WORDS[each].within] : []))[0] ?? 'this kind of session'
const day = (value: Facts[string] | undefined): string =>
  WEEKDAYS.flatMap((each) => (each === value ? [WEEKDAY_NAMES[each]] : []))[0] ?? 'that day'
const sessionsOf = (facts: Facts, key: string): string => {
  const word = facts.sport === 'run' ? 'run' : 'ride'
  return number(facts, key) === 1 ? `one ${word}` : `${number(facts, key) ?? 0} ${word}s`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a week had to give up and why, one sentence for each code of a note; said alike on screens and command line. */
export const TRADE_SENTENCES: Readonly<Record<string, (facts: Facts, say: TradeFormat) => string>> = {
  'volume-without-room': (f, say) =>
    `It could hold ${volume(f, say, 'wished')}; your days have room for ${volume(f, say, 'planned')}.`,
  'key-without-room': (f) =>
    `${number(f, 'kept') === 0 ? 'No hard session beside the long one' : 'Fewer hard sessions'} this week: ${
      f.afterRace
        ? 'the race wants its easy days first, and hard days need 48 hours between them'
        : `your days leave no room for 48 hours between ${number(f, 'wished') === 1 ? 'it and the long session' : 'them'}`
    }.`,
  'key-too-long': (f, say) => `No ${focus(f)} session fits in ${minutes(f, say)}, so the day is easy.`,
  'key-too-much-for-week': () => 'A hard session was left out: the week is too small to carry it.',
  'long-shortened': (f, say) =>
    `The long session is ${minutes(f, say, 'given')} instead of ${minutes(f, say, 'wished')}: the rest of the week takes its share.`,
  'long-day-elsewhere': (f, say) =>
    number(f, 'minutes') === 0
      ? `${day(f.wished)} has no time this week, so the long session is on ${day(f.day)}.`
      : `The long session is on ${day(f.day)}: ${day(f.wished)} has ${minutes(f, say)} this week, or stands too close to another hard day.`,
  'days-without-session': (f) =>
    `${number(f, 'planned') ?? 0} sessions instead of ${number(f, 'wished') ?? 0}: shared out, the others would be too short to be worth it.`,
  'long-without-room': (f, say) =>
    `The long session would be ${minutes(f, say, 'wished')}; its day has ${minutes(f, say, 'given')}.`,
  'week-without-time': () => 'No time this week, so nothing is planned.',
  'week-without-room': () => 'No session fits into this week’s days.',
  'other-sport-shorter': (f, say) =>
    `${capital(sessionsOf(f, 'planned'))} of ${minutes(f, say)} instead of ${minutes(f, say, 'usual')}: so much is safe for the sport and for the hours of both this week.`,
  'other-sport-without-room': (f) =>
    `Of ${sessionsOf(f, 'wished')} you usually do, ${number(f, 'planned') === 0 ? 'none has' : `${number(f, 'planned') ?? 0} ${number(f, 'planned') === 1 ? 'has' : 'have'}`} a place this week beside the plan’s own sessions and its rest days.`,
  'key-indoors': (f) => `The ${focus(f)} session moved indoors, so it is one that needs no hill.`,
  'disliked-used': (f) =>
    `You would rather not do ${kind(f.kind)}, but nothing else trains ${focus(f)} in the time there is.`,
  'indoor-without-machine': (f) =>
    f.sport === 'ride'
      ? 'Your indoor time holds no rides, because you have no trainer there.'
      : 'Your indoor time holds no runs, because you have no treadmill there.',
}
