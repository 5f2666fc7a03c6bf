import type { Reason } from '../plan/plan.ts'
import { longDate } from '../time/date-words.ts'
import { SIGNALS, type SignalKind } from './readiness.ts'

type Facts = Reason['facts']

const number = (facts: Facts, key: string): number => (typeof facts[key] === 'number' ? facts[key] : 0)
const whole = (facts: Facts, key: string): string => String(Math.round(number(facts, key)))
const ms = (facts: Facts): string => `${whole(facts, 'valueMs')} ms`
const normal = (facts: Facts): string => `${whole(facts, 'loMs')}–${whole(facts, 'hiMs')} ms`
const hours = (facts: Facts, key = 'valueS'): string => {
  const minutes = Math.round(number(facts, key) / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`
}
const mornings = (count: number): string => (count === 1 ? 'One more morning' : `${count} more mornings`)
const missing = (facts: Facts): number => number(facts, 'needed') - number(facts, 'mornings')

/** What each signal says, one sentence with its figure and its limit. */
const SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  'hrv-few-mornings': (f) => `${mornings(missing(f))} until HRV can speak: your normal takes 21.`,
  'hrv-week-unknown': (f) => `${mornings(missing(f))} of this week until HRV can speak.`,
  'hrv-normal': (f) => `HRV is ${ms(f)} over the week, inside your normal ${normal(f)}.`,
  'hrv-high': (f) => `HRV is ${ms(f)} over the week, above your normal ${normal(f)}.`,
  'hrv-high-tired': (f) =>
    `HRV has been above your normal ${normal(f)} for three days, ${ms(f)} over the week, and you feel tired: a sign of strain, not of rest.`,
  'hrv-low': (f) => `HRV is ${ms(f)} over the week, below your normal ${normal(f)}.`,
  'hrv-three-low': (f) => `HRV was below your normal ${normal(f)} on the last three mornings.`,
  'hrv-low-days': (f) => `HRV has been below your normal ${normal(f)} for three days, ${ms(f)} over the week.`,
  'hrv-low-heart': (f) =>
    `HRV is ${ms(f)} over the week, below your normal ${normal(f)}, and your heart at rest is ${whole(f, 'riseBpm')} bpm up.`,
  'hrv-low-unsteady': (f) =>
    `HRV is ${ms(f)} over the week, below your normal ${normal(f)}, and jumps from morning to morning.`,
  'heart-few-mornings': (f) => `${mornings(missing(f))} until your heart at rest can speak: its normal takes 21.`,
  'heart-week-unknown': (f) => `${mornings(missing(f))} of this week until your heart at rest can speak.`,
  'heart-normal': (f) =>
    `Your heart at rest is ${whole(f, 'valueBpm')} bpm over the week; ${whole(f, 'usualBpm')} is usual.`,
  'heart-up': (f) =>
    `Your heart at rest is ${whole(f, 'valueBpm')} bpm over the week; ${whole(f, 'usualBpm')} is usual, and from ${whole(f, 'limitBpm')} on we hold back.`,
  'heart-far-up': (f) =>
    `Your heart at rest is ${whole(f, 'valueBpm')} bpm over the week, 8 or more above your usual ${whole(f, 'usualBpm')}.`,
  'heart-ten-up': (f) =>
    `Your heart at rest is ${whole(f, 'valueBpm')} bpm this morning, 10 or more above your usual ${whole(f, 'usualBpm')}. If you feel ill, tell us where it sits.`,
  'sleep-unknown': () => 'Last night’s sleep is not told.',
  'sleep-enough': (f) => `You slept ${hours(f)}.`,
  'sleep-short': (f) => `You slept ${hours(f)}, less than 6 hours.`,
  'sleep-two-nights': (f) => `You slept ${hours(f)} after ${hours(f, 'beforeS')} the night before, both under 6 hours.`,
  'sleep-very-short': (f) => `You slept ${hours(f)}, less than 5 hours.`,
  'feels-unknown': (f) =>
    number(f, 'answers') === 0 ? 'How you feel is not told.' : `${whole(f, 'answers')} of four answers are told.`,
  'feels-fine': (f) => `Your answers add up to ${whole(f, 'points')} of 20; from 15 on we hold back.`,
  'feels-bad': (f) => `Your answers add up to ${whole(f, 'points')} of 20, 15 or more.`,
}

/** What a signal found, in one sentence. */
export function signalSentence({ code, facts }: Reason): string {
  const say = SENTENCES[code]
  if (!say) throw new Error(`No words for the signal ${code}.`)
  return say(facts)
}

const title = (facts: Facts): string => String(facts.title)
const day = (value: Facts[string] | undefined): string =>
  typeof value === 'string' ? longDate(value) : 'the day after'

/** What the brake did and why (readiness-brake.ts), one sentence for each code. */
export const BRAKE_SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  'readiness-amber': (f) => `${title(f)} is an easy session today. ${againstTheDay(f)}`,
  'readiness-moved': (f) => `${title(f)} waits until ${day(f.to)}. ${againstTheDay(f)}`,
  'readiness-asks': (f) =>
    `${title(f)} stands as planned: your last hard session was eased already, so this one is yours to decide. ${againstTheDay(f)}`,
  'readiness-kept': (f) => `You kept ${title(f)} as planned.`,
  'readiness-red': (f) =>
    `Today and tomorrow are for ${f.rest ? 'rest' : 'recovery'}${f.lighter ? ', and the next seven days hold 70 % of their load' : ''}. ${againstTheDay(f)}`,
}

/** What spoke against a day, out of the reason of a decision of the brake: one sentence a signal. */
function againstTheDay(facts: Facts): string {
  return SIGNALS.flatMap((kind) => {
    const code = facts[`${kind}.code`]
    return typeof code === 'string' && code in SENTENCES ? [signalSentence({ code, facts: ofSignal(kind, facts) })] : []
  }).join(' ')
}

function ofSignal(kind: SignalKind, facts: Facts): Facts {
  const start = `${kind}.`
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (key.startsWith(start) ? [[key.slice(start.length), value]] : [])),
  )
}
