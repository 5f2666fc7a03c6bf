import { ADJUST_SENTENCES } from './adjust-words.ts'
import { FOCUS_WORDS } from '../plan/focus-words.ts'
import { WORKOUT_FOCI, type Reason } from '../plan/plan.ts'
import { BRAKE_SENTENCES } from './readiness-words.ts'
import { longDate } from '../time/date-words.ts'
import { formatDuration } from '../units/format.ts'

type Facts = Reason['facts']

const number = (facts: Facts, key: string): number => (typeof facts[key] === 'number' ? facts[key] : 0)
const day = (value: Facts[string] | undefined): string => (typeof value === 'string' ? longDate(value) : 'that day')
/** "Cruise intervals on Tuesday 24 November". */
const session = (facts: Facts): string => `${String(facts.title)} on ${day(facts.date)}`
const focus = ({ focus: value }: Facts): string =>
  WORKOUT_FOCI.flatMap((each) => (each === value ? [FOCUS_WORDS[each]] : []))[0] ?? 'like'
const share = (facts: Facts): string =>
  typeof facts.percent === 'number' ? `${facts.percent} % of its work done` : 'not done as planned'
const count = (many: number, one: string, more = `${one}s`): string => (many === 1 ? `one ${one}` : `${many} ${more}`)

/** What became of a session, to stand before what followed from it. */
function became(facts: Facts): string {
  switch (facts.outcome) {
    case 'SKIPPED_TIRED':
      return `You were too tired for ${session(facts)}`
    case 'SKIPPED_SICK':
    case 'FAILED_SICK':
      return `You were sick on ${day(facts.date)}`
    case 'FAILED_TIME':
      return `${session(facts)} ran out of time, with ${share(facts)}`
    case 'FAILED_TOO_HARD':
      return `${session(facts)} was too hard, with ${share(facts)}`
    case 'SUCCESS_HARD':
      return `${session(facts)} was done and felt harder than it should`
    case 'OVERDONE':
      return `${session(facts)} became more than planned`
    default:
      return `${session(facts)} had ${share(facts)}`
  }
}

const WAS: Readonly<Record<string, string>> = {
  UNKNOWN: 'not known yet',
  PENDING: 'not over yet',
  SKIPPED: 'missed',
  SKIPPED_BUSY: 'missed because you were busy',
  SKIPPED_TIRED: 'missed because you were tired',
  SKIPPED_SICK: 'missed because you were sick',
  FAILED: 'cut short',
  FAILED_TOO_HARD: 'too hard',
  FAILED_TIME: 'cut short for time',
  FAILED_SICK: 'cut short because you were sick',
  PARTIAL: 'partly done',
  SUCCESS: 'done',
  SUCCESS_EASY: 'done and easy',
  SUCCESS_HARD: 'done and hard',
  OVERDONE: 'more than planned',
}
const was = (value: Facts[string] | undefined): string => WAS[String(value)] ?? 'something else'

const CAUSES: Readonly<Record<string, string>> = {
  night: 'After a look at your last days',
  import: 'After your last recordings came in',
  feedback: 'After what you said of a session',
  'check-in': 'After what you told us of today',
  asked: 'Because you asked for it',
}

const LEFT: Readonly<Record<string, string>> = {
  'moved-once': 'It was moved once already, so it is left out now, and nothing is added elsewhere.',
  'race-near': 'So close to the race it is left out: freshness is worth more now.',
  'other-key': 'Of two missed key sessions of this week the other one is made up for; this one is left out.',
  'no-day':
    'None of the next days has room for it with two days between hard ones, so it is left out. The plan goes on as it is.',
}

/** "km 18.2", with the unit's usual digits. */
const amount = (value: Facts[string] | undefined, unit: Facts[string] | undefined): string =>
  typeof value !== 'number'
    ? 'more'
    : `${unit === 'share' ? `${Math.round(100 * value)} %` : `${value.toFixed(1)} ${String(unit)}`}`

const LIMIT_WORDS: Readonly<Record<string, string>> = {
  G01: 'the week would grow too fast after what was done before it',
  G02: 'the longest run would be too much of its week',
  G03: 'the longest run would be too far beyond the longest of the last 30 days',
  G04: 'the longest run would be too long',
  G05: 'a lighter week is due',
  G06: 'the last days before the race would hold too much of what was done',
  G07: 'hard days would stand too close',
  G08: 'the week would hold too many hard days',
  G10: 'the hard work would be too much of the week',
  G11: 'a day of rest is due',
  G18: 'training comes back step by step after days off',
  G21: 'fitness would have to rise too fast',
  G23: 'the longest ride would be too far beyond those before',
  G24: 'you would be too tired',
  G28: 'the days after the race stay easy',
}

/** What a repair changed and why, one sentence for each code; said alike on screens and command line. */
export const REPAIR_SENTENCES: Readonly<Record<string, (facts: Facts) => string>> = {
  ...BRAKE_SENTENCES,

  ...ADJUST_SENTENCES,
  repaired: (f) =>
    `${CAUSES[String(f.cause)] ?? 'After a look at your plan'} the plan was changed for ${count(number(f, 'decisions'), 'reason')}; the notes of its weeks say which.`,
  'taken-back': (f) =>
    `${session(f)} was ${was(f.now)}, not ${was(f.was)}. ${f.isChanged ? 'What followed from that was taken back as far as it still can be.' : 'Nothing that followed from that can still be taken back.'}`,
  'repair-repeats': (f) =>
    f.step === null
      ? `${became(f)}. The next one, on ${day(f.nextDate)}, is no longer than it was: ${number(f, 'minutes')} min.`
      : `${became(f)}. The next ${focus(f)} session, on ${day(f.nextDate)}, repeats its step ${number(f, 'step')} in place of ${number(f, 'plannedStep')}.${f.outcome === 'FAILED_TIME' ? ' When time is short again, moving it in the calendar offers a shorter form.' : ''}`,
  'repair-lowers': (f) =>
    typeof f.step === 'number'
      ? `${became(f)}. The next ${focus(f)} session, on ${day(f.nextDate)}, comes down to step ${f.step} from ${number(f, 'plannedStep')}.`
      : typeof f.sharePercent === 'number'
        ? `${became(f)}. The next ${focus(f)} session, on ${day(f.nextDate)}, asks for ${f.sharePercent} % of the intensity.`
        : `${became(f)}. The next one, on ${day(f.nextDate)}, is ${number(f, 'minutes')} min at most.`,
  'repair-lowers-week': (f) =>
    `${became(f)}, the second ${focus(f)} session in two weeks that was. ${
      typeof f.nextDate === 'string'
        ? `The next one, on ${day(f.nextDate)}, asks for ${number(f, 'sharePercent')} % of the intensity, and`
        : 'From here'
    } the week from ${day(f.weekOf)} has ${number(f, 'weekPercent')} % of its other minutes. Your threshold may be ${number(f, 'least')} to ${number(f, 'most')} % lower than we think: a test or a race tells, or set it in your profile.`,
  'repair-raises': (f) =>
    `${session(f)} was easy. The next ${focus(f)} session, on ${day(f.nextDate)}, is step ${number(f, 'step')} in place of ${number(f, 'plannedStep')}.`,
  'repair-proposes-higher': (f) =>
    `${session(f)} was easy, the ${number(f, 'inARow') === 2 ? 'second' : `${number(f, 'inARow')}th`} ${focus(f)} session in a row. Your threshold may be ${number(f, 'least')} to ${number(f, 'most')} % higher than we think: a test or a race tells, or set it in your profile.`,
  'repair-moves': (f) =>
    `You had no time for ${session(f)}. It is on ${day(f.nextDate)} now, as hard as it was${typeof f.dropped === 'string' ? `, in place of ${f.dropped}, which is left out` : ''}.`,
  'repair-leaves-out': (f) =>
    `You had no time for ${session(f)}. ${LEFT[String(f.why)] ?? 'It is left out, and nothing is added elsewhere.'}`,
  'repair-drops': (f) =>
    `You had no time for ${session(f)}. It is left out, and nothing is added elsewhere: no key session was lost.`,
  'repair-easy-days': (f) =>
    `${became(f)}${typeof f.overPercent === 'number' ? `, ${f.overPercent} % of the plan` : ''}. The ${number(f, 'days') === 1 ? 'day after is easy' : `${number(f, 'days')} days after are easy`}${
      number(f, 'sharePercent') < 100 ? `, the first one at ${number(f, 'sharePercent')} % of its length` : ''
    }.`,
  'limits-kept': (f) =>
    `After what was really done ${LIMIT_WORDS[String(f.rule)] ?? 'a limit would be broken'} (${amount(f.measured, f.unit)}, the limit is ${amount(f.allowed, f.unit)}). ${count(number(f, 'sessions'), 'session')} ${number(f, 'sessions') === 1 ? 'was' : 'were'} made to fit.`,
  'limits-given-back': (f) =>
    `What the limits had taken is possible again: ${number(f, 'minutes')} min more from ${day(f.from)} on.`,
  'repair-clears': (f) =>
    `${became(f)}. Until ${day(f.until)} nothing is planned${
      number(f, 'sessions') > 0 ? ` (${count(number(f, 'sessions'), 'session')} left out)` : ''
    }, and the first session after it is easy. Tell us under Health how you are, and the way back is planned for it.`,
  'review-as-planned': (f) => `Last week ${done(f)}: the week stays as planned.`,
  'review-repeats': (f) =>
    number(f, 'sessions') > 0
      ? `Last week ${done(f)}. Hard sessions repeat their step before they climb on; the minutes stay as planned.`
      : `Last week ${done(f)}. The minutes stay as planned, and no step climbs.`,
  'review-follows-done': (f) =>
    `Last week ${done(f)}, so this one follows from it: ${about(f)}, a little more than was done.`,
  'review-hardly-any': (f) =>
    `Last week ${done(f)}, so this one begins lower: ${about(f)}, with one hard session beside the long one.`,
  'review-missed-week': (f) =>
    `Nothing of last week was done. This one begins a little below your last full week: ${about(f)}.`,
  'availability-asks': (f) =>
    `Of the last two weeks ${number(f, 'percentBefore')} % and ${number(f, 'percent')} % of the load was done. Is there less time than you told us? Change your days and minutes under Plan, Change settings, and the weeks to come are made for them.`,
}

const done = (facts: Facts): string => `${number(facts, 'percent')} % of the load was done`
const about = (facts: Facts): string =>
  `about ${formatDuration(60 * number(facts, 'minutes'))} in place of ${formatDuration(60 * number(facts, 'planned'))}`
