// `npm run evals:season [-- SEASONS]`: 500 seasons of 20 weeks under each coach; the scorecard is evals/scorecards/seasons.md.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scorecard } from './scorecard.ts'
import { simulateSeasons } from './simulate-seasons.ts'

const ALL = 500
const WEEKS = 20

const seasons = Number(process.argv[2] ?? ALL)
const started = performance.now()
const scores = await simulateSeasons({
  seasons,
  weeks: WEEKS,
  firstSeed: 0,
  programs: [],
  onProgress: (done) => process.stderr.write(`${done} of ${seasons}\n`),
})
const card = scorecard(scores, {
  seasons,
  weeks: WEEKS,
  seconds: Math.round((performance.now() - started) / 1000),
  day: new Date().toISOString().slice(0, 10),
})
process.stdout.write(card)
if (seasons === ALL) writeFileSync(fileURLToPath(new URL('../scorecards/seasons.md', import.meta.url)), card)
