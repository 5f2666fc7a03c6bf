import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const FOLDER = new URL('../changes/', import.meta.url)
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'))

describe('the notes on changes', () => {
  it('have a number of their own each', () => {
    const numbers = files.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1] ?? name)
    expect(files.length).toBeGreaterThan(0)
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
    expect(numbers.filter((number) => number.length !== 4)).toEqual([])
  })
  it('begin with a title and say something', () => {
    const untitled = files.filter((name) => !/^# \S.*\n\s*\S/.test(readFileSync(new URL(name, FOLDER), 'utf8')))
    expect(untitled).toEqual([])
  })
})
