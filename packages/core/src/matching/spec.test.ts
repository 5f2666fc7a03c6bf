import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const here = new URL('.', import.meta.url)
const files = readdirSync(here)
const spec = readFileSync(new URL('SPEC.md', here), 'utf8')
const tests = files
  .filter((file) => file.endsWith('.test.ts') && file !== 'spec.test.ts')
  .map((file) => readFileSync(new URL(file, here), 'utf8'))
  .join('\n')

describe('matching/SPEC.md', () => {
  it('names each id once, and a test names it too', () => {
    const ids = [...spec.matchAll(/^- \*\*(S\d+\.\d+b?)\*\*/gm)].map((match) => match[1]!)
    expect(ids).toEqual(['S8.1', 'S8.4', 'S9.1', 'S9.2', 'S9.3', 'S9.4', 'S9.4b', 'S9.5', 'S9.6', 'S9.7'])
    expect(ids.filter((id) => !new RegExp(`'${id.replace('.', '\\.')} `).test(tests))).toEqual([])
  })
  it('names files that are there', () => {
    const named = [...spec.matchAll(/`([a-z0-9-]+\.ts)`/g)].map((match) => match[1]!)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })
})
