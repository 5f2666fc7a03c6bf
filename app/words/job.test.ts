import { expect, it } from 'vitest'
import { JOBS } from '../../server/jobs/registry.ts'
import { JOB_WORDS } from './job.ts'

it('has words for every job', () => {
  expect(Object.keys(JOB_WORDS).toSorted()).toEqual(JOBS.map(({ name }) => name).toSorted())
})
