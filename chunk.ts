import { writeFileSync } from 'node:fs'
import { simulateSeasons } from './evals/season/simulate-seasons.ts'
import { rowsOf } from './evals/season/simulate.ts'
const [from, n] = [Number(process.argv[2]), Number(process.argv[3])]
const t = performance.now()
const scores = await simulateSeasons({ seasons: n, weeks: 20, firstSeed: from, programs: [] })
const s = Math.round((performance.now() - t) / 1000)
writeFileSync(`/tmp/h-chunks2/${from}.json`, JSON.stringify({ s, scores }))
console.table(rowsOf(scores)); console.log(s, 's')
for (const c of scores) if (c.name === 'ours') for (const v of c.violations) if (v.violation.severity === 'H' && v.attributable) console.log(c.seed, v.date, v.violation.rule, v.violation.text)
