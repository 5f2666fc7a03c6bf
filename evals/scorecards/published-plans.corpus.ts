import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../test/corpus.ts'
import { publishedScorecard } from './published-scorecard.ts'

describe.skipIf(corpusFolder() === null)('the scorecard of published plans', () => {
  it('is the committed page; npm run evals:scorecards writes it anew', async () => {
    await expect(publishedScorecard()).toMatchFileSnapshot('./published-plans.md')
  })
})
