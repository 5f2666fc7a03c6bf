import { z } from 'zod'
import { expect, it } from 'vitest'
import { HANDLERS } from './handlers.ts'
import { defineJob, handlerOf } from './job.ts'
import { handlersOf, JOBS, jobsByName } from './registry.ts'

const job = (name: string) => defineJob({ name, payload: z.strictObject({ id: z.string() }), key: ({ id }) => id })
const handler = (name: string) => handlerOf(job(name), async () => undefined)

it('gives every job one handler, and every handler its job', () => {
  expect([...handlersOf(JOBS, HANDLERS).keys()].toSorted()).toEqual(JOBS.map(({ name }) => name).toSorted())
  expect(() => jobsByName([job('a'), job('a')])).toThrow('Two jobs have the name a.')
  expect(() => handlersOf([job('a'), job('b')], [handler('a')])).toThrow('The job b has no handler.')
  expect(() => handlersOf([job('a')], [handler('a'), handler('b')])).toThrow('A handler has no job: b.')
  expect(() => handlersOf([job('a')], [handler('a'), handler('a')])).toThrow('A job has two handlers.')
})

it('reads a payload before it becomes a ticket, and again before work is done on it', async () => {
  expect(job('a').read({ id: 'x' })).toEqual({ data: { id: 'x' }, key: 'x' })
  expect(() => job('a').read({ id: 'x', more: true })).toThrow('more')
  expect(() => job('a').read(null)).toThrow('expected object')
})

it('names each scheduled job once an hour and key, at a minute of its own', () => {
  const minutes = JOBS.flatMap(({ cron }) => (cron === undefined ? [] : [cron]))
  expect(new Set(minutes).size).toBe(minutes.length)
})
