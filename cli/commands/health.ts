import { parseArgs } from 'node:util'
import { healthChange, type HealthChange, type SessionChange } from '@coach-wattz/core/guardrails/health-change'
import { RULEBOOK } from '@coach-wattz/core/guardrails/rulebook'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { parsePlan } from '@coach-wattz/core/plan/plan.schema'
import { longDate } from '@coach-wattz/core/time/date-words'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'
import { readDay } from '../data/read-day.ts'
import { readJsonFile } from '../data/read-json-file.ts'
import { readAthlete } from '../planning-input.schema.ts'

/**
 * `coach health PLAN.json --athlete A.json --today DATE [--json]`: what the flags and health answers of the athlete ask of
 * the sessions to come; with `--json` the plan as it would be. Exit 1 when no safe change was found.
 */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { athlete: { type: 'string' }, today: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw inputError(null, null, 'name one plan: coach health PLAN.json --athlete A.json --today DATE')
  if (values.athlete === undefined) throw inputError(null, '--athlete', 'whose health? Name the athlete file')
  if (values.today === undefined) throw inputError(null, '--today', 'name the day, for example 2026-04-27')
  const today = readDay(values.today, '--today')
  const plan = parsePlan(await readJsonFile(file, io))
  if (!plan.ok) throw inputError(file, plan.error.place, plan.error.reason)
  const read = readAthlete(await readJsonFile(values.athlete, io), plan.value.sport, today)
  if (!read.ok) throw inputError(values.athlete, read.error.place, read.error.reason)
  const { history, athlete } = read.value
  const change = healthChange(plan.value, {
    history,
    today,
    flags: athlete.flags,
    thresholds: athlete.thresholds,
    crossTraining: athlete.crossTraining,
    ...(athlete.screening ? { screening: athlete.screening } : {}),
  })
  io.stdout.write(values.json ? `${JSON.stringify(change.plan, null, 2)}\n` : changeText(change))
  return change.blocked.length > 0 || change.open.length > 0 ? 1 : 0
}

function changeText({ sessions, races, blocked, open }: HealthChange): string {
  const lines = sessions.length === 0 ? ['The plan needs no change.'] : sessions.map(line)
  for (const race of races)
    lines.push(`${race.title} on ${longDate(race.date)} falls into this time and stays in the plan.`)
  for (const { text } of [...blocked, ...open]) lines.push(text)
  return `${lines.join('\n')}\n`
}

const told = (workout: PlannedWorkout | null): string =>
  workout === null ? 'rest' : `${workout.title} (${Math.round(workout.durationS / 60)} min)`

/** The name of a rule in the middle of a sentence. */
const nameOf = (id: SessionChange['rule']): string =>
  RULEBOOK.find(({ card }) => card.id === id)?.card.name.toLowerCase() ?? id

function line({ before, after, rule }: SessionChange): string {
  const elsewhere = before && after && before.date !== after.date ? ` on ${longDate(after.date)}` : ''
  return `${longDate((before ?? after)?.date ?? '')}: ${told(before)} becomes ${told(after)}${elsewhere}, because of: ${nameOf(rule)}`
}
