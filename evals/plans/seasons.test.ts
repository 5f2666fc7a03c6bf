import { describe, expect, it } from 'vitest'
import { TYPICAL_ATHLETES } from './athletes.ts'
import { seasonDocument } from './season-document.ts'

describe('the printed seasons of twelve typical athletes', () => {
  it.for(TYPICAL_ATHLETES)(
    '$name is printed as the code plans it; npm run evals:plans prints anew',
    async (athlete) => {
      const document = seasonDocument(athlete)
      expect(document).not.toContain('(no words for')
      expect(seasonDocument(athlete)).toBe(document)
      await expect(document).toMatchFileSnapshot(`./${athlete.name}.md`)
    },
  )
})
