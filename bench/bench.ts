import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'

/** One dynamic import each: what one bench loads does not weigh on another's memory. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  plan: async () => (await import('./plan.bench.ts')).benchPlan(),
  cli: async () => (await import('./start.bench.ts')).benchCli(),
  server: async () => (await import('./start.bench.ts')).benchServer(),
  request: async () => (await import('./request.bench.ts')).benchRequests(),
  drag: async () => (await import('./drag.bench.ts')).benchDrag(),
  audit: async () => (await import('./audit.bench.ts')).benchAudit(),
  import: async () => (await import('./import.bench.ts')).benchImport(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  process.stderr.write(`No bench "${unknown[0]}"; there are ${Object.keys(BENCHES).join(', ')}.\n`)
  process.exit(2)
}

const figures: Figure[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const figure of await bench()) {
    figures.push(figure)
    process.stdout.write(`${line(figure)}\n`)
  }
}
const isOver = figures.some((figure) => figure.budget !== null && figure.value > figure.budget)
process.stdout.write(isOver ? '\nOver budget where marked.\n' : '\nAll inside their budgets.\n')
if (asked.length === 0) {
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.versions.node }
  const results = { machine, figures: figures.map((figure) => ({ ...figure, value: rounded(figure.value) })) }
  writeFileSync(fileURLToPath(new URL('./results.json', import.meta.url)), `${JSON.stringify(results, null, 2)}\n`)
}
process.exit(0)

function line({ name, value, unit, budget, how }: Figure): string {
  const measured = `${rounded(value)} ${unit}`.padStart(12)
  const allowed = budget === null ? ''.padEnd(14) : `of ${budget} ${unit}`.padEnd(14)
  return `${name.padEnd(14)}${measured}  ${allowed}${budget !== null && value > budget ? '✗' : ' '}  ${how}`
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
