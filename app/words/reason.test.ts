import { describe, expect, it } from 'vitest'
import { reasonSentence } from './reason'

describe('a race that is left out', () => {
  const facts = { race: '10K race', date: '2026-12-13', km: 10, why: 'too-soon', needed: 6, available: 3 }
  it('is named, with the arithmetic of its weeks', () => {
    expect(reasonSentence({ code: 'event-left-out', facts }, 'metric')).toBe(
      '10K race on 13 December 2026 is not in the plan: it needs at least 6 weeks from where you are, and there are 3.',
    )
  })
  it('is a race where a plan stored before does not name it', () => {
    const { race: _, ...stored } = { ...facts, why: 'in-taper' }
    expect(reasonSentence({ code: 'event-left-out', facts: stored }, 'metric')).toBe(
      'The race on 13 December 2026 is not in the plan: it falls into the taper.',
    )
  })
})

describe('why weeks were written', () => {
  const facts = { from: '2026-12-07', weeks: 3, block: 'Build', minutes: 600, targetMinutes: 660, lowered: 0 }
  it('says how many weeks, from when, and what came of the outline', () => {
    expect(reasonSentence({ code: 'weeks-written', facts }, 'metric')).toMatch(
      /^3 weeks from .*7.*2026 got their sessions, from what you can do now: .*, where the outline had .*\.$/,
    )
  })
  it('says that later weeks came down', () => {
    expect(reasonSentence({ code: 'weeks-written', facts: { ...facts, weeks: 1, lowered: 2 } }, 'metric')).toMatch(
      /^The week from .* got its sessions.* 2 later weeks aim lower, to follow from there\.$/,
    )
  })
})
