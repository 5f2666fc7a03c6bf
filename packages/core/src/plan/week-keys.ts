import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { variantTotals } from '../library/step-totals.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { withCourseFocus } from './course-training.ts'
import { GENTLE_WEEKS, keyFoci, startingStep } from './focus-plan.ts'
import type { KeyFocus } from './goal-foci.ts'
import { isFastRun, isUltraRun, tableGoal } from './goal.ts'
import { chooseKey, type KeySession } from './key-session.ts'
import { longLeads } from './long-session.ts'
import { variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { SHARPENER } from './sharpener.ts'
import { OLD_YEARS } from './starting-point.ts'
import type { WeekRoom } from './week-room.ts'

/** Tests come at the end of a recovery week, five weeks apart at least, and not within four weeks of the race (§11). */
const TEST_EVERY_WEEKS = 5

const FIRST_TEST_WEEK = 3
/** No test this close to a race on the way [P]. */
const TEST_DAYS_FROM_RACE = 10

const TEST_WEEKS_BEFORE_RACE = 4

/** Sessions of a block week, beside its long one: with that the five of S5.1, of which G08 allows four to be hard. */
const MOST_BLOCK_KEYS = 4

/** From 50 years on half as often: a test costs more days than it used to [P]. */
const OLDER_FROM_YEARS = 50

/** Who is led by heart rate is tested for it (science.md §11). */
const TEST_ARCHETYPES = { run: ['R43'], runByHeart: ['R44', 'R43'], ride: ['B40', 'B41'] } as const

/** Key sessions of the week, most important first: how many by days and level, which by block and strategy (science.md §11, G08). */
export function chooseKeys(room: WeekRoom, count: number): KeySession[] {
  const { start, strategy, input } = room.context
  const { week, block, days } = room.order
  if (room.isRecovery || room.isEasyOnly || room.isReturnEasy || count < 2) return []
  const isBeginner = start.level === 'BEGINNER'
  // four or five weeks in all leave one to begin with
  if (isBeginner && week.index < (block.type === 'PEAK' ? 1 : 2)) return []
  if (isBeginner && count === 2 && week.index < 4) return []
  if (block.type === 'RACE') return openers(room)
  // the first week of all takes one thing less
  const isOne = count <= 4 || room.isAfterRace || isBeginner || week.index === 0 || (start.ageYears ?? 0) >= OLD_YEARS
  const wishedCount = isOne ? 1 : room.isBlockWeek ? Math.min(MOST_BLOCK_KEYS, count - 2) : 2
  const wished = withCourseFocus(keyFoci(input.goal, strategy, start.level, week, block), room.context, week)
  // the long session carries the race's pace this week: one key session beside it
  const isLongLeading = longLeads(room, count) && !isFastRun(tableGoal(input.goal)) && !isUltraRun(input.goal)
  const foci = isLongLeading ? wished.filter((focus) => focus !== 'RACE_SPECIFIC').slice(0, 1) : wished
  const slotMinutes = keySlotMinutes(room, isLongLeading ? 1 : wishedCount)
  const indoors = days.every((day) => day === null || day.indoor)
  const isReturning = room.returning?.most === 'no-high'
  const noHigh = isReturning || room.isAfterRace
  const keys: KeySession[] = []
  for (const [index, focus] of foci.entries()) {
    if (keys.length === wishedCount) break
    if (focus === 'NEUROMUSCULAR_POWER' || focus === 'AEROBIC_ENDURANCE') continue
    const isGentle = (isBeginner && week.index < GENTLE_WEEKS) || isReturning
    // in a season of few weeks race pace cannot wait (science.md S5.4)
    const own = room.isAfterRace ? belowThreshold(room, focus) : focus
    const wishFocus = isGentle && !(own === 'RACE_SPECIFIC' && !isReturning) ? 'TEMPO' : own
    const key = chooseKey(room.context, room.state, {
      focus: wishFocus,
      weekIndex: week.index,
      monday: week.startDate,
      phase: week.phase,
      weekMinutes: room.capMinutes,
      slotMinutes,
      indoors,
      sessionCap: room.sessionCap,
      isSecond: index > 0,
      taken: keys.map((key) => key.variant.archetypeId),
      noHigh,
      ...(isBeginner && week.index < GENTLE_WEEKS ? { mostStep: 2 } : {}),
    })
    if (key === null) room.giveUp('key-too-long', { focus: wishFocus, minutes: slotMinutes })
    else keys.push(key)
  }
  return withinHardBudget(room, keys)
}

/** What is trained in the days after a race in place of work above threshold. */
function belowThreshold(room: WeekRoom, focus: KeyFocus): KeyFocus {
  const isFast =
    focus === 'VO2_MAX' ||
    focus === 'ANAEROBIC_CAPACITY' ||
    (focus === 'RACE_SPECIFIC' && isFastRun(tableGoal(room.context.input.goal)))
  return isFast ? 'THRESHOLD' : focus
}

/** Short efforts at race pace are all that weeks on the way to a taper hold where nothing can be built any more (science.md S5.4). */
function openers(room: WeekRoom): KeySession[] {
  const { start } = room.context
  if (room.returning?.most === 'no-high') return []
  const archetypeId = SHARPENER[start.sport]
  const minutes = keySlotMinutes(room, 1)
  for (let step = startingStep(start.level); step >= 1; step--) {
    const variant = { archetypeId, step }
    if (variantMinutes(variant) > minutes || variantVolume(start, variant) > room.sessionCap) continue
    return withinHardBudget(room, [{ focus: 'RACE_SPECIFIC', level: step, variant, taste: null }])
  }
  return []
}

/** Minutes of the day the least roomy key session will get: the long session keeps the best day and its neighbours free. */
function keySlotMinutes(room: WeekRoom, keyCount: number): number {
  const { athlete } = room.context.input
  const open = room.order.days
    .map((day, index) => ({ index, minutes: day?.minutes ?? 0 }))
    .filter((day) => day.minutes > 0)
  const wished = athlete.longDay === null ? -1 : WEEKDAYS.indexOf(athlete.longDay)
  const byMinutes = [...open].sort((a, b) => b.minutes - a.minutes || b.index - a.index)
  const long = open.find((day) => day.index === wished) ?? byMinutes[0]
  const others = byMinutes.filter((day) => day !== long)
  const apart = others.filter((day) => long === undefined || Math.abs(day.index - long.index) > 1)
  const pool = apart.length >= keyCount ? apart : others
  return pool[Math.min(keyCount, pool.length) - 1]?.minutes ?? 0
}

/** Most of the week above threshold where one session holds it all: interval pace of one run (science.md S5.7e). */
const ONE_KEY_HIGH = 0.08
/** … and in the first of a build's two loading weeks, which both hold it: the second one has more [P]. */
const SHORT_BUILD_HIGH = 0.055

/** Key sessions one step lower until the week stays easy enough: the one with most of what is too much, the later of two alike (S5.1, G09). */
function withinHardBudget(room: WeekRoom, keys: readonly KeySession[]): KeySession[] {
  const kept = [...keys]
  const own = room.hardBudget()
  // a single key session stands above threshold in one week and below in another: what lies above is shared by both
  const { block, week } = room.order
  const loads = block.weeks.filter(({ kind }) => kind === 'load')
  const isShort = block.type === 'BUILD' && loads.length === 2 && loads[0] === week
  const most = (isShort ? SHORT_BUILD_HIGH : ONE_KEY_HIGH) * room.capMinutes
  const budget = keys.length > 1 ? own : { ...own, high: Math.max(own.high, Math.min(2 * own.high, most)) }
  for (let guard = 0; guard < 40; guard++) {
    const over = (['both', 'mid', 'high'] as const).find((domain) => sumOf(kept, domain) > budget[domain])
    if (over === undefined) break
    let at = -1
    for (const [index, key] of kept.entries()) {
      if (key.variant.step <= 1 || domainMinutes(key, over) === 0) continue
      if (at < 0 || domainMinutes(key, over) >= domainMinutes(kept[at]!, over)) at = index
    }
    const key = kept[at]
    if (!key) break
    kept[at] = { ...key, variant: { ...key.variant, step: key.variant.step - 1 } }
  }
  return kept
}

const sumOf = (keys: readonly KeySession[], domain: 'both' | 'mid' | 'high'): number =>
  keys.reduce((sum, key) => sum + domainMinutes(key, domain), 0)

function domainMinutes({ variant }: KeySession, domain: 'both' | 'mid' | 'high'): number {
  const { midS, highS } = variantTotals(variant)
  return ((domain === 'high' ? 0 : midS) + (domain === 'mid' ? 0 : highS)) / 60
}

/** A test at the end of a recovery week (science.md §11), for those who train by numbers already. */
export function chooseTest(room: WeekRoom, count: number): KeySession | null {
  const { start, input } = room.context
  const { week, days } = room.order
  if (
    !room.isRecovery ||
    room.isEasyOnly ||
    room.returning !== null ||
    count < 3 ||
    start.level === 'BEGINNER' ||
    week.phase === 'PREP'
  )
    return null
  if (week.index < FIRST_TEST_WEEK) return null
  // a race is the better test
  const isBesideRace = room.context.events.some(
    (event) => Math.abs(daysBetween(addDays(week.startDate, 6), event.date)) <= TEST_DAYS_FROM_RACE,
  )
  if (isBesideRace) return null
  const every = TEST_EVERY_WEEKS * ((start.ageYears ?? 0) >= OLDER_FROM_YEARS ? 2 : 1)
  if (room.state.lastTestWeek !== null && week.index - room.state.lastTestWeek < every) return null
  const { date } = input.goal
  if (date !== undefined && daysBetween(week.startDate, date) < 7 * (TEST_WEEKS_BEFORE_RACE + 1)) return null
  const slotMinutes = Math.max(...days.slice(3).map((day) => day?.minutes ?? 0))
  const byHeart = start.sport === 'run' && room.context.targets === 'hr'
  for (const archetypeId of TEST_ARCHETYPES[byHeart ? 'runByHeart' : start.sport]) {
    const minutes = archetypeStepDurationS(archetypeId, 1) / 60
    if (minutes > slotMinutes || minutes > 0.4 * room.capMinutes) continue
    return { focus: 'THRESHOLD', level: 1, variant: { archetypeId, step: 1 }, taste: null }
  }
  return null
}

/** A key session or test on its day. */
export function keyDraft(room: WeekRoom, key: KeySession, day: number): SessionDraft {
  const isTest = archetypeById(key.variant.archetypeId).focus === 'TEST'
  return {
    day,
    slot: room.order.days[day]!.slot,
    role: 'key',
    variant: key.variant,
    focus: isTest ? 'TEST' : key.focus,
    priority: 'KEY',
    purpose: isTest
      ? { code: 'test', facts: {} }
      : {
          code: 'key-session',
          facts: {
            focus: key.focus,
            step: key.variant.step,
            workMinutes: Math.round(archetypeStepWorkS(key.variant.archetypeId, key.variant.step) / 60),
            ...(key.taste === null ? {} : { [key.taste.is]: key.taste.kind }),
          },
        },
  }
}

/**
 * The key session for the day it got: on a treadmill or trainer one of the same focus that can be done there, no higher a
 * step. Where the library has none it stays as it is, on an incline or against a resistance (science.md §11).
 */
export function keyForDay(room: WeekRoom, key: KeySession, day: number, keys: readonly KeySession[]): KeySession {
  const open = room.order.days[day]
  if (!open?.indoor || archetypeById(key.variant.archetypeId).avoidIndoors !== true) return key
  const { week } = room.order
  const other = chooseKey(room.context, room.state, {
    focus: key.focus,
    weekIndex: week.index,
    monday: week.startDate,
    phase: week.phase,
    weekMinutes: room.capMinutes,
    slotMinutes: open.minutes,
    indoors: true,
    taken: keys.map((other) => other.variant.archetypeId),
    sessionCap: room.sessionCap,
    isSecond: false,
    noHigh: room.returning?.most === 'no-high' || room.isAfterRace,
    mostStep: key.variant.step,
  })
  if (other === null || variantMinutes(other.variant) > variantMinutes(key.variant) + INDOOR_EXTRA_MINUTES) return key
  room.giveUp('key-indoors', { focus: key.focus })
  return other
}

/** The session that takes an outdoor one's place may be this much longer, minutes [P]. */
const INDOOR_EXTRA_MINUTES = 15

/** The same session with less work and no more minutes: the next lower step that is not longer (less work may have more rest); null without one. */
export function lowerKey(room: WeekRoom, draft: SessionDraft): SessionDraft | null {
  const { variant } = draft
  if (draft.focus === 'TEST') return null
  const durationS = (step: number): number => archetypeStepDurationS(variant.archetypeId, step)
  let step = variant.step - 1
  while (step >= 1 && durationS(step) > durationS(variant.step)) step -= 1
  if (step < 1) return null
  const facts = {
    ...draft.purpose.facts,
    step,
    workMinutes: Math.round(archetypeStepWorkS(variant.archetypeId, step) / 60),
  }
  return { ...draft, variant: { ...variant, step }, purpose: { ...draft.purpose, facts } }
}
