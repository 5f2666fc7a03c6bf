import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('every part of Progress that reads for itself says when it could not, and offers another try', () => {
  const parts = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.vue'))
  const reading = parts.flatMap((name) => {
    const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8')
    return text.includes('useFetch<') ? [{ name, says: /<StateLoadFailure[^>]*@retry="refresh\(\)"/.test(text) }] : []
  })
  expect(reading).toEqual([
    { name: 'ProgressRecovery.vue', says: true },
    { name: 'ProgressZones.vue', says: true },
  ])
})
