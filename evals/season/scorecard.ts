import { RULEBOOK_VERSION } from '@coach-wattz/core/guardrails/rulebook'
import { rowsOf, type CoachRow, type CoachScore } from './simulate.ts'

interface Run {
  readonly seasons: number
  readonly weeks: number
  readonly seconds: number
  readonly day: string
}

const SHOWN = 30
const COLUMNS: readonly (readonly [string, (row: CoachRow) => string])[] = [
  ['hard limits broken', ({ hardViolations }) => String(hardViolations)],
  ['soft limits broken', ({ softViolations }) => String(softViolations)],
  ["the athlete's own", ({ ownViolations }) => String(ownViolations)],
  ['key sessions kept', ({ keyKept }) => percent(keyKept)],
  ['load restored', ({ loadRestored }) => percent(loadRestored)],
  ['form on race day', ({ formOnRaceDay }) => (formOnRaceDay === null ? '–' : `${formOnRaceDay.toFixed(2)} %`)],
  ['changes a week', ({ churn }) => churn?.toFixed(2) ?? '–'],
  ['minutes broken', ({ minutesBroken }) => String(minutesBroken)],
]
const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)

/** The committed scorecard: one row a coach, what was broken by rule, and each hard limit that ours broke. */
export function scorecard(scores: readonly CoachScore[], { seasons, weeks, seconds, day }: Run): string {
  const rows = rowsOf(scores)
  const lived = rows[0]?.seasons ?? 0
  return [
    '# Seasons',
    '',
    `${lived} of ${seasons} seeds (the rest are athletes without a safe plan), ${weeks} weeks each, the same life under every coach. ${day}, rulebook ${RULEBOOK_VERSION}, ${seconds} s. Written by \`npm run evals:season\`; what each column means: [evals/season](../season/README.md).`,
    '',
    `| coach | ${COLUMNS.map(([name]) => name).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(COLUMNS.length)}`,
    ...rows.map((row) => `| ${row.name} | ${COLUMNS.map(([, of]) => of(row)).join(' | ')} |`),
    '',
    '## Hard limits broken, by rule',
    '',
    ...byRule(scores, rows),
    '',
    ...oursBroken(scores),
  ].join('\n')
}

function byRule(scores: readonly CoachScore[], rows: readonly CoachRow[]): string[] {
  const count = (name: string, rule: string): number =>
    scores.reduce(
      (sum, score) =>
        sum +
        (score.name === name
          ? score.violations.filter(
              ({ violation, attributable }) => attributable && violation.severity === 'H' && violation.rule === rule,
            ).length
          : 0),
      0,
    )
  const rules = [
    ...new Set(
      scores.flatMap(({ violations }) =>
        violations.flatMap(({ violation, attributable }) =>
          attributable && violation.severity === 'H' ? [violation.rule] : [],
        ),
      ),
    ),
  ].toSorted()
  return [
    `| rule | ${rows.map(({ name }) => name).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(rows.length)}`,
    ...rules.map((rule) => `| ${rule} | ${rows.map(({ name }) => count(name, rule)).join(' | ')} |`),
  ]
}

function oursBroken(scores: readonly CoachScore[]): string[] {
  const broken = scores
    .filter(({ name }) => name === 'ours')
    .flatMap(({ seed, violations }) =>
      violations.flatMap(({ date, violation, attributable }) =>
        attributable && violation.severity === 'H' ? [`- seed ${seed}, ${date}: ${violation.text}`] : [],
      ),
    )
  return broken.length === 0 ? [] : ['## Broken by ours', '', ...broken.slice(0, SHOWN), '']
}
