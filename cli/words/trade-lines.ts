import { KIND_WORDS, SESSION_KINDS } from '@coach-wattz/core/library/session-kind'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { WEEKDAY_NAMES } from '@coach-wattz/core/time/date-words'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { formatDuration } from '@coach-wattz/core/units/format'

type Facts = Reason['facts']

const count = (facts: Facts, key: string): number => (typeof facts[key] === 'number' ? facts[key] : 0)
const length = (facts: Facts, key = 'minutes'): string => formatDuration(60 * count(facts, key))
const word = (value: Facts[string] | undefined): string =>
  String(value ?? '')
    .toLowerCase()
    .replaceAll('_', ' ')
const day = (value: Facts[string] | undefined): string =>
  WEEKDAYS.flatMap((each) => (each === value ? [WEEKDAY_NAMES[each]] : []))[0] ?? 'that day'
const kind = (value: Facts[string] | undefined): string =>
  SESSION_KINDS.flatMap((each) => (each === value ? [KIND_WORDS[each].within] : []))[0] ?? 'this kind of session'
const sessions = (facts: Facts, key: string): string =>
  `${count(facts, key)} ${facts.sport === 'run' ? 'run' : 'ride'}${count(facts, key) === 1 ? '' : 's'}`
const volume = (facts: Facts, key: string): string =>
  facts.unit === 'm' ? `${Math.round(count(facts, key) / 1000)} km` : length(facts, key)

/** What a week had to give up, in one sentence each; other notes of a week have none here. */
const TRADES: Readonly<Record<string, (facts: Facts) => string>> = {
  'key-without-room': (f) =>
    `${count(f, 'kept') === 0 ? 'No hard session' : 'Fewer hard sessions'}: the days leave no 48 hours between hard ones.`,
  'key-too-long': (f) => `No ${word(f.focus)} session fits in ${length(f)}.`,
  'key-too-much-for-week': () => 'A hard session was left out: the week is too small to carry it.',
  'key-indoors': (f) => `The ${word(f.focus)} session is indoors, so it is one that needs no hill.`,
  'disliked-used': (f) =>
    `There are ${kind(f.kind)}, because nothing else trains ${word(f.focus)} in the time there is.`,
  'long-without-room': (f) => `The long session would be ${length(f, 'wished')}; its day has ${length(f, 'given')}.`,
  'long-shortened': (f) =>
    `The long session is ${length(f, 'given')} instead of ${length(f, 'wished')}: the rest of the week takes its share.`,
  'long-day-elsewhere': (f) =>
    `The long session is on ${day(f.day)}: ${day(f.wished)} has ${count(f, 'minutes') === 0 ? 'no time' : length(f)}.`,
  'days-without-session': (f) =>
    `${count(f, 'planned')} sessions instead of ${count(f, 'wished')}: shared out, the others would be too short.`,
  'volume-without-room': (f) =>
    `The week could hold ${volume(f, 'wished')}; its days have room for ${volume(f, 'planned')}.`,
  'other-sport-shorter': (f) =>
    `${sessions(f, 'planned')} of ${length(f)} instead of ${length(f, 'usual')}: so much is safe for both sports together.`,
  'other-sport-without-room': (f) =>
    `Of ${sessions(f, 'wished')} a week ${count(f, 'planned') === 0 ? 'none has' : `${count(f, 'planned')} ${count(f, 'planned') === 1 ? 'has' : 'have'}`} a place.`,
  'indoor-without-machine': (f) =>
    `Indoor time holds no ${f.sport === 'ride' ? 'rides without a trainer' : 'runs without a treadmill'}.`,
  'week-without-time': () => 'There is no time, so nothing is planned.',
  'week-without-room': () => 'No session fits into the days.',
}

/** What the planner traded away in a week. */
export const tradeLines = (notes: readonly Reason[]): string[] =>
  notes.flatMap(({ code, facts }) => {
    const say = TRADES[code]
    return say ? [say(facts)] : []
  })
