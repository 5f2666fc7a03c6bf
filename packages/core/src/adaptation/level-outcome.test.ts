import { expect, it } from 'vitest'
import { OUTCOME_KINDS } from '../matching/session-outcome.ts'
import { levelOutcomes } from './level-outcome.ts'

it('S8.5 every outcome says what it is for the level, and what is not known says nothing', () => {
  const said = levelOutcomes(OUTCOME_KINDS.map((kind) => [kind, kind]))
  expect(said).not.toHaveProperty('PENDING')
  expect(said).not.toHaveProperty('UNKNOWN')
  expect(Object.keys(said)).toHaveLength(OUTCOME_KINDS.length - 2)
  expect(said).toMatchObject({
    SKIPPED_BUSY: null,
    FAILED_TOO_HARD: 'FAILED_FATIGUE',
    OVERDONE: 'UNFINISHED',
    SUCCESS_EASY: 'SUCCESS_EASY',
  })
})
