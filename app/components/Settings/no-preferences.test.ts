import { describe, expect, it } from 'vitest'
import { MACHINES_UNTOLD } from '@coach-wattz/core/plan/planning-input'
import { NO_PREFERENCES } from './no-preferences'

describe('the form of somebody who has told nothing', () => {
  it('takes indoor time for as usable as server and command line do', () => {
    expect(NO_PREFERENCES).toMatchObject(MACHINES_UNTOLD)
    expect(MACHINES_UNTOLD).toEqual({ treadmill: true, indoorTrainer: true })
  })
})
