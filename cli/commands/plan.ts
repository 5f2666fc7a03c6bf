import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { authorPlan, type Refusal } from '@coach-wattz/core/guardrails/author-plan'
import { certify } from '@coach-wattz/core/guardrails/certificate'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'
import { readDay } from '../data/read-day.ts'
import { readJsonFile } from '../data/read-json-file.ts'
import { readAthlete, readGoal } from '../planning-input.schema.ts'
import { planLines } from '../words/plan-lines.ts'

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
  const today = readDay(needed(values.today, '--today DATE'), '--today')
  const goal = readGoal(await readJsonFile(goalFile, io), today)
  if (!goal.ok) throw inputError(goalFile, goal.error.place, goal.error.reason)
  const athlete = readAthlete(await readJsonFile(athleteFile, io), goal.value.goal.sport, today)
  if (!athlete.ok) throw inputError(athleteFile, athlete.error.place, athlete.error.reason)
  const authored = authorPlan({ planId: `plan-${today}`, today, ...goal.value, ...athlete.value })
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
      : planLines(authored.plan, authored.feasibility, report),
  )
  return 0
}

function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw inputError(null, null, `${option} is missing; "coach help plan" tells the options`)
  return value
}

const refusalText = (refused: Refusal): string =>
  [
    `${refused.reason}${refused.alternatives.length > 0 ? ' Three ways forward:' : ''}`,
    ...refused.alternatives.map((alternative, index) => `  ${index + 1}. ${alternative.text}`),
    '',
  ].join('\n')
