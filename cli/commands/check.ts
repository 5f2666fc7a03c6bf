import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { certify } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport, Verdict } from '@coach-wattz/core/guardrails/guard-report'
import { reviewPlan, type ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import { parsePlan } from '@coach-wattz/core/plan/plan.schema'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'
import { readDay } from '../data/read-day.ts'
import { readJsonFile } from '../data/read-json-file.ts'
import { readAthlete } from '../planning-input.schema.ts'

/**
 * `coach check PLAN.json [--athlete A.json] [--today DATE] [--profile default|template] [--json]`: the guard certificate
 * of a plan (design.md §6). Exit 0 when no hard rule is broken, 1 when one is, 2 for input that is no plan.
 */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      athlete: { type: 'string' },
      today: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [file, ...more] = positionals
  if (file === undefined) throw inputError(null, null, 'name the plan to check: coach check PLAN.json')
  if (more.length > 0) throw inputError(null, null, `one plan at a time; "${more[0]}" is one too many`)
  const profile = profileOf(values.profile)
  const today = values.today === undefined ? null : readDay(values.today, '--today')
  const plan = parsePlan(await readJsonFile(file, io))
  if (!plan.ok) throw inputError(file, plan.error.place, plan.error.reason)
  const facts = await factsOf(values.athlete, today, profile, plan.value.sport, plan.value.startDate, io)
  const report = certify(plan.value, reviewPlan(plan.value, facts), (text) =>
    createHash('sha256').update(text).digest('hex'),
  )
  io.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(file, report))
  return report.ok ? 0 : 1
}

async function factsOf(
  athleteFile: string | undefined,
  today: LocalDate | null,
  profile: 'default' | 'template',
  sport: 'run' | 'ride',
  startDate: LocalDate,
  io: CommandIo,
): Promise<ReviewFacts> {
  if (athleteFile === undefined) return { history: null, today, profile }
  const value = await readJsonFile(athleteFile, io)
  // without a day the plan is judged as on the eve of its first week, when it was made
  const on = today ?? startDate
  const athlete = readAthlete(value, sport, on)
  if (!athlete.ok) throw inputError(athleteFile, athlete.error.place, athlete.error.reason)
  return {
    history: athlete.value.history,
    today,
    flags: athlete.value.athlete.flags,
    ...(athlete.value.athlete.screening ? { screening: athlete.value.athlete.screening } : {}),
    crossTraining: athlete.value.athlete.crossTraining,
    thresholds: athlete.value.athlete.thresholds,
    profile,
  }
}

function profileOf(text: string | undefined): 'default' | 'template' {
  if (text === undefined || text === 'default') return 'default'
  if (text === 'template') return 'template'
  throw inputError(null, '--profile', `"${text}" is neither default nor template`)
}

const STATUS: Record<Verdict['status'], string> = {
  kept: 'kept',
  warned: 'warning',
  broken: 'broken',
  'not-judged': 'not judged',
}

function reportText(file: string, report: GuardReport): string {
  const hard = report.violations.filter((violation) => violation.severity === 'H').length
  const soft = report.violations.length - hard
  const lines = [
    `${file}: ${report.ok ? 'no hard rule is broken' : `${hard} broken`}, ${soft} ${soft === 1 ? 'warning' : 'warnings'} (rulebook ${report.rulebook}, profile ${report.profile})`,
    '',
    ...report.verdicts.map(
      (verdict) => `  ${verdict.rule}  ${STATUS[verdict.status].padEnd(10)}  ${verdictText(verdict)}`,
    ),
  ]
  if (report.violations.length > 0) {
    lines.push('')
    for (const violation of report.violations)
      lines.push(`  ${violation.rule} ${violation.severity === 'H' ? 'broken ' : 'warning'}  ${violation.text}`)
  }
  lines.push('', `  digest ${report.digest ?? ''}`, '')
  return lines.join('\n')
}

function verdictText(verdict: Verdict): string {
  if (verdict.measured === null) return `${verdict.name}: ${verdict.detail}`
  const limits = [
    verdict.soft === null ? null : `advised ${figure(verdict.soft, verdict.unit)}`,
    verdict.hard === null ? null : `limit ${figure(verdict.hard, verdict.unit)}`,
  ].filter((part) => part !== null)
  const week = verdict.week === null ? '' : ` in week ${verdict.week}`
  const unit = verdict.unit === 'share' ? '' : ` ${verdict.unit}`
  return `${verdict.name}: ${figure(verdict.measured, verdict.unit)}${unit}${week} (${limits.join(', ')})`
}

const figure = (value: number, unit: string): string =>
  unit === 'share' ? `${Math.round(value * 1000) / 10} %` : String(Math.round(value * 100) / 100)
