import { describe, expect, it } from 'vitest'
import { reasonSentence } from './reason'

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
