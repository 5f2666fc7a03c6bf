import { createHash } from 'node:crypto'
import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { certify } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Correction } from '@coach-wattz/core/guardrails/plan-editor'
import type { Feasibility } from '@coach-wattz/core/plan/feasibility'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '@coach-wattz/core/plan/plan'
import { planFigures } from '@coach-wattz/core/plan/plan-figures'
import { adviceContextOf, sessionAdvice } from '@coach-wattz/core/plan/session-advice'
import { weekAdvice } from '@coach-wattz/core/plan/week-advice'
import { fullDate, plainDate } from '@coach-wattz/core/time/date-words'
import { daysBetween } from '@coach-wattz/core/time/local-date'
import { describeSteps, describeWorkout } from '@coach-wattz/core/workout/describe'
import { domainSeconds } from '@coach-wattz/core/workout/intensity'
import { ADVICE_HEADING, adviceSentence, noteSentence } from '../../app/words/advice'
import { readable, weekdayShort } from '../../app/words/date'
import { clock, distance, duration } from '../../app/words/measure'
import { capital, count, FOCUS, GOAL, LEVEL, STRATEGY, STRATEGY_SAYS } from '../../app/words/name'
import { purposeSentence, reasonSentence } from '../../app/words/reason'
import { limitWords, measuredWords, reportWords } from '../../app/words/rule'
import type { TypicalAthlete } from './typical-athlete.ts'

const UNITS = 'metric'
const TIME_ZONE = 'Europe/Berlin'

/** A whole season as a coach would be handed it: Markdown, the same bytes for the same code. */
export function seasonDocument(athlete: TypicalAthlete): string {
  const { input, who } = athlete
  const head = [`# ${input.goal.name ?? GOAL[input.goal.kind]}: ${athlete.name}`, '', who, '']
  const authored = authorPlan(input)
  if (!authored.ok) {
    const { reason, alternatives } = authored.refused
    return lines([...head, `Refused: ${reason}`, '', ...alternatives.map(({ text }) => `- ${text}`)])
  }
  const { plan, corrections, feasibility } = authored
  const report = certify(plan, authored.report, (text) => createHash('sha256').update(text).digest('hex'))
  return lines([
    ...head,
    ...goalPart(athlete, plan, feasibility),
    ...phasePart(plan),
    ...weekTable(plan),
    ...keyTable(plan),
    ...taperPart(plan),
    '## Week by week',
    '',
    ...weeksOf(plan).flatMap((week) => weekPart(athlete, plan, week)),
    ...reportPart(report, corrections),
  ])
}

const lines = (parts: readonly string[]): string => `${parts.join('\n').trimEnd()}\n`
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
  '',
]
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const km = (metres: number | null): string => (metres === null ? '' : (metres / 1000).toFixed(1))
const hm = (seconds: number): string => {
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function goalPart({ input, weightKg }: TypicalAthlete, plan: Plan, feasibility: Feasibility): string[] {
  const { goal, strategy, athlete } = plan
  const { target: wish } = feasibility
  const { easyShare, averageWeekMinutes, hardSessionsAWeek, longestSessionMinutes, peakWeekLoad } = planFigures(plan)
  const target = [
    goal.targetTimeS === undefined
      ? null
      : `${goal.sport === 'run' ? 'target' : 'expected'} ${clock(goal.targetTimeS)}`,
    goal.targetPowerW === undefined ? null : `${goal.targetPowerW} W`,
  ].filter((part) => part !== null)
  const minutes = athlete.availability.slots
    .map(
      ({ day, minutes, indoor, sports }) =>
        `${capital(day.toLowerCase())} ${minutes}${indoor ? ' indoors' : ''}${sports ? ` (${sports.join(', ')})` : ''}`,
    )
    .join(', ')
  return [
    '## The goal',
    '',
    `- Goal: ${GOAL[goal.kind]}${goal.distanceM === undefined ? '' : ` (${distance(goal.distanceM, UNITS, 0)})`}, ${goal.date === undefined ? 'no date' : fullDate(goal.date)}, ${target.length > 0 ? target.join(', ') : 'to finish'}`,
    ...(plan.events ?? []).map(
      (event) =>
        `- On the way: ${event.name ?? GOAL[event.kind]} on ${fullDate(event.date)}, ${GOAL[event.kind]}, priority ${event.priority}`,
    ),
    `- Feasibility: ${feasibility.verdict}. ${readable(feasibility.text)}`,
    ...(wish === null ? [] : [`- The wish: ${readable(wish.ok ? wish.value.text : wish.detail)}`]),
    `- Level: ${LEVEL[athlete.level]}, ${count(athlete.maxDaysPerWeek, 'day')} a week at most${minutes === '' ? '' : `; minutes: ${minutes}`}${athlete.availability.blackoutDates ? `; away ${athlete.availability.blackoutDates.map(plainDate).join(', ')}` : ''}`,
    `- Weight ${weightKg} kg, born ${input.athlete.birthYear}`,
    `- Strategy: ${STRATEGY[strategy]}. ${STRATEGY_SAYS[strategy]}`,
    `- In figures: ${duration(averageWeekMinutes * 60)} a week on average, ${easyShare === null ? '' : `${Math.round(easyShare * 100)} % of it easy, `}${hardSessionsAWeek.toFixed(1)} hard sessions in a loading week, longest session ${duration(longestSessionMinutes * 60)}${peakWeekLoad === null ? '' : `, heaviest week ${Math.round(peakWeekLoad)} load`}`,
    '',
  ]
}

const phasePart = (plan: Plan): string[] => [
  '## Phases',
  '',
  ...table(
    ['block', 'weeks', 'from', 'main focus', 'recovery week'],
    plan.blocks.map((block) => [
      block.name,
      block.durationWeeks,
      plainDate(block.startDate),
      FOCUS[block.primaryFocus],
      block.recoveryWeekIndex === null ? '' : (block.weeks[block.recoveryWeekIndex - 1]?.weekNumber ?? ''),
    ]),
  ),
]

/** Shares of the week's time, the race left out. */
function shares(workouts: readonly PlannedWorkout[]): string {
  const seconds = workouts.map(({ workout }) => domainSeconds(workout))
  const [low, mid, high] = [
    sum(seconds.map(({ lowS }) => lowS)),
    sum(seconds.map(({ midS }) => midS)),
    sum(seconds.map(({ highS }) => highS)),
  ]
  const all = low + mid + high
  return all === 0 ? '' : [low, mid, high].map((part) => Math.round((100 * part) / all)).join(' / ')
}

const trainingOf = (week: TrainingWeek): PlannedWorkout[] => week.workouts.filter(({ race }) => !race)

function weekTable(plan: Plan): string[] {
  const isRun = plan.sport === 'run'
  return [
    '## The weeks',
    '',
    'The races are left out of the figures. LOW / MID / HIGH are shares of time.',
    '',
    ...table(
      [
        'week',
        'from',
        'block',
        'kind',
        isRun ? 'km' : 'sessions',
        'time',
        'load',
        'long',
        'share of long',
        'hard',
        'LOW / MID / HIGH',
        'key sessions',
      ],
      plan.blocks.flatMap((block) =>
        block.weeks.map((week) => {
          const training = trainingOf(week)
          const seconds = sum(training.map(({ durationS }) => durationS))
          const longest = training.toSorted((a, b) => b.durationS - a.durationS)[0]
          const races = week.workouts.filter(({ race }) => race).map(({ title }) => `**${title}**`)
          const amount = isRun ? km(sum(training.map(({ distanceM }) => distanceM ?? 0))) : training.length
          return [
            week.weekNumber,
            plainDate(week.startDate),
            block.type.toLowerCase(),
            week.isRecovery ? 'recovery' : block.type === 'RACE' ? 'taper' : 'load',
            amount,
            hm(seconds),
            training.some(({ tss }) => tss === null) ? '?' : Math.round(sum(training.map(({ tss }) => tss ?? 0))),
            longest === undefined
              ? ''
              : `${hm(longest.durationS)}${isRun && longest.distanceM !== null ? ` (${km(longest.distanceM)})` : ''}`,
            longest === undefined || seconds === 0 ? '' : `${Math.round((100 * longest.durationS) / seconds)} %`,
            training.filter(({ hard }) => hard).length,
            shares(training),
            [
              ...training
                .filter(({ priority, focus }) => priority === 'KEY' && focus !== 'LONG')
                .map(({ title }) => title),
              ...races,
            ].join('; '),
          ]
        }),
      ),
    ),
  ]
}

/** How the key sessions of each kind grow: the table a coach looks at first. */
function keyTable(plan: Plan): string[] {
  const sessions = weeksOf(plan).flatMap((week) =>
    trainingOf(week)
      .filter(
        ({ hard, focus, workout }) => (hard && focus !== 'LONG') || (focus === 'LONG' && workMinutes(workout) >= 5),
      )
      .map((workout) => ({ week, workout })),
  )
  const foci = [...new Set(sessions.map(({ workout }) => workout.focus))]
  return [
    '## How the hard sessions grow',
    '',
    ...table(
      ['kind', 'step by step (week: session, minutes of work)'],
      foci.map((focus) => [
        FOCUS[focus],
        sessions
          .filter(({ workout }) => workout.focus === focus)
          .map(
            ({ week, workout }) => `${week.weekNumber}: ${workout.title}, ${Math.round(workMinutes(workout.workout))}`,
          )
          .join('<br>'),
      ]),
    ),
  ]
}

const workMinutes = (workout: PlannedWorkout['workout']): number => {
  const { midS, highS } = domainSeconds(workout)
  return (midS + highS) / 60
}

/** The last days one by one, against the biggest week before. */
function taperPart(plan: Plan): string[] {
  const { date } = plan.goal
  const blocks = plan.blocks.filter(({ type }) => type === 'RACE')
  if (date === undefined || blocks.length === 0) return []
  const before = plan.blocks
    .filter(({ type }) => type !== 'RACE' && type !== 'TRANSITION')
    .flatMap(({ weeks }) => weeks)
  const amountOf = (workouts: readonly PlannedWorkout[]): number =>
    sum(workouts.map(({ distanceM, durationS }) => (plan.sport === 'run' ? (distanceM ?? durationS) : durationS)))
  const peak = Math.max(0, ...before.slice(-6).map((week) => amountOf(trainingOf(week))))
  return [
    '## Taper',
    '',
    ...blocks.flatMap((block) =>
      block.weeks.map((week) => {
        const share =
          peak === 0 ? '' : ` (${Math.round((100 * amountOf(trainingOf(week))) / peak)} % of the biggest week)`
        const days = week.workouts.map(
          (workout) =>
            `${weekdayShort(workout.date)}${workout.race ? '' : ` −${daysBetween(workout.date, date)}`} ${workout.title}${workout.race ? '' : ` ${Math.round(workout.durationS / 60)} min`}`,
        )
        return `- Week ${week.weekNumber}${share}: ${days.join(' · ')}`
      }),
    ),
    '',
  ]
}

function weekPart(athlete: TypicalAthlete, plan: Plan, week: TrainingWeek): string[] {
  const training = trainingOf(week)
  const seconds = sum(training.map(({ durationS }) => durationS))
  const metres = sum(training.map(({ distanceM }) => distanceM ?? 0))
  const figures = [
    duration(seconds),
    plan.sport === 'run' && metres > 0 ? distance(metres, UNITS) : null,
    week.isRecovery ? 'recovery' : null,
  ]
  const { input, weightKg } = athlete
  const notes = weekAdvice(plan, week, { flags: input.athlete.flags, weightKg })
  return [
    `### Week ${week.weekNumber}, from ${plainDate(week.startDate)}: ${figures.filter((part) => part !== null).join(', ')}`,
    '',
    ...week.notes.map((note) => `> ${reasonSentence(note, UNITS) ?? `(no words for ${note.code})`}`),
    ...notes.map((note) => `> ${noteSentence(note, UNITS) ?? `(no words for ${note.code})`}`),
    ...(week.notes.length + notes.length > 0 ? [''] : []),
    ...week.workouts.flatMap((workout) => sessionPart(athlete, plan, workout)),
    '',
  ]
}

function sessionPart({ input }: TypicalAthlete, plan: Plan, workout: PlannedWorkout): string[] {
  const thresholds = thresholdsOn(input.athlete.thresholds, workout.sport, workout.date)
  const figures = [
    duration(workout.durationS),
    workout.sport === 'run' && workout.distanceM !== null ? distance(workout.distanceM, UNITS) : null,
    workout.tss === null ? null : `${Math.round(workout.tss)} load`,
    workout.hard ? 'hard' : null,
    workout.slot > 0 ? 'second slot' : null,
  ].filter((part) => part !== null)
  const head = `- **${weekdayShort(workout.date)} ${plainDate(workout.date)}** ${workout.title} (${figures.join(', ')})`
  const purpose = purposeSentence(workout, UNITS)
  const steps = describeWorkout(workout.workout, thresholds).replace(`${workout.workout.meta.title}: `, '')
  const advice = sessionAdvice(
    workout,
    adviceContextOf(plan, workout, { thresholds, flags: input.athlete.flags, timeZone: TIME_ZONE }),
  ).map((line) => `  - ${ADVICE_HEADING[line.topic]}: ${adviceSentence(line, UNITS) ?? `(no words for ${line.code})`}`)
  const instructions = describeSteps(workout.workout, thresholds).flatMap(({ isWork, instruction }) =>
    isWork && instruction !== null ? [instruction] : [],
  )
  const isPlain = !workout.hard && !workout.race && workout.priority !== 'KEY'
  return [
    `${head}. ${purpose === '' ? `(no words for ${workout.purpose.code})` : purpose}`,
    `  - ${steps}`,
    ...(workout.hard || workout.focus === 'NEUROMUSCULAR_POWER'
      ? [...new Set(instructions)].map((text) => `  - In the work: ${text}`)
      : []),
    ...(isPlain ? [] : advice),
  ]
}

function reportPart(report: GuardReport, corrections: readonly Correction[]): string[] {
  return [
    '## What the rules say',
    '',
    `${reportWords(report)} Rulebook ${report.rulebook}.`,
    '',
    ...(report.violations.length === 0
      ? ['No limit is passed, hard or soft.']
      : report.violations.map(
          ({ severity, rule, text }) => `- ${severity === 'H' ? '**Broken**' : 'Warning'} ${rule}: ${readable(text)}`,
        )),
    '',
    ...(corrections.length === 0
      ? ['The draft needed no correction.']
      : corrections.map(({ rule, changes }) => `- ${rule} changed the draft: ${count(changes.length, 'change')}`)),
    '',
    ...table(
      ['rule', 'about', 'closest', 'limits'],
      report.verdicts
        .filter(({ status }) => status !== 'not-judged')
        .map((verdict) => [verdict.rule, verdict.name, measuredWords(verdict, UNITS), limitWords(verdict, UNITS)]),
    ),
  ]
}
