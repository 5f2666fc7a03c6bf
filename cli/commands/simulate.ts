import { parseArgs } from 'node:util'
import { simulateSeasons } from '../../evals/season/simulate-seasons.ts'
import { rowsOf, type CoachRow } from '../../evals/season/simulate.ts'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'

const USUAL = { seasons: 20, weeks: 20 } as const
/** Shorter seasons leave no room for a disturbance and the way back; nobody plans longer ones. */
const WEEKS = { least: 12, most: 52 } as const
const MOST_SEASONS = 100_000

/**
 * `coach simulate [--seasons N] [--weeks W] [--seed S] [--coach COMMAND]… [--json]`: seasons of synthetic athletes under each
 * coach, one row each (design.md §6). Exit 0; 2 when another coach's program fails.
 */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seasons: { type: 'string' },
      weeks: { type: 'string' },
      seed: { type: 'string' },
      coach: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  })
  if (positionals.length > 0) throw inputError(null, null, `"${positionals[0]}" is one too many`)
  const scores = await simulateSeasons({
    seasons: wholeNumber(values.seasons, '--seasons', USUAL.seasons, 1, MOST_SEASONS),
    weeks: wholeNumber(values.weeks, '--weeks', USUAL.weeks, WEEKS.least, WEEKS.most),
    firstSeed: wholeNumber(values.seed, '--seed', 0, 0, 2 ** 31),
    programs: values.coach ?? [],
  }).catch((cause: unknown) => {
    if (cause instanceof Error && cause.name === 'SimulationFault') throw inputError(null, null, cause.message)
    throw cause
  })
  const rows = rowsOf(scores)
  io.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : tableOf(rows))
  return 0
}

function wholeNumber(text: string | undefined, option: string, usual: number, least: number, most: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw inputError(null, option, `"${text}" is no whole number from ${least} to ${most}`)
  return value
}

const COLUMNS: readonly (readonly [string, (row: CoachRow) => string])[] = [
  ['coach', ({ name }) => name],
  ['seasons', ({ seasons }) => String(seasons)],
  ['hard', ({ hardViolations }) => String(hardViolations)],
  ['soft', ({ softViolations }) => String(softViolations)],
  ['own', ({ ownViolations }) => String(ownViolations)],
  ['keys kept', ({ keyKept }) => percent(keyKept)],
  ['restored', ({ loadRestored }) => percent(loadRestored)],
  ['form', ({ formOnRaceDay }) => (formOnRaceDay === null ? '–' : `${formOnRaceDay.toFixed(1)} %`)],
  ['changes/week', ({ churn }) => churn?.toFixed(2) ?? '–'],
  ['minutes broken', ({ minutesBroken }) => String(minutesBroken)],
]
const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)} %`)

function tableOf(rows: readonly CoachRow[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, of]) => of(row)))]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  )
  return `${text.join('\n')}\n`
}
