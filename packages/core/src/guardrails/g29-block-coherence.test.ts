import { describe, expect, it } from 'vitest'
import type { Strategy } from '../plan/goal.ts'
import type { BlockFocus, BlockType, WorkoutFocus } from '../plan/plan.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['TUE', 'THU', 'SAT', 'SUN'] as const
type Work = readonly [WorkoutFocus, number]
const keys = (...work: Work[]): FixtureSession[] =>
  work.map(([focus, min], index) => ({ day: DAYS[index]!, min: 60, work: { min, at: 1 }, focus, priority: 'KEY' }))
interface Case {
  readonly type?: BlockType
  readonly strategy?: Strategy
  readonly recovery?: number[]
}
const plan = (focus: BlockFocus, work: Work[], { type = 'BUILD', strategy = 'LINEAR', recovery = [] }: Case = {}) =>
  fixturePlan({
    goal: { kind: 'HM', sport: 'run' },
    strategy,
    recovery,
    blocks: [{ type, weeks: 1, focus }],
    weeks: [keys(...work)],
    targetDate: '2026-06-28',
  })
const judge = (focus: BlockFocus, work: Work[], options?: Case) => findings('G29', plan(focus, work, options))

describe('G29 one thing at a time', () => {
  it('wants half of the work for the focus of the block', () => {
    expect(judge('TEMPO', [['TEMPO', 20]])).toEqual([])
    expect(
      judge('TEMPO', [
        ['TEMPO', 20],
        ['VO2_MAX', 20],
      ]),
    ).toEqual([])
    expect(
      judge('TEMPO', [
        ['TEMPO', 19],
        ['VO2_MAX', 20],
      ]),
    ).toEqual(['S 1'])
  })
  it('takes neighbours, race pace and long sessions with work for the focus', () => {
    expect(judge('THRESHOLD', [['VO2_MAX', 20]])).toEqual([])
    expect(judge('TEMPO', [['SWEET_SPOT', 20]])).toEqual([])
    // runs have no sweet spot between them
    expect(judge('TEMPO', [['THRESHOLD', 20]])).toEqual([])
    expect(judge('TEMPO', [['VO2_MAX', 20]])).toEqual(['S 1'])
    expect(judge('VO2_MAX', [['RACE_SPECIFIC', 20]])).toEqual([])
    expect(judge('VO2_MAX', [['LONG', 20]])).toEqual([])
    expect(judge('AEROBIC_ENDURANCE', [['THRESHOLD', 20]])).toEqual([])
    expect(judge('AEROBIC_ENDURANCE', [['VO2_MAX', 20]])).toEqual(['S 1'])
  })
  it('wants at most two kinds of hard work a week, three in undulating plans', () => {
    const three: Work[] = [
      ['THRESHOLD', 20],
      ['VO2_MAX', 10],
      ['TEMPO', 5],
    ]
    expect(judge('THRESHOLD', three.slice(0, 2))).toEqual([])
    expect(judge('THRESHOLD', three)).toEqual(['S 1'])
    expect(judge('THRESHOLD', three, { strategy: 'UNDULATING' })).toEqual([])
    expect(judge('TEMPO', [['VO2_MAX', 20]], { strategy: 'UNDULATING' })).toEqual([])
  })
  it('wants nothing above threshold in preparation and transition', () => {
    const work: Work[] = [
      ['THRESHOLD', 20],
      ['VO2_MAX', 10],
    ]
    expect(judge('THRESHOLD', work, { type: 'BASE' })).toEqual([])
    expect(judge('THRESHOLD', work, { type: 'PREP' })).toEqual(['S 1'])
    expect(judge('THRESHOLD', work, { type: 'TRANSITION' })).toEqual(['S 1'])
  })
  it('leaves out recovery weeks and weeks with a test', () => {
    expect(judge('TEMPO', [['VO2_MAX', 20]], { recovery: [1] })).toEqual([])
    expect(
      judge('TEMPO', [
        ['VO2_MAX', 20],
        ['TEST', 20],
      ]),
    ).toEqual([])
  })
  it('says the share', () => {
    expect(
      sentences(
        'G29',
        plan('TEMPO', [
          ['TEMPO', 10],
          ['VO2_MAX', 30],
        ]),
      ),
    ).toEqual(['Week 1 gives 25 % of its hard work to what its block trains. We advise at least half.'])
  })
})
