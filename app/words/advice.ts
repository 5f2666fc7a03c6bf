import type { Advice, AdviceTopic } from '@coach-wattz/core/plan/advice'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { longDate, weekdayName } from '@coach-wattz/core/time/date-words'
import { altitude, clock, distance, distanceNumber, distanceUnit, duration, pace, type Units } from './measure'

/** The heading a line stands under on the session's page. */
export const ADVICE_HEADING: Record<AdviceTopic, string> = {
  feel: 'How it should feel',
  stop: 'Stop when',
  prepare: 'Before you start',
  pace: 'How to pace it',
  course: 'On the course',
  eat: 'Eat and drink',
  heat: 'On a hot day',
}

type Facts = Reason['facts']
type Say = (facts: Facts, units: Units) => string

/** The sentence of a line of advice, or null for a code this screen has no words for. */
export const adviceSentence = (advice: Advice, units: Units): string | null =>
  SESSION[advice.code]?.(advice.facts, units) ?? null
/** The sentence of a note on a week. */
export const noteSentence = (note: Reason, units: Units): string | null => WEEK[note.code]?.(note.facts, units) ?? null

const number = (facts: Facts, key: string): number | null => (typeof facts[key] === 'number' ? facts[key] : null)
const whole = (facts: Facts, key: string): string => String(Math.round(number(facts, key) ?? 0))

const TALK: Record<string, string> = {
  anything: 'you could talk the whole way',
  sentences: 'you can still speak in sentences',
  phrases: 'a few words at a time, no more',
  words: 'single words only',
  nothing: 'there is no breath left for talking',
}

const SESSION: Record<string, Say> = {
  effort: (f) => {
    const low = number(f, 'rpeLow') ?? 0
    const high = number(f, 'rpeHigh') ?? low
    const range = low === high ? String(low) : `${low} to ${high}`
    const isInParts = f.focus !== 'LONG' && (number(f, 'rpeLow') ?? 0) > 4
    const said = `${range} of 10${isInParts ? ' in the work' : ''}: ${TALK[String(f.talk)] ?? ''}.`
    const work = number(f, 'work') === null ? '' : ` The faster part may reach ${f.work}.`
    return `${said}${work}${f.newFocus ? ' This kind of work is new in your plan and may feel half a point harder at first.' : ''}`
  },
  pain: (f) =>
    `Your ${typeof f.part === 'string' ? f.part : 'injury'} decides: pain up to 2 of 10 may go on, at 3 or 4 go no faster and no longer, at 5 or with a limp stop${f.sport === 'run' ? ' and walk home' : ''}.`,
  illness: () =>
    'Not before 48 hours without symptoms below the neck and without fever. Stop at once with chest pain, palpitations or unusual breathlessness.',
  'falls-short': (f, u) => {
    const speed = number(f, 'speedMps')
    const power = number(f, 'powerW')
    const figure =
      power !== null ? `, under ${Math.round(power)} W` : speed !== null ? `, slower than ${pace(speed, u)}` : ''
    return f.repeats
      ? `A repeat falls more than ${f.percent} % short${figure}. Leave out the rest of the set; the work is done.`
      : `You fall more than ${f.percent} % short${figure}${figure === '' ? '' : ','} and cannot come back. Finish easy.`
  },
  'feels-too-hard': (f) =>
    f.repeats
      ? `A repeat feels like ${f.rpe} of 10. Leave out the rest of the set.`
      : `It feels like ${f.rpe} of 10. Finish easy.`,
  'sprint-slower': () => 'A sprint is clearly slower than the one before. Speed is what is trained, not tiredness.',
  drift: (f) =>
    `At the same ${f.sport === 'ride' ? 'power' : 'speed'} your heart rate has climbed more than ${f.percent} % above the first half hour. Go home the short way.`,
  'warm-up': (f) =>
    `Add ${f.minutes} easy minutes first: the session holds ${number(f, 'held') === 0 ? 'none' : f.held}, and work this hard asks ten.`,
  'race-warm-up': (f) =>
    f.gentle
      ? `${f.minutes} minutes of brisk walking with a little jogging, done five minutes before the start.`
      : f.sport === 'run'
        ? `${f.minutes} easy minutes with a few strides, done five to ten minutes before the start.`
        : `${f.minutes} easy minutes with two short efforts, done five to ten minutes before the start.`,
  'even-split': (f, u) => {
    const even = pace(number(f, 'speedMps') ?? 1, u)
    const start = pace(number(f, 'startSpeedMps') ?? 1, u)
    const [low, high] = [number(f, 'lowS'), number(f, 'highS')]
    const band =
      low === null || high === null
        ? ''
        : ` Reckoned from training, so anything from ${clock(low)} to ${clock(high)} is likely.`
    return `The first ${distance(number(f, 'startM') ?? 0, u)} at ${start}, then even at ${even} for ${clock(number(f, 'timeS') ?? 0)}.${band}`
  },
  'course-climb': (f, u) => {
    const from = distanceNumber(number(f, 'fromM') ?? 0, u)
    const where = `${number(f, 'climbs') === 1 ? 'The climb' : 'The climb that weighs most'} is ${distanceUnit(u)} ${from}–${distanceNumber(number(f, 'toM') ?? 0, u)}, ${altitude(number(f, 'gainM') ?? 0, u)} up`
    const time = number(f, 'timeS')
    const speed = number(f, 'speedMps')
    const low = number(f, 'lowW')
    const how =
      low !== null
        ? ` at ${whole(f, 'lowW')}–${whole(f, 'highW')} W`
        : speed !== null
          ? `: ${pace(speed, u)} there is the effort of the flat`
          : ''
    return `${where}${time === null ? '' : `, about ${duration(time)}`}${how}. Reach its top with something left.`
  },
  'start-by-feel': (f) => {
    const [low, high] = [number(f, 'lowS'), number(f, 'highS')]
    const how = 'let the first tenth feel too easy, and hold the effort from there.'
    return low === null || high === null
      ? `We do not know your pace: ${how}`
      : `By feel: ${how} Reckoned from your easy runs alone, anything from ${duration(low)} to ${duration(high)} is likely.`
  },
  'start-by-effort': (f, u) =>
    `By effort, not by pace: so easily that you can speak, walking what is steep, from the start on. ${pace(number(f, 'flatSpeedMps') ?? 1, u)} is what your form would give on flat ground.`,
  'ride-start': (f) =>
    number(f, 'powerW') === null
      ? `Hold back for the first ${f.minutes} minutes; what is saved there is there at the end.`
      : `The first ${f.minutes} minutes at ${whole(f, 'startPowerW')} W, then ${whole(f, 'powerW')} W on average.`,
  carbohydrate: (f) =>
    `${f.carbsLow} to ${f.carbsHigh} g of carbohydrate and ${f.fluidLowMl} to ${f.fluidHighMl} ml an hour, from the first half hour on, to thirst.${f.rehearse ? ' Use what you will use in the race.' : ''}`,
  heat: (f, u) =>
    `At ${f.celsius} °C the same effort is ${pace(number(f, 'hotSpeedMps') ?? 1, u)} instead of ${pace(number(f, 'speedMps') ?? 1, u)}.`,
}

const WEEK: Record<string, Say> = {
  'test-day': (f) =>
    `A test on ${weekdayName(String(f.date))}, while you are fresh. A change of 2 % or more moves the ${f.sport === 'ride' ? 'power' : 'pace'} of every session after it.`,
  strength: (f) => {
    const length = `about ${f.minutes} minutes`
    const times = number(f, 'times') === 2 ? `Strength twice, ${length}` : `Strength once, ${length}`
    const days = [f.first, f.second].flatMap((date) => (typeof date === 'string' ? [weekdayName(date)] : []))
    const when =
      days.length > 0
        ? `, after the session on ${days.join(' and ')}: hard days stay hard, easy days easy`
        : ', not on the day before your long session'
    return `${times}${when}. It is not counted in the plan.`
  },
  mobility: (f) => `Lighter weeks are for mobility: ${f.minutes} minutes on two evenings, nothing heavy.`,
  'race-food': (f) => {
    const low = number(f, 'lowG')
    const amount =
      low === null
        ? `${f.lowGPerKg} to ${f.highGPerKg} g of carbohydrate for each kilogram you weigh`
        : `${low} to ${f.highG} g of carbohydrate`
    return `From ${longDate(String(f.from))} eat ${amount} a day, nothing you have not tried. Nothing new on race day either.`
  },
}
