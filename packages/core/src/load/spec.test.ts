import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const source = new URL('../', import.meta.url)
const idsOf = (folder: string): string[] => {
  const spec = readFileSync(new URL(`${folder}/SPEC.md`, source), 'utf8')
  return [...spec.matchAll(/^- \*\*([SG]\d+(?:\.\d+)?)\*\*/gm)].map((match) => match[1]!)
}
const read = (folder: string, wanted: (file: string) => boolean): string =>
  readdirSync(new URL(folder, source))
    .filter(wanted)
    .map((file) => readFileSync(new URL(`${folder}/${file}`, source), 'utf8'))
    .join('\n')
const names = (text: string, id: string): boolean => new RegExp(`${id.replace('.', '\\.')}(?![\\d])`).test(text)

describe.each(['athlete', 'load', 'evidence'])('%s/SPEC.md', (folder) => {
  it('names each id once, and a test of the folder names it too', () => {
    const ids = idsOf(folder)
    expect(ids.length).toBeGreaterThan(8)
    expect(new Set(ids).size).toBe(ids.length)
    const tests = read(folder, (file) => file.endsWith('.test.ts') && file !== 'spec.test.ts')
    expect(
      ids.filter((id) => !names(tests, id)),
      'ids in SPEC.md that no test names',
    ).toEqual([])
  })

  it('names each file it says a rule lives in', () => {
    const spec = readFileSync(new URL(`${folder}/SPEC.md`, source), 'utf8')
    const files = readdirSync(new URL(folder, source))
    const named = [...spec.matchAll(/`([a-z0-9-]+\.ts)`/g)].map((match) => match[1]!)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })
})
