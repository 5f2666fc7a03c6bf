import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULE_IDS } from './guard-report.ts'
import { RULEBOOK } from './rulebook.ts'

const here = new URL('.', import.meta.url)
const spec = readFileSync(new URL('SPEC.md', here), 'utf8')
const files = readdirSync(here)
const specIds = [...spec.matchAll(/^- \*\*(G\d\d)\*\*/gm)].map((match) => match[1])
const idOf = (file: string): string => `G${file.slice(1, 3)}`
const ruleFiles = files.filter((file) => /^g\d\d-.*\.ts$/.test(file) && !file.endsWith('.test.ts'))

describe('the rulebook, its files, its SPEC and its tests', () => {
  it('holds every rule id once and in order', () => {
    expect(RULEBOOK.map((rule) => rule.card.id)).toEqual([...RULE_IDS])
  })
  it('has one file, one SPEC line and one test file a rule', () => {
    expect(ruleFiles.map(idOf), 'a rule file without an id in RULE_IDS, or the other way round').toEqual([...RULE_IDS])
    expect(specIds, 'add "- **Gnn** name — sentence" to guardrails/SPEC.md').toEqual([...RULE_IDS])
    for (const file of ruleFiles) {
      const test = file.replace(/\.ts$/, '.test.ts')
      expect(files, `no test beside ${file}`).toContain(test)
      expect(readFileSync(new URL(test, here), 'utf8'), `${test} does not name ${idOf(file)}`).toMatch(
        new RegExp(`describe\\('${idOf(file)} `),
      )
    }
  })
  it('names each rule in SPEC as its card does', () => {
    for (const { card } of RULEBOOK) expect(spec).toContain(`- **${card.id}** ${card.name} —`)
  })
})
