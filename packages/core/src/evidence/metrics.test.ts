import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const source = new URL('../', import.meta.url)
const page = readFileSync(new URL('../../../../docs/METRICS.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| ([^|]+) \|.*\| `([a-z/-]+\.ts)` (\w+) \|$/gm)].map(([, metric, file, name]) => ({
  metric,
  file: file!,
  name: name!,
}))
const modules = ['athlete', 'load', 'evidence'].flatMap((folder) =>
  readdirSync(new URL(folder, source))
    .filter((file) => file.endsWith('.ts') && !/\.(test|corpus)\.ts$/.test(file))
    .map((file) => `${folder}/${file}`),
)

describe('docs/METRICS.md', () => {
  it('has a row, or a place among the machinery, for every module of athlete, load and evidence', () => {
    expect(
      modules.filter((file) => !page.includes(`\`${file}\``)),
      'add a row to docs/METRICS.md',
    ).toEqual([])
  })

  it('names only code that exists', () => {
    expect(rows.length).toBeGreaterThan(40)
    for (const { file, name, metric } of rows) {
      expect(existsSync(new URL(file, source)), `${metric}: no ${file}`).toBe(true)
      expect(readFileSync(new URL(file, source), 'utf8'), `${metric}: ${file} has no ${name}`).toMatch(
        new RegExp(`export (?:function|const) ${name}\\b`),
      )
    }
  })

  it('every row of a table is whole: seven cells, none empty', () => {
    const lines = page.split('\n').filter((text) => /^\| (?!Metric|---)/.test(text))
    const cellsOf = (line: string) =>
      line
        .split('|')
        .slice(1, -1)
        .filter((cell) => cell.trim() !== '')
    expect(lines.filter((line) => cellsOf(line).length !== 7)).toEqual([])
  })
})
