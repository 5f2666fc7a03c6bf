import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/local-date.ts'
import { matchSessions } from './match-sessions.ts'
import { matchScore } from './match-score.ts'
import type { DoneForMatch, ManualLink, PlannedForMatch } from './matchable.ts'
import { done, easyRun, EASY, thresholdRide, TUESDAY } from './matching.fixture.ts'
import { mergeRecordings, sessionOf } from './merge-recordings.ts'

const at = (date: string, time: string): string => `${date}T${time}:00Z`
const match = (planned: PlannedForMatch[], recordings: DoneForMatch[], links: ManualLink[] = []) =>
  matchSessions({ planned, done: recordings, links })
const pairs = (...input: Parameters<typeof match>): Record<string, readonly string[]> =>
  Object.fromEntries(match(...input).matches.map(({ workoutId, done: found }) => [workoutId, found.activityIds]))
const score = (planned: PlannedForMatch, recorded: DoneForMatch): number | null =>
  matchScore(planned, sessionOf([recorded]))

describe('S9.1 score', () => {
  const planned = easyRun(40)
  it('adds .35 date, .30 duration, .15 distance and .20 type', () => {
    // 40 min at 3 m/s planned: 7200 m
    expect(score(planned, done('a', TUESDAY, 40, { distanceM: 7200 }))).toBeCloseTo(1, 9)
    expect(score(planned, done('a', addDays(TUESDAY, 1), 40, { distanceM: 7200 }))).toBeCloseTo(1 - 0.35 * 0.4, 9)
    expect(score(planned, done('a', TUESDAY, 20, { distanceM: 7200 }))).toBeCloseTo(1 - 0.3 * 0.5, 9)
    expect(score(planned, done('a', TUESDAY, 80, { distanceM: 7200 }))).toBeCloseTo(1 - 0.3 * 0.5, 9)
    expect(score(planned, done('a', TUESDAY, 40, { distanceM: 3600 }))).toBeCloseTo(1 - 0.15 * 0.5, 9)
    const hard = { domain: 'HIGH', focus: 'VO2_MAX' } as const
    expect(score(planned, done('a', TUESDAY, 40, { distanceM: 7200, kind: hard }))).toBeCloseTo(0.8, 9)
  })
  it('gives half for the same domain with another focus, all for the same focus', () => {
    const ride = thresholdRide()
    const kind = (focus: 'THRESHOLD' | 'TEMPO') => ({ sport: 'ride', kind: { domain: 'MID', focus } }) as const
    const minutes = ride.durationS / 60
    const same = score(ride, done('a', TUESDAY, minutes, { ...kind('THRESHOLD'), distanceM: null }))
    const other = score(ride, done('a', TUESDAY, minutes, { ...kind('TEMPO'), distanceM: null }))
    expect(same).toBeCloseTo(1, 9)
    expect(other).toBeCloseTo((0.35 + 0.3 + 0.1) / 0.85, 9)
  })
  it('leaves out what is unknown instead of counting it as nothing', () => {
    expect(score(planned, done('a', TUESDAY, 40, { distanceM: null, kind: null }))).toBeCloseTo(1, 9)
    expect(score(planned, done('a', TUESDAY, 40, { distanceM: 0, movingS: Number.NaN, elapsedS: 0 }))).toBeNull()
  })
  it('opens one day either way, two for key, long and race', () => {
    const days = (session: PlannedForMatch): number[] =>
      [-3, -2, -1, 0, 1, 2, 3].filter((off) => score(session, done('a', addDays(TUESDAY, off), 40)) !== null)
    expect(days(planned)).toEqual([-1, 0, 1])
    for (const frame of [{ priority: 'KEY' }, { focus: 'LONG' }, { race: true }] as const)
      expect(days(easyRun(40, frame))).toEqual([-2, -1, 0, 1, 2])
  })
  it('knows no other sport and nothing before the plan was made', () => {
    expect(score(planned, done('a', TUESDAY, 40, { sport: 'ride' }))).toBeNull()
    const early = { ...easyRun(40, { date: '2026-03-01' }), planCreatedOn: '2026-03-01' }
    expect(score(early, done('a', '2026-02-28', 40))).toBeNull()
    expect(score(early, done('a', '2026-03-01', 40))).not.toBeNull()
  })
})

describe('S9.1 merging', () => {
  const merged = (...recordings: DoneForMatch[]): (readonly string[])[] =>
    mergeRecordings(recordings, []).sessions.map(({ activityIds }) => activityIds)
  it('joins warm-up and race, and files cut in two, up to 3 h apart', () => {
    const warmUp = done('warm-up', TUESDAY, 20, { startedAt: at(TUESDAY, '08:00') })
    expect(merged(done('race', TUESDAY, 40, { startedAt: at(TUESDAY, '11:20') }), warmUp)).toEqual([
      ['warm-up', 'race'],
    ])
    expect(merged(done('late', TUESDAY, 40, { startedAt: at(TUESDAY, '11:21') }), warmUp)).toEqual([
      ['warm-up'],
      ['late'],
    ])
  })
  it('adds up what is known, and keeps unknown what one part does not tell', () => {
    const [session] = mergeRecordings(
      [done('a', TUESDAY, 20), done('b', TUESDAY, 40, { startedAt: at(TUESDAY, '12:30'), load: null, race: true })],
      [],
    ).sessions
    expect(session).toMatchObject({ id: 'a', movingS: 3600, distanceM: 10_800, load: null, race: true })
  })
  it('never joins sports or days', () => {
    expect(merged(done('a', TUESDAY, 40), done('b', TUESDAY, 40, { sport: 'ride' }))).toHaveLength(2)
    expect(
      merged(
        done('a', TUESDAY, 40, { startedAt: at(TUESDAY, '23:00') }),
        done('b', '2026-03-11', 40, { startedAt: at(TUESDAY, '23:50') }),
      ),
    ).toHaveLength(2)
  })
  it('sets commutes under 15 min aside, but not the cool-down beside a session', () => {
    const commute = done('commute', TUESDAY, 14, { startedAt: at(TUESDAY, '07:00') })
    const coolDown = done('cool-down', TUESDAY, 10, { startedAt: at(TUESDAY, '12:50') })
    const result = match([easyRun(40)], [commute, done('a', TUESDAY, 40), coolDown])
    expect(result.ignored).toEqual(['commute'])
    expect(result.matches[0]!.done.activityIds).toEqual(['a', 'cool-down'])
  })
  it('keeps a short recording where a short session is planned', () => {
    expect(pairs([easyRun(20)], [done('a', TUESDAY, 14)])).toEqual({ w: ['a'] })
  })
  it('keeps two runs of a day apart where two are planned', () => {
    const planned = [easyRun(40), easyRun(60, { id: 'w2', slot: 1 })]
    const recordings = [done('a', TUESDAY, 40, { startedAt: at(TUESDAY, '10:00') }), done('b', TUESDAY, 60)]
    expect(pairs(planned, recordings)).toEqual({ w: ['a'], w2: ['b'] })
    expect(pairs([easyRun(100)], recordings)).toEqual({ w: ['a', 'b'] })
  })
})

describe('S9.1 pairing', () => {
  it('gives one activity to the best of two sessions; the other stays open', () => {
    const planned = [easyRun(40), easyRun(60, { id: 'w2', date: '2026-03-11' })]
    const result = match(planned, [done('a', '2026-03-11', 58)])
    expect(result.matches.map(({ workoutId }) => workoutId)).toEqual(['w2'])
    expect(result.ambiguities).toEqual([])
  })
  it('does not move a sure pair to make room for a doubtful one', () => {
    const planned = [easyRun(45), easyRun(90, { id: 'w2', date: '2026-03-11' })]
    // `sure` is Tuesday's run to the minute; pairing it with Wednesday would let `extra` in, and raise the sum of scores
    const sure = done('sure', TUESDAY, 45)
    const extra = done('extra', '2026-03-09', 40)
    expect(pairs(planned, [sure, extra])['w']).toEqual(['sure'])
  })
  it('matches nothing below .55', () => {
    const hard = { domain: 'HIGH', focus: 'VO2_MAX' } as const
    const result = match([easyRun(120)], [done('a', '2026-03-11', 20, { kind: hard })])
    expect(result.matches).toEqual([])
    expect(result.unplanned.map(({ id }) => id)).toEqual(['a'])
  })
  it('asks which of two sessions it was when both fit alike, with one key for one question', () => {
    const planned = [easyRun(40, { date: '2026-03-09' }), easyRun(40, { id: 'w2', date: '2026-03-11' })]
    const first = match(planned, [done('a', TUESDAY, 40)])
    expect(first.matches.map(({ workoutId }) => workoutId)).toEqual(['w'])
    expect(first.ambiguities).toEqual([
      { key: 'which-session w w2 a', kind: 'which-session', workoutIds: ['w', 'w2'], activityIds: ['a'], margin: 0 },
    ])
    expect(match(planned.toReversed(), [done('a', TUESDAY, 40)])).toEqual(first)
    const answered = match(planned, [done('a', TUESDAY, 40)], [{ kind: 'is', activityId: 'a', workoutId: 'w2' }])
    expect(answered.matches.map(({ workoutId, author, score: given }) => [workoutId, author, given])).toEqual([
      ['w2', 'athlete', null],
    ])
    expect(answered.ambiguities).toEqual([])
  })
  it('asks which of two recordings it was', () => {
    const recordings = [done('a', TUESDAY, 40), done('b', TUESDAY, 41, { startedAt: at(TUESDAY, '18:00') })]
    expect(match([easyRun(40)], recordings).ambiguities.map(({ kind }) => kind)).toEqual(['which-recording'])
  })
  it('asks nothing about two sessions of a day that are the same for the athlete', () => {
    const twice = [easyRun(40), easyRun(40, { id: 'w2', slot: 1 })]
    expect(match(twice, [done('a', TUESDAY, 40)]).ambiguities).toEqual([])
    const both = [done('a', TUESDAY, 40), done('b', TUESDAY, 40, { startedAt: at(TUESDAY, '18:00') })]
    expect(match(twice, both).ambiguities).toEqual([])
    expect(pairs(twice, both)).toEqual({ w: ['a'], w2: ['b'] })
  })
})

describe("S9.1 the athlete's word", () => {
  const planned = [easyRun(40), easyRun(60, { id: 'w2', date: '2026-03-12' })]
  it('links what no rule would', () => {
    const far = done('a', '2026-04-20', 5, { sport: 'ride' })
    expect(pairs(planned, [far], [{ kind: 'is', activityId: 'a', workoutId: 'w' }])).toEqual({ w: ['a'] })
  })
  it('makes one session of several recordings', () => {
    const links: ManualLink[] = ['a', 'b'].map((activityId) => ({ kind: 'is', activityId, workoutId: 'w2' }))
    expect(pairs(planned, [done('b', '2026-03-12', 30), done('a', TUESDAY, 40)], links)).toEqual({ w2: ['a', 'b'] })
  })
  it('keeps a recording apart, and a session open, that the athlete unlinked', () => {
    const apart = match(planned, [done('a', TUESDAY, 40)], [{ kind: 'none', activityId: 'a' }])
    expect(apart.matches).toEqual([])
    expect(apart.unplanned.map(({ id }) => id)).toEqual(['a'])
    const open = match(planned, [done('a', TUESDAY, 40)], [{ kind: 'not-done', workoutId: 'w' }])
    expect(open.matches).toEqual([])
    expect(open.notDone).toEqual(['w'])
  })
  it('leaves a recording alone that is linked to a session outside the window', () => {
    const result = match(planned, [done('a', TUESDAY, 40)], [{ kind: 'is', activityId: 'a', workoutId: 'elsewhere' }])
    expect([result.matches, result.unplanned]).toEqual([[], []])
  })
})

const arbitraryPlanned = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 9 }),
      slot: fc.integer({ min: 0, max: 1 }),
      minutes: fc.integer({ min: 10, max: 200 }),
      key: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((sessions) =>
    sessions.map(({ day, slot, minutes, key }, index) =>
      easyRun(minutes, {
        id: `w${index}`,
        date: addDays('2026-03-05', day),
        slot,
        priority: key ? 'KEY' : 'SUPPORT',
      }),
    ),
  )
const arbitraryDone = fc
  .array(
    fc.record({
      day: fc.integer({ min: -5, max: 12 }),
      minute: fc.integer({ min: 0, max: 1439 }),
      minutes: fc.integer({ min: 3, max: 200 }),
      ride: fc.boolean(),
      isKnown: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((recordings) =>
    recordings.map(({ day, minute, minutes, ride, isKnown }, index) => {
      const date = addDays('2026-03-05', day)
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      return done(`a${index}`, date, minutes, {
        startedAt: at(date, time),
        sport: ride ? 'ride' : 'run',
        kind: isKnown ? EASY : null,
      })
    }),
  )
const arbitraryLinks = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('is' as const),
      activityId: fc.integer({ min: 0, max: 11 }).map((n) => `a${n}`),
      workoutId: fc.integer({ min: 0, max: 9 }).map((n) => `w${n}`),
    }),
    fc.record({ kind: fc.constant('none' as const), activityId: fc.integer({ min: 0, max: 11 }).map((n) => `a${n}`) }),
    fc.record({
      kind: fc.constant('not-done' as const),
      workoutId: fc.integer({ min: 0, max: 9 }).map((n) => `w${n}`),
    }),
  ),
  { maxLength: 4 },
)
const arbitraryInput = fc.record({ planned: arbitraryPlanned, done: arbitraryDone, links: arbitraryLinks })

describe('S9.1 properties', () => {
  it('gives each recording one session and each session one match at most, and loses none', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const result = matchSessions(input)
        const workouts = result.matches.map(({ workoutId }) => workoutId)
        expect(new Set(workouts).size).toBe(workouts.length)
        const told = [
          ...result.matches.flatMap((found) => found.done.activityIds),
          ...result.unplanned.flatMap(({ activityIds }) => activityIds),
          ...result.ignored,
        ]
        expect(new Set(told).size).toBe(told.length)
        const elsewhere = input.done.filter(({ id }) => !told.includes(id))
        for (const { id } of elsewhere)
          expect(input.links.some((link) => link.kind === 'is' && link.activityId === id)).toBe(true)
      }),
    )
  })
  it('lets the link of the athlete win, and never pairs with a plan made later', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { matches, notDone } = matchSessions(input)
        for (const { workoutId, done: found, author } of matches) {
          const planned = input.planned.find(({ id }) => id === workoutId)!
          if (author === 'rule') expect(found.date >= planned.planCreatedOn).toBe(true)
          for (const activityId of found.activityIds) {
            const words = input.links.filter((link) => link.kind !== 'not-done' && link.activityId === activityId)
            const isLinked = words.some((link) => link.kind === 'is' && link.workoutId === workoutId)
            expect(author === 'athlete' ? isLinked : words.length === 0).toBe(true)
          }
        }
        for (const id of notDone) expect(matches.some(({ workoutId }) => workoutId === id)).toBe(false)
      }),
    )
  })
  it('does not depend on the order of its input, and repeats itself byte for byte', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.integer({ min: 1, max: 7 }), (input, turn) => {
        const turned = <T>(items: readonly T[]): T[] =>
          [...items.slice(turn % (items.length || 1)), ...items.slice(0, turn % (items.length || 1))].toReversed()
        const shuffled = { planned: turned(input.planned), done: turned(input.done), links: turned(input.links) }
        const first = JSON.stringify(matchSessions(input))
        expect(JSON.stringify(matchSessions(input))).toBe(first)
        expect(JSON.stringify(matchSessions(shuffled))).toBe(first)
      }),
    )
  })
  it('changes nothing else when an unrelated activity comes in', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.integer({ min: 20, max: 300 }), (input, minutes) => {
        const before = matchSessions(input)
        const unrelated = [
          done('x1', '2026-05-01', minutes),
          done('x2', TUESDAY, minutes, { sport: 'swim' }),
          done('x3', '2026-02-20', minutes),
        ]
        const after = matchSessions({ ...input, done: [...input.done, ...unrelated] })
        expect(after.matches).toEqual(before.matches)
        expect(after.ambiguities).toEqual(before.ambiguities)
        expect(after.unplanned.filter(({ id }) => !id.startsWith('x'))).toEqual(before.unplanned)
      }),
    )
  })
})
