import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jsonSchemaFiles } from './json-schemas.ts'

const folder = new URL('./schemas/', import.meta.url)

describe('the committed JSON Schemas', () => {
  const files = jsonSchemaFiles()

  it('are all there, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort())
  })

  it.each([...files])('%s says what the Zod shape says', (name, text) => {
    expect(readFileSync(new URL(name, folder), 'utf8'), 'Run "npm run schemas" and commit the change.').toBe(text)
  })
})
