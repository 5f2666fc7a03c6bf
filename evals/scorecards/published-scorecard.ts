import type { GuardReport, RuleId, Verdict, Violation } from '@coach-wattz/core/guardrails/guard-report'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import { RULEBOOK_VERSION } from '@coach-wattz/core/guardrails/rulebook'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { PUBLISHED_PLANS, publishedPlan } from '../../test/published-plans.ts'

/** Why a rule speaks where a coach meant it. A rule without words here fails the scorecard. */
const WHY: Partial<Record<RuleId, string>> = {
  G01: 'Weeks that grow by 10 to 23 % over the best of the four before (Higdon, Pfitzinger), and by 31 to 94 % in Hansons’ first ones. The evidence for a weekly limit is weak (S4.9), so templates may go to 25 % or 8 km before they are stopped. The three hard ones are Hansons’ beginners (weeks 5 and 6 of the half, week 6 of the marathon: + 27, + 32 and + 67 %): these schedules assume a base that is not in their tables (S7.2, reading 4). We count the hard ones as right and the warnings of Higdon and Pfitzinger as false alarms.',
  G02: 'Base plans on four and five days with a long run of 30 to 39 % of the week, where 35 and 30 % are advised. Marathon plans are exempt in this profile, base plans are not. False alarms, and mild ones.',
  G03: 'Long runs that grow by two miles at once, most of them to a new length. It is the best-evidenced of our limits (S4.10), so it keeps warning; most of these steps are 0.3 to 2 km above it. The hard one is Hansons’ beginners’ week 9, 16.1 to 24.1 km, and is right.',
  G04: 'Pfitzinger’s half plan of 84 miles has runs of over 2:30 h, his marathon plans runs of 3:01 to 3:35 h at the easy pace these tables are judged at (3 m/s, 5:33 /km). His readers run them faster: false alarms of the assumed pace.',
  G05: 'Most published plans alternate long and short weekends while the week’s volume hardly drops, and base plans only grow: by S5.2 that is 4 to 16 weeks without a lighter one. We are stricter on purpose (S7.2, reading 5), so it is soft here.',
  G06: 'Hansons, and Pfitzinger’s 55 miles, keep 62 to 83 % of the peak in the last 7 or 14 days, where we keep 60 and 70 %. Bosquet’s range is what we plan by; theirs is a choice.',
  G07: 'Pfitzinger sets a medium-long run of 90 min and more on the day before or after another long one. By length alone both are hard (S5.7a). His readers run 90 to 140 km a week; ours are not assumed to.',
  G08: 'The same medium-long runs, counted: four to six long days a week in the plans of 84 and 85 miles.',
  G11: 'Plans of 84 and 85 miles a week run seven days; nobody told us that the reader is advanced, so they are judged as for an intermediate.',
  G22: 'Six or seven similar runs a week have a monotony above 2 (Pfitzinger’s 84 and 85 miles, Hansons’ marathon, which means it: cumulative fatigue). Six more are weeks whose strain is 1.57 to 2.1 times the mean of eight, most of them Hansons’ beginners after the jumps that G01 sees.',
}

interface Judged {
  readonly title: string
  readonly weeks: number
  readonly report: GuardReport
}

const countOf = (violations: readonly Violation[], rule: RuleId, severity: 'S' | 'H'): number =>
  violations.filter((violation) => violation.rule === rule && violation.severity === severity).length

/**
 * The scorecard of published plans under the profile `template`, as Markdown: alarms by rule and plan, each rule's explained.
 * Reads the corpus; the same corpus gives the same bytes.
 */
export function publishedScorecard(): string {
  const judged = PUBLISHED_PLANS.map(([file, kind]): Judged => {
    const { title, plan } = publishedPlan(file, kind)
    const report = reviewPlan(plan, { history: null, today: null, profile: 'template' })
    return { title: `${title} (${file.split('_')[0]})`, weeks: weeksOf(plan).length, report }
  })
  const verdicts = judged[0]?.report.verdicts ?? []
  const all = judged.flatMap(({ report }) => report.violations)
  const speaking = verdicts.filter(({ rule }) => all.some((violation) => violation.rule === rule))
  const unexplained = speaking.filter(({ rule }) => WHY[rule] === undefined).map(({ rule }) => rule)
  if (unexplained.length > 0) throw new Error(`No word yet on why ${unexplained.join(', ')} speaks.`)
  const weeks = judged.reduce((sum, plan) => sum + plan.weeks, 0)
  const silent = verdicts.filter((verdict) => !speaking.includes(verdict))
  return [
    '# Published plans under the profile `template`',
    '',
    `${judged.length} schedules of Higdon, Hansons and Pfitzinger (science.md S7.2), ${weeks} weeks, judged by rulebook ${RULEBOOK_VERSION} without an athlete. Written by`,
    '`npm run evals:scorecards` from the files beside the project; a test fails when this page and the rules disagree.',
    '',
    'The files tell a distance a day and no paces, so every run is judged as an easy one at 5:33 /km by an intermediate runner. What depends on intensity',
    '(G09, G10, G29) has nothing to find here, and what depends on the reader (G12 to G16, G18, G21, G24, G25, G28) says that it knows nobody.',
    '',
    '## Alarms by rule',
    '| Rule | Weeks or sessions that warn | that break | Plans | Why |',
    '| --- | --- | --- | --- | --- |',
    ...speaking.map((verdict) => ruleRow(verdict, judged, all)),
    '',
    `${all.length} alarms in all, ${all.filter(({ severity }) => severity === 'H').length} of them hard. No alarm: ${silent
      .filter(({ status }) => status !== 'not-judged')
      .map(({ rule }) => rule)
      .join(', ')}. Not judged: ${silent
      .filter(({ status }) => status === 'not-judged')
      .map(({ rule }) => rule)
      .join(', ')}.`,
    '',
    '## By plan',
    `| Plan | Weeks | ${speaking.map(({ rule }) => rule).join(' | ')} | Verdict |`,
    `| --- | --- | ${speaking.map(() => '---').join(' | ')} | --- |`,
    ...judged.map((plan) => planRow(plan, speaking)),
    '',
    'A figure is the number of warnings; `+n` are hard ones.',
    '',
    '## What is hard',
    ...judged.flatMap(({ title, report }) =>
      report.violations
        .filter(({ severity }) => severity === 'H')
        .map(({ rule, text }) => `- ${title}, ${rule}: ${text}`),
    ),
    '',
  ].join('\n')
}

function ruleRow({ rule, name }: Verdict, judged: readonly Judged[], all: readonly Violation[]): string {
  const plans = judged.filter(({ report }) => report.violations.some((violation) => violation.rule === rule)).length
  return `| ${rule} ${name} | ${countOf(all, rule, 'S')} | ${countOf(all, rule, 'H')} | ${plans} | ${WHY[rule]} |`
}

function planRow({ title, weeks, report }: Judged, speaking: readonly Verdict[]): string {
  const cells = speaking.map(({ rule }) => {
    const [soft, hard] = [countOf(report.violations, rule, 'S'), countOf(report.violations, rule, 'H')]
    return soft + hard === 0 ? '' : `${soft > 0 ? soft : ''}${hard > 0 ? `+${hard}` : ''}`
  })
  return `| ${title} | ${weeks} | ${cells.join(' | ')} | ${report.ok ? 'kept' : 'broken'} |`
}
