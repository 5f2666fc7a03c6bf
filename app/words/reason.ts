import { REPAIR_SENTENCES } from '@coach-wattz/core/adaptation/repair-words'
import { KIND_WORDS, SESSION_KINDS } from '@coach-wattz/core/library/session-kind'
import { HABIT_SENTENCES } from '@coach-wattz/core/plan/habits'
import type { PlannedWorkout, Reason, WorkoutFocus } from '@coach-wattz/core/plan/plan'
import { leftOutSentence } from '@coach-wattz/core/plan/races-left-out'
import { TRADE_SENTENCES } from '@coach-wattz/core/plan/trade-words'
import { daysWords, distance, duration, pace, type Units } from './measure'
import { fullDate, longDate } from '@coach-wattz/core/time/date-words'
import { FOCUS } from './name'

export interface Fact {
  readonly label: string
  readonly value: string
}
type Facts = Reason['facts']
type Say = (facts: Facts, units: Units) => string

/** One sentence for a reason, or null for a code this screen has no words for: better silent than an enum value. */
export function reasonSentence(reason: Reason, units: Units): string | null {
  const format = { duration, distance: (metres: number) => distance(metres, units, 0) }
  return (
    SENTENCES[reason.code]?.(reason.facts, units) ??
    REPAIR_SENTENCES[reason.code]?.(reason.facts) ??
    HABIT_SENTENCES[reason.code]?.(reason.facts) ??
    TRADE_SENTENCES[reason.code]?.(reason.facts, format) ??
    null
  )
}
/** Whether a week's note tells what was changed of it, rather than how it was made. */
export const isRepairNote = ({ code }: Reason): boolean => code in REPAIR_SENTENCES
/** Whether there is anything to say. */
export const hasWords = (reasons: readonly Reason[], units: Units): boolean =>
  reasons.some((reason) => reasonSentence(reason, units) !== null)
export const purposeSentence = (workout: PlannedWorkout, units: Units): string =>
  reasonSentence(workout.purpose, units) ?? ''

/** The numbers a sentence rests on, said below it. */
export function reasonFacts(reason: Reason, units: Units): Fact[] {
  const { facts } = reason
  const out: Fact[] = []
  if (typeof facts.volume === 'number') out.push({ label: 'This week', value: volume(facts.volume, facts, units) })
  if (typeof facts.lastLoad === 'number')
    out.push({ label: 'Last loading week', value: volume(facts.lastLoad, facts, units) })
  if (typeof facts.mean === 'number')
    out.push({ label: 'Mean of your last four weeks', value: volume(facts.mean, facts, units) })
  if (typeof facts.workMinutes === 'number') out.push({ label: 'Work', value: duration(facts.workMinutes * 60) })
  if (typeof facts.daysToRace === 'number') out.push({ label: 'To the race', value: daysWords(facts.daysToRace) })
  if (typeof facts.shareOfPeak === 'number') out.push({ label: 'Of the biggest week', value: `${facts.shareOfPeak} %` })
  return out
}

const number = (facts: Facts, key: string): number | null => (typeof facts[key] === 'number' ? facts[key] : null)
const minutes = (facts: Facts, key = 'minutes'): string => duration((number(facts, key) ?? 0) * 60)
const volume = (value: number, facts: Facts, units: Units): string =>
  facts.unit === 'min' ? duration(value * 60) : distance(value, units, 0)
const focus = (facts: Facts): string => FOCUS[facts.focus as WorkoutFocus] ?? 'this block’s work'

const KEY: Partial<Record<WorkoutFocus, string>> = {
  TEMPO: 'Teaches you to hold a firm effort for long without digging into reserves.',
  SWEET_SPOT: 'Much time just under threshold: it lifts the same engine as threshold work and costs less.',
  THRESHOLD: 'Raises the effort you can hold for an hour.',
  VO2_MAX: 'Short hard blocks raise the ceiling above your threshold.',
  ANAEROBIC_CAPACITY: 'Short efforts well above threshold train what is needed in attacks and climbs.',
  NEUROMUSCULAR_POWER: 'Very short and fast, with full rest: it trains force and quickness, not breath.',
  RACE_SPECIFIC: 'Practises the effort of race day, so that it feels known.',
  AEROBIC_ENDURANCE: 'Steady aerobic time, the base of everything else.',
}

const LEAD: Partial<Record<string, string>> = { pace: 'pace', power: 'power', hr: 'heart rate', rpe: 'effort' }
const kind = (value: Facts[string] | undefined): string =>
  SESSION_KINDS.flatMap((each) => (each === value ? [KIND_WORDS[each].within] : []))[0] ?? 'this kind of session'
const sessionsOf = (f: Facts, key: string): string => {
  const word = f.sport === 'run' ? 'run' : 'ride'
  return number(f, key) === 1 ? `one ${word}` : `${number(f, key) ?? 0} ${word}s`
}
const tasteWords = (f: Facts): string =>
  f.liked === undefined ? '' : ` You like ${kind(f.liked)}, so it is one of those.`

/** The race a season was for, in the middle of a sentence. */
const RACE_NAMES: Readonly<Record<string, string>> = {
  '5K': '5 km',
  '10K': '10 km',
  HM: 'half marathon',
  MARATHON: 'marathon',
  GRAN_FONDO: 'gran fondo',
  CRIT: 'criterium',
  TT: 'time trial',
  GRAVEL_200: 'gravel ultra',
}
const raceName = (f: Facts): string => RACE_NAMES[String(f.goal)] ?? 'race'

const SENTENCES: Record<string, Say> = {
  replanned: () => 'You changed what the plan is made for.',
  // why a session
  'key-session': (f) => `${KEY[f.focus as WorkoutFocus] ?? `A key session for ${focus(f)}.`}${tasteWords(f)}`,
  test: () => 'A test: its result sets your targets for the weeks that follow.',
  'long-session': (f) =>
    f.recovery
      ? 'A shorter long session; this is a recovery week.'
      : 'Time on your feet or in the saddle: the one session that decides how the last hour of the race feels.',
  'long-with-work': () =>
    'Long, with work at race effort once you are a little tired: the rehearsal closest to the race.',
  'medium-long': () => 'Longer than easy, shorter than long: volume without another hard day.',
  'easy-session': () => 'Easy minutes carry the week’s volume and leave room for the hard days.',
  'recovery-session': () => 'Very easy, after a hard day; it should leave you fresher than before.',
  'other-sport-session': (f) =>
    f.why === 'allowed'
      ? `An easy ${f.sport === 'run' ? 'run' : 'ride'} for a change: it trains the heart${f.sport === 'ride' ? ' and spares the legs the impact' : ''}. Leave it out when you are tired.`
      : `Your usual ${f.sport === 'run' ? 'run' : 'ride'}, easy: its time counts, and the hard days stay free for the goal.`,
  strides: () => 'Easy, with a few quick strides that keep the stride light.',
  sprints: () => 'Easy, with a few short sprints that keep the legs quick.',
  'run-walk': () => 'Running and walking by turns, until running for half an hour feels easy.',
  'eased-injury': (f) => `Easy while ${hurting(f)} needs care.`,
  'eased-readiness': (f) =>
    f.level === 'RED'
      ? 'Recovery: your mornings asked for rest.'
      : 'Easy: a sign of this morning spoke against hard work.',
  'eased-illness': () => 'Easy until you are well again.',
  'eased-doctor': () => 'Easy until a doctor has said that hard sessions are fine for you.',
  'ride-instead-of-run': (f) =>
    `An easy ride in place of the run, because of ${hurting(f)}. Ride only without pain, and stop when it begins.`,
  'return-to-run': (f) =>
    `On the way back after ${hurting(f)}: run only with pain of 2 or less, and walk when it rises.`,
  sharpener: (f) =>
    `A short taste of race effort ${daysWords(number(f, 'daysToRace') ?? 0)} before the race, to stay sharp while you rest.`,
  shakeout: () => 'A few easy minutes the day before, to loosen the legs.',
  'taper-long': () => 'A shortened long session: the work is done, the rest is freshness.',
  'taper-key': (f) =>
    `Less of the usual ${focus(f)}, at the usual effort: freshness comes from fewer minutes, not from slower ones.`,
  'taper-easy': () => 'Short and easy on the way to the race.',
  race: () => 'The day it is all for.',
  event: () => 'A race on the way: a rehearsal, and a measure of where you stand.',
  'before-race': () => 'Shorter and easy, so that you stand at the start of the race fresh.',
  'after-race': () => 'Easy while the race is still in the legs.',
  'after-goal-race': (f) =>
    f.fresh === true
      ? `Recovery after your ${raceName(f)}, ${daysWords(number(f, 'daysAfter') ?? 0)} on: very easy, to loosen the legs. ${f.sport === 'run' ? 'Walk it' : 'Spin lighter'} or leave it out when anything hurts.`
      : `Recovery after your ${raceName(f)}: easy minutes that keep the habit and ask nothing of you. The hard sessions wait for the next plan.`,
  'after-goal-race-run-walk': (f) =>
    `Recovery after your ${raceName(f)}, ${daysWords(number(f, 'daysAfter') ?? 0)} on: a short series of running and walking, a step easier than before. Walk all of it when anything hurts.`,

  // why a week
  'first-week': (f, u) =>
    `The first week starts from what you do now: ${volume(number(f, 'volume') ?? 0, f, u)}, against ${volume(number(f, 'mean') ?? 0, f, u)} a week lately.`,
  'first-week-unknown': (f, u) =>
    `${number(f, 'mean') === 0 ? 'There was no training in your last weeks' : 'We do not know your last weeks'}, so the first one is careful: ${volume(number(f, 'volume') ?? 0, f, u)}.`,
  'recovery-week': (f, u) =>
    `A recovery week of ${volume(number(f, 'volume') ?? 0, f, u)}${f.besideRace ? ' beside the race,' : ''} after ${number(f, 'loads') === 1 ? 'one loading week' : `${number(f, 'loads') ?? 'the'} loading weeks`}, so that the work can take hold.`,
  'volume-grows': (f, u) => grows(f, u),
  'volume-holds': (f, u) =>
    besideRace(f, u) ?? `This week holds the size of the last loading week, ${volume(number(f, 'volume') ?? 0, f, u)}.`,
  'volume-steps-back': (f, u) =>
    besideRace(f, u) ??
    `This week is ${(number(f, 'growthPercent') ?? 0) < -15 ? 'smaller' : 'a little smaller'} than the last loading week: ${volume(number(f, 'volume') ?? 0, f, u)} against ${volume(number(f, 'lastLoad') ?? 0, f, u)}.`,
  'return-week': (f, u) =>
    `Back after ${daysWords(number(f, 'daysOff') ?? 0)} off: ${volume(number(f, 'volume') ?? 0, f, u)}, at most ${Math.round(100 * (number(f, 'share') ?? 1))} % of a week before the break${f.easy ? ', all of it easy' : ''}.`,
  'volume-limited-by-minutes': () => 'It would grow further, but your days hold no more minutes.',
  'taper-begins': (f, u) =>
    `The race is near, so the weeks begin to shrink: ${volume(number(f, 'volume') ?? 0, f, u)}.`,
  'taper-week': (f) =>
    `Taper: ${number(f, 'shareOfPeak') ?? 'a part'} % of the biggest week, at the same effort, so that you arrive fresh.`,
  'race-week': (f) =>
    `Race week: little and short, ${number(f, 'shareOfPeak') === null ? 'a part' : `${number(f, 'shareOfPeak')} %`} of the biggest week, the race left out.`,
  'transition-week': (f, u) =>
    number(f, 'sessions') === 0
      ? `Recovery after your ${raceName(f)}: a week of rest.`
      : `Recovery after your ${raceName(f)}${number(f, 'weeks') === 1 ? '' : `, week ${number(f, 'week') ?? 1} of ${number(f, 'weeks')}`}: ${volume(number(f, 'volume') ?? 0, f, u)}, half of a usual week at most and nothing hard, so that the race can turn into fitness.`,
  'event-b': (f) =>
    `A race on the way${typeof f.date === 'string' ? ` on ${fullDate(f.date)}` : ''}: four lighter days before it, and ${daysWords(number(f, 'easyDays') ?? 2)} easy after.`,
  'event-c': (f) =>
    `A race on the way${typeof f.date === 'string' ? ` on ${fullDate(f.date)}` : ''} takes the place of a hard session; ${daysWords(number(f, 'easyDays') ?? 2)} easy after.`,
  'event-left-out': leftOutSentence,
  'easy-only': (f) =>
    f.doctor
      ? 'Only easy sessions, until a doctor has said that hard ones are fine for you. Tell us in the settings and make the plan again.'
      : `Only easy sessions${typeof f.until === 'string' ? ` until ${fullDate(f.until)}` : ''}${f.injury ? ', because of your injury' : ', because you are coming back'}.`,
  'minutes-assumed': (f) =>
    `You have not told us your minutes. We assumed ${minutes(f, 'weekday')} on weekdays and ${minutes(f, 'weekend')} at the weekend.`,
  'distance-from-typical-pace': (f, u) =>
    `Distances are reckoned from your typical pace${number(f, 'paceSPerKm') === null ? '' : `, ${pace(1000 / (number(f, 'paceSPerKm') ?? 1), u)}`}; a race or a hard run would make them exact.`,
  'distance-unknown': () => 'We do not know your pace yet, so runs are planned by time.',
  'other-sport': (f) =>
    `${sessionsOf(f, 'planned')} beside the plan’s own ${f.sport === 'run' ? 'rides' : 'runs'}: ${f.why === 'told' ? 'as you told us' : f.why === 'history' ? 'as you do already' : 'because you allow it'}. They are easy, and the hours of both sports grow together.`,
  'targets-not-known': (f) =>
    `You asked for targets by ${LEAD[String(f.chosen)] ?? 'another measure'}; your threshold for it is not known, so the steps are led by ${LEAD[String(f.used)] ?? 'what is known'}.`,
  'targets-by-heart-rate': (f) =>
    f.chosen
      ? 'The steps follow your heart rate, as you wished; short and very hard work goes by effort, because heart rate lags.'
      : `Without a threshold ${f.sport === 'ride' ? 'power' : 'pace'}, the steps follow your heart rate.`,
  'targets-by-effort': (f) =>
    f.chosen
      ? 'The steps follow how hard it feels, from 1 to 10, as you wished.'
      : `Without a threshold ${f.sport === 'ride' ? 'power' : 'pace'} or heart rate, the steps follow how hard it feels, from 1 to 10.`,
  'arrive-healthy': () =>
    'Too few weeks to build anything new: easy days at your usual length, short openers at race pace, then the taper. The aim is to arrive healthy.',
  'peak-below-need': (f, u) =>
    `The biggest week reaches ${volume(number(f, 'peak') ?? 0, f, u)}; this goal usually asks ${volume(number(f, 'needed') ?? 0, f, u)}. The aim is to finish.`,
  'block-strategy-spread': () =>
    'Hard blocks packed close together suit advanced riders only; here the hard days are spread.',
  'strategy-partly': (f) => strategyPartly(String(f.why)),

  // why a revision
  'plan-created': (f) =>
    number(f, 'weeksAvailable') === null
      ? 'Drafted from your training and your minutes.'
      : `Drafted from your training and your minutes, ${number(f, 'weeksAvailable')} weeks ahead.`,
  'moved-by-athlete': (f) =>
    typeof f.acceptedRules === 'string' && f.acceptedRules
      ? 'You moved it and accepted a warning.'
      : 'You moved it; all limits are kept.',
  'changed-by-athlete': (f) =>
    typeof f.acceptedRules === 'string' && f.acceptedRules
      ? 'You changed it and accepted a warning.'
      : 'You changed it; all limits are kept.',
  'offer-taken': (f) => offerTaken(f),
  'weeks-written': (f) => weeksWritten(f),
  'undone-by-athlete': () => 'You took the change back.',
  restored: () => 'You brought an earlier version back for the weeks that had not begun.',
  'changed-for-health': (f) =>
    typeof f.part === 'string'
      ? `You told us about ${hurting(f)}.`
      : String(f.rules).includes('G19')
        ? 'You told us that you are ill.'
        : 'You answered the health questions.',
  imported: () => 'Read from a file.',
}

/** Which way out the athlete took when a day did not hold a session. */
function offerTaken(f: Facts): string {
  const wanted = typeof f.wantedDate === 'string' ? longDate(f.wantedDate) : 'the day you wanted'
  const accepted = typeof f.acceptedRules === 'string' && f.acceptedRules ? ' You accepted a warning.' : ''
  switch (f.offer) {
    case 'move':
      return `${wanted} did not hold it, and you took the day we offered.${accepted}`
    case 'scale':
      return `You took the shorter form of it, so that ${wanted} holds it.${accepted}`
    default:
      return `You kept it as it is on ${wanted}, by your word.${accepted}`
  }
}

/** What came of outlines that were written, against what they aimed at. */
function weeksWritten(f: Facts): string {
  const [weeks, lowered] = [number(f, 'weeks') ?? 0, number(f, 'lowered') ?? 0]
  const from = typeof f.from === 'string' ? ` from ${fullDate(f.from)}` : ''
  const aimed = number(f, 'targetMinutes') === null ? '' : `, where the outline had ${minutes(f, 'targetMinutes')}`
  const later =
    lowered > 0
      ? ` ${lowered === 1 ? 'One later week aims' : `${lowered} later weeks aim`} lower, to follow from there.`
      : ''
  return `${weeks === 1 ? 'The week' : `${weeks} weeks`}${from} got ${weeks === 1 ? 'its' : 'their'} sessions, from what you can do now: ${minutes(f)}${aimed}.${later}`
}

/** "your shin"; the part is the athlete's own word. */
const hurting = (f: Facts): string => (typeof f.part === 'string' ? `your ${f.part}` : 'your injury')

/** A week with a race in it says what it holds beside the race. */
function besideRace(f: Facts, u: Units): string | null {
  if (!f.besideRace) return null
  const last = number(f, 'lastLoad')
  return `Beside the race this week holds ${volume(number(f, 'volume') ?? 0, f, u)}${last === null ? '' : `, against ${volume(last, f, u)} in the last loading week`}.`
}

function grows(f: Facts, u: Units): string {
  const raced = besideRace(f, u)
  if (raced !== null) return raced
  if (number(f, 'lastLoad') === null) return `This week holds ${volume(number(f, 'volume') ?? 0, f, u)}.`
  const percent = number(f, 'growthPercent')
  const [now, last] = [volume(number(f, 'volume') ?? 0, f, u), volume(number(f, 'lastLoad') ?? 0, f, u)]
  return `The week grows to ${now}, from ${last} in the last loading week${percent !== null && percent > 0 && percent <= 15 ? `: ${percent} % more than the week before` : ''}.`
}

/** What of the athlete's own choice of strategy could not be kept. */
function strategyPartly(why: string): string {
  switch (why) {
    case 'beginner':
      return 'For a first long race nothing above threshold stands beside the long run, so the way you chose is kept only in the order of the weeks.'
    case 'steady-race':
      return 'The pace of your race lies just under threshold. The last block practises it, so it is less polarized than the weeks before.'
    case 'fast-race':
      return 'The pace of your race lies above threshold, so the last block stays fast where this way would otherwise slow down.'
    default:
      return 'Keeping the volume for the end would have missed the weeks your goal needs, so it grows evenly.'
  }
}
