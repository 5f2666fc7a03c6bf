import { describe, expect, it } from 'vitest'
import type { OutcomeKind } from '../matching/session-outcome.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { fixturePlan, FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { CHANGE_FATES, reportCard, type CardInput, type CardRevision } from './report-card.ts'

const plan = fixturePlan({
  weeks: [
    [
      { day: 'TUE', kind: 'hard', min: 60 },
      { day: 'THU', min: 45 },
      { day: 'SUN', kind: 'long', min: 90 },
    ],
    [{ day: 'TUE', kind: 'hard', min: 60 }],
  ],
})
const of = (id: string): PlannedWorkout => workoutsOf(plan).find((workout) => workout.id === id)!
const day = (index: number) => addDays(FIXTURE_START, index)
const move = (workoutId: string, from: number, to: number): PlanChange => ({
  kind: 'move',
  workoutId,
  from: { date: day(from), slot: 0 },
  to: { date: day(to), slot: 0 },
})
const revision = (number: number, changes: readonly PlanChange[], more: Partial<CardRevision> = {}): CardRevision => ({
  number,
  on: day(number),
  author: 'rule',
  reason: { code: 'repaired', facts: {} },
  changes,
  revertsNumber: null,
  revertedByNumber: null,
  ...more,
})
const made = revision(1, [{ kind: 'create', plan }], { author: 'planner' })
const card = (revisions: readonly CardRevision[], more: Partial<CardInput> = {}) =>
  reportCard({
    revisions: [made, ...revisions],
    plan,
    outcomes: new Map<string, OutcomeKind>([
      ['w1-TUE', 'SUCCESS'],
      ['w1-THU', 'SKIPPED_BUSY'],
      ['w1-SUN', 'FAILED_TIME'],
    ]),
    otherDays: new Set(),
    knownTo: day(7),
    today: day(7),
    ...more,
  })
const fates = (revisions: readonly CardRevision[], more: Partial<CardInput> = {}) =>
  card(revisions, more).entries.flatMap(({ sessions }) => sessions.map(({ workoutId, fate }) => [workoutId, fate]))
const withoutThursday: Plan = {
  ...plan,
  blocks: plan.blocks.map((block) => ({
    ...block,
    weeks: block.weeks.map((week) => ({ ...week, workouts: week.workouts.filter(({ id }) => id !== 'w1-THU') })),
  })),
}

describe('P9.2 report card of the coach', () => {
  it('says nothing of a plan that was only made', () => {
    expect(card([])).toMatchObject({ entries: [], keptShare: null })
  })
  it('says of each session it changed what became of it', () => {
    const told = card([revision(2, [move('w1-TUE', 0, 1), move('w1-THU', 2, 3), move('w1-SUN', 5, 6)])])
    expect(told.entries[0]?.sessions).toEqual([
      { workoutId: 'w1-TUE', title: 'hard', date: day(1), did: 'moved', fate: 'kept' },
      { workoutId: 'w1-THU', title: 'easy', date: day(3), did: 'moved', fate: 'not-done' },
      { workoutId: 'w1-SUN', title: 'long', date: day(6), did: 'moved', fate: 'partly' },
    ])
    expect(told.counts).toMatchObject({ kept: 1, 'not-done': 1, partly: 1 })
    expect(told.keptShare).toBeCloseTo(1 / 3, 9)
  })
  it('waits for sessions to come, and for those nobody has told of', () => {
    expect(fates([revision(2, [move('w2-TUE', 7, 8)])])).toEqual([['w2-TUE', 'to-come']])
    const outcomes = new Map<string, OutcomeKind>([['w1-TUE', 'UNKNOWN']])
    expect(fates([revision(2, [move('w1-TUE', 0, 1)])], { outcomes })).toEqual([['w1-TUE', 'unknown']])
  })
  it('tells an undo by the athlete from one of its own', () => {
    const changes = [move('w1-TUE', 0, 1)]
    const undone = revision(2, changes, { revertedByNumber: 3 })
    const undo = (author: CardRevision['author']) => revision(3, [move('w1-TUE', 1, 0)], { author, revertsNumber: 2 })
    expect(card([undone, undo('athlete')]).entries).toMatchObject([{ number: 2, takenBack: true }])
    expect(fates([undone, undo('athlete')])).toEqual([['w1-TUE', 'taken-back']])
    expect(card([undone, undo('rule')])).toMatchObject({ counts: { replaced: 1 }, keptShare: null })
  })
  it('lets the last hand on a session count: the athlete’s overrules, its own replaces', () => {
    const coach = revision(2, [move('w1-TUE', 0, 2)])
    const again = [move('w1-TUE', 2, 1)]
    expect(fates([coach, revision(3, again, { author: 'athlete' })])).toEqual([['w1-TUE', 'overruled']])
    expect(fates([coach, revision(3, again)])).toEqual([
      ['w1-TUE', 'kept'],
      ['w1-TUE', 'replaced'],
    ])
    const passing = [
      coach,
      revision(3, again, { author: 'athlete', revertedByNumber: 4 }),
      revision(4, [move('w1-TUE', 1, 2)], { author: 'athlete', revertsNumber: 3 }),
    ]
    expect(fates(passing)).toEqual([['w1-TUE', 'kept']])
  })
  it('counts rest where a session was taken out, once the day is known', () => {
    const out = revision(2, [{ kind: 'remove', workout: of('w1-THU') }])
    const told = (more: Partial<CardInput>) => fates([out], { plan: withoutThursday, ...more })
    expect(told({})).toEqual([['w1-THU', 'kept']])
    expect(told({ otherDays: new Set([day(3)]) })).toEqual([['w1-THU', 'overruled']])
    expect(told({ knownTo: day(2) })).toEqual([['w1-THU', 'unknown']])
    expect(told({ knownTo: null })).toEqual([['w1-THU', 'unknown']])
    expect(told({ today: day(3) })).toEqual([['w1-THU', 'to-come']])
  })
  it('reads added, eased and rewritten sessions', () => {
    const eased = { ...of('w1-TUE'), title: 'Easy run' }
    const week = plan.blocks[0]!.weeks[0]!
    const after: TrainingWeek = {
      ...week,
      workouts: [eased, { ...of('w1-SUN'), date: day(5) }, { ...of('w1-THU'), id: 'new' }],
    }
    const did = (changes: readonly PlanChange[]) =>
      card([revision(2, changes)]).entries[0]?.sessions.map((one) => [one.workoutId, one.did])
    expect(did([{ kind: 'replace', workoutId: 'w1-TUE', before: of('w1-TUE'), after: eased }])).toEqual([
      ['w1-TUE', 'changed'],
    ])
    expect(did([{ kind: 'add', workout: of('w1-THU') }])).toEqual([['w1-THU', 'added']])
    expect(did([{ kind: 'weeks', before: [week], after: [after] }])).toEqual([
      ['w1-TUE', 'changed'],
      ['new', 'added'],
      ['w1-THU', 'removed'],
      ['w1-SUN', 'moved'],
    ])
  })
  it('leaves out the writing of weeks and what the athlete asked for, and keeps targets that were lowered', () => {
    const week = plan.blocks[0]!.weeks[0]!
    const outline: TrainingWeek = { ...week, detail: 'OUTLINE', workouts: [] }
    const written = revision(2, [{ kind: 'weeks', before: [outline], after: [week] }], { author: 'planner' })
    const asked = revision(3, [move('w1-TUE', 0, 1)], { author: 'athlete' })
    const lowered = revision(4, [
      { kind: 'weeks', before: [outline], after: [{ ...outline, volumeTargetMinutes: 90 }] },
    ])
    expect(card([written, asked, lowered]).entries).toMatchObject([{ number: 4, sessions: [] }])
  })
  it('tells each decision by the note it left, once though several weeks say it', () => {
    const note = { code: 'repair-repeats', facts: { date: day(1) } }
    const old = { code: 'volume-grows', facts: {} }
    const notes = (weekId: string): PlanChange => ({ kind: 'notes', weekId, before: [old], after: [old, note] })
    const told = card([revision(2, [move('w1-TUE', 0, 1), notes('w1'), notes('w2')])])
    expect(told.entries[0]?.because).toEqual([note])
  })
  it('counts every session it lists once', () => {
    const { entries, counts } = card([revision(2, [move('w1-TUE', 0, 1)]), revision(3, [move('w1-THU', 2, 3)])])
    const listed = entries.flatMap(({ sessions }) => sessions)
    expect(Object.keys(counts)).toEqual([...CHANGE_FATES])
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(listed.length)
    expect(entries.map(({ number }) => number)).toEqual([3, 2])
  })
})
