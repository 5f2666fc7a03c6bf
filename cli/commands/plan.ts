import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { authorPlan, type Refusal } from '@coach-wattz/core/guardrails/author-plan'
import { certify } from '@coach-wattz/core/guardrails/certificate'
import { isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'
import { readAthlete, readGoal } from '../planning-input.schema.ts'
import { planLines } from '../words/plan-lines.ts'

/** Years of daily activities are about 5 MB; a file beyond this is something else. */
const INPUT_MAX_BYTES = 30_000_000

/**
 * `coach plan --athlete A.json --goal G.json --today DATE [--json]`: a whole plan with no database (design.md §6). Exit 0
 * with the plan and its report, 1 with `{refused}` where the rules say no, 2 for bad input.
 */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      athlete: { type: 'string' },
      goal: { type: 'string' },
      today: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if (positionals.length > 0) throw inputError(null, null, `"${positionals[0]}" is one too many`)
  const athleteFile = needed(values.athlete, '--athlete FILE')
  const goalFile = needed(values.goal, '--goal FILE')
  const today = dayOf(needed(values.today, '--today DATE'))
  const goal = readGoal(await readJson(goalFile, io), today)
  if (!goal.ok) throw inputError(goalFile, goal.error.place, goal.error.reason)
  const athlete = readAthlete(await readJson(athleteFile, io), goal.value.sport, today)
  if (!athlete.ok) throw inputError(athleteFile, athlete.error.place, athlete.error.reason)
  const authored = authorPlan({ planId: `plan-${today}`, today, goal: goal.value, ...athlete.value })
  if (!authored.ok) {
    const { rule, reason, alternatives, feasibility } = authored.refused
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ refused: { rule, reason, alternatives, facts: feasibility.facts } })}\n`
        : refusalText(authored.refused),
    )
    return 1
  }
  const report = certify(authored.plan, authored.report, (text) => createHash('sha256').update(text).digest('hex'))
  io.stdout.write(
    values.json
      ? `${JSON.stringify({ ...authored.plan, report })}\n`
      : planLines(authored.plan, authored.feasibility.text, report),
  )
  return 0
}

function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw inputError(null, null, `${option} is missing; "coach help plan" tells the options`)
  return value
}

function dayOf(text: string): LocalDate {
  if (!isLocalDate(text)) throw inputError(null, '--today', `"${text}" is not a calendar day written YYYY-MM-DD`)
  return text
}

async function readJson(name: string, io: CommandIo): Promise<unknown> {
  const bytes = await readFile(resolve(io.cwd, name))
  if (bytes.byteLength > INPUT_MAX_BYTES) throw inputError(name, null, 'larger than 30 MB')
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
    return value
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw inputError(name, null, `no JSON (${cause.message})`)
  }
}

const refusalText = (refused: Refusal): string =>
  [
    `${refused.reason}${refused.alternatives.length > 0 ? ' Three ways forward:' : ''}`,
    ...refused.alternatives.map((alternative, index) => `  ${index + 1}. ${alternative.text}`),
    '',
  ].join('\n')
