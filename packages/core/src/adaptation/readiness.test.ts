import { describe, expect, it } from 'vitest'
import { unknownDay, type WellnessDay } from '../evidence/wellness-day.ts'
import { addDays } from '../time/local-date.ts'
import { hrvBand } from './hrv-signal.ts'
import { Mornings } from './readiness-baseline.ts'
import { readinessOn, type Readiness, type SignalKind } from './readiness.ts'

/** 60 mornings of ln rMSSD by science.md S8.6: mean 4.1958, SD .1031. */
const BASELINE =
  '4.169 4.261 4.173 4.162 4.088 4.174 4.333 4.251 4.324 4.23 4.247 4.222 4 4.303 4.261 4.26 3.997 3.991 4.093 4.144 4.237 4.194 4.263 4.123 4.237 4.247 4.121 4.406 4.267 4.344 4.126 4.111 4.159 4.187 4.276 4.23 4.146 4.085 4.138 4.347 4.103 4.229 4.251 4.021 4.206 4.357 3.958 4.161 4.187 4.102 4.26 4.193 4.024 4.299 4.28 4.314 4.373 4.243 4.214 4.044'
    .split(' ')
    .map(Number)
const TODAY = '2026-03-31'

/** Mornings that end today, oldest first; null is a morning without a word. */
const mornings = (values: readonly (Partial<WellnessDay> | null)[], today = TODAY): WellnessDay[] =>
  values.flatMap((value, index) => {
    const date = addDays(today, index + 1 - values.length)
    return value === null ? [] : [{ ...unknownDay(date), ...value }]
  })
const hrv = (...logs: readonly number[]) => logs.map((ln) => ({ hrvRmssdMs: Math.exp(ln) }))
const heart = (...bpm: readonly number[]) => bpm.map((restingHrBpm) => ({ restingHrBpm }))
const usual = (week: readonly number[]) => mornings(hrv(...BASELINE, ...week))
const signalOf = (readiness: Readiness, kind: SignalKind) => readiness.signals.find((signal) => signal.kind === kind)!
const codeOf = (days: readonly WellnessDay[], kind: SignalKind, sick: readonly string[] = []) => {
  const readiness = readinessOn(days, TODAY, sick)
  const { level, reason } = signalOf(readiness, kind)
  return [level, reason.code, readiness.level]
}
/** 60 mornings at 46, 48 and 50 bpm: mean 48, and then a week. */
const heartDays = (...week: readonly number[]) =>
  mornings(heart(...Array.from({ length: 60 }, (_, index) => 46 + 2 * (index % 3)), ...week))

/** Normal noise of a seed: the sum of twelve even numbers, less six. */
function noise(seed: number): () => number {
  let state = seed
  const next = (): number => {
    state = (1_103_515_245 * state + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6)
}

describe('S8.6 HRV', () => {
  it('the band is the mean of 60 days ± half a standard deviation, in ln ms', () => {
    const band = hrvBand(new Mornings(usual([4.2, 4.2, 4.2]), []), addDays(TODAY, 4))
    // the three mornings belong to the week, the band to the 60 days before it
    expect(band?.baseline.values).toBe(60)
    expect(band?.baseline.mean).toBeCloseTo(4.1958, 4)
    expect([band?.baseline.sd, band?.lo, band?.hi].map((value) => value?.toFixed(4))).toEqual([
      '0.1031',
      '4.1442',
      '4.2473',
    ])
  })

  it.each([
    ['normal', [4.2, 4.1, 4.25, 4.3, 4.15, 4.2, 4.22], 66.9, 'GREEN', 'hrv-normal'],
    ['low for days', [4, 4.05, 4.1, 3.95, 4, 4.02, 4.05], 55.9, 'AMBER', 'hrv-low-days'],
    ['high', [4.4, 4.35, 4.45, 4.3, 4.4, 4.38, 4.42], 80.3, 'GREEN', 'hrv-high'],
  ] as const)('a %s week', (_, week, valueMs, level, code) => {
    const { reason, ...signal } = signalOf(readinessOn(usual(week), TODAY), 'hrv')
    expect([signal.level, reason.code]).toEqual([level, code])
    expect(reason.facts).toMatchObject({ valueMs, loMs: 63.1, hiMs: 69.9, mornings: 60 })
  })

  it('one day of a low week is AMBER, so are three single mornings below the band', () => {
    // the mean of the week falls under 4.1446 on the last day only
    expect(codeOf(usual([4.2, 4.2, 4.2, 4.1, 4.1, 4.1, 4.05]), 'hrv')).toEqual(['AMBER', 'hrv-low', 'AMBER'])
    expect(codeOf(usual([4.3, 4.3, 4.2, 4.2, 4.14, 4.14, 4.13]), 'hrv')).toEqual(['AMBER', 'hrv-three-low', 'AMBER'])
    expect(codeOf(usual([4.3, 4.3, 4.2, 4.2, 4.16, 4.14, 4.13]), 'hrv')).toEqual(['GREEN', 'hrv-normal', 'GREEN'])
  })

  it('three days of a low week are AMBER on their own, and RED beside a short night (docs/adr/0017)', () => {
    const low = usual([4, 4.05, 4.1, 3.95, 4, 4.02, 4.05])
    expect(codeOf(low, 'hrv')).toEqual(['AMBER', 'hrv-low-days', 'AMBER'])
    const short = low.map((day) => (day.date === TODAY ? { ...day, sleepS: 5.5 * 3600 } : day))
    expect(codeOf(short, 'hrv')).toEqual(['AMBER', 'hrv-low-days', 'RED'])
  })

  it('chance alone is RED on fewer than one morning in a hundred', () => {
    let [red, mornings] = [0, 0]
    for (let seed = 1; seed <= 12; seed++) {
      const random = noise(seed)
      const days = Array.from({ length: 160 }, (_, index) => ({
        ...unknownDay(addDays(TODAY, index - 160)),
        hrvRmssdMs: Math.exp(4.2 + 0.1 * random()),
        restingHrBpm: Math.round(48 + 2 * random()),
      }))
      for (const { date } of days.slice(75)) {
        mornings += 1
        if (readinessOn(days, date).level === 'RED') red += 1
      }
    }
    expect(red / mornings).toBeLessThan(0.01)
  })

  it('a second signal makes it RED, the heart at rest 5 bpm up; an unsteady week is told', () => {
    const week = [4.2, 4.2, 4.2, 4.1, 4.1, 4.1, 4.05]
    const raised = (bpm: number) =>
      mornings([
        ...BASELINE.map((ln) => ({ hrvRmssdMs: Math.exp(ln), restingHrBpm: 48 })),
        ...week.map((ln, index) => ({ hrvRmssdMs: Math.exp(ln), restingHrBpm: index === 6 ? bpm : 48 })),
      ])
    expect(codeOf(raised(53), 'hrv')).toEqual(['RED', 'hrv-low-heart', 'RED'])
    expect(codeOf(raised(52), 'hrv')).toEqual(['AMBER', 'hrv-low', 'AMBER'])
    // SD .2096 of a mean of 4.1357: 5.1 %, more than 1.5 times the usual 2.46 %
    expect(codeOf(usual([4.3, 4.3, 4.3, 4.3, 4, 3.9, 3.85]), 'hrv')).toEqual(['AMBER', 'hrv-low-unsteady', 'AMBER'])
    // an unsteady week inside the band is no sign of its own (docs/adr/0017)
    expect(codeOf(usual([4.45, 3.95, 4.4, 4, 4.4, 3.95, 4.3]), 'hrv')).toEqual(['GREEN', 'hrv-normal', 'GREEN'])
  })

  it('high for three days is AMBER with tiredness of 4, and only then', () => {
    const week = [4.4, 4.35, 4.45, 4.3, 4.4, 4.38, 4.42]
    const tired = (fatigue: number) => usual(week).map((day) => (day.date === TODAY ? { ...day, fatigue } : day))
    expect(codeOf(tired(4), 'hrv')).toEqual(['AMBER', 'hrv-high-tired', 'AMBER'])
    expect(codeOf(tired(3), 'hrv')).toEqual(['GREEN', 'hrv-high', 'GREEN'])
    const lately = usual([4.2, 4.2, 4.2, 4.2, 4.2, 4.35, 4.45]).map((day) => ({ ...day, fatigue: 5 }))
    expect(codeOf(lately, 'hrv')[1]).toBe('hrv-high')
  })

  it('is off below 21 mornings, and without three in the week: unknown, with how many there are', () => {
    const few = mornings(hrv(...BASELINE.slice(0, 20), 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5))
    const { level, reason } = signalOf(readinessOn(few, TODAY), 'hrv')
    expect([level, reason]).toEqual(['UNKNOWN', { code: 'hrv-few-mornings', facts: { mornings: 20, needed: 21 } }])
    const quiet = mornings([...hrv(...BASELINE), null, null, null, null, null, ...hrv(3.5, 3.5)])
    expect(signalOf(readinessOn(quiet, TODAY), 'hrv').reason).toEqual({
      code: 'hrv-week-unknown',
      facts: { mornings: 2, needed: 3 },
    })
    const enough = mornings(hrv(...BASELINE.slice(0, 21), 4.2, 4.2, 4.2, 4.2, 4.2, 4.2, 4.2))
    expect(signalOf(readinessOn(enough, TODAY), 'hrv').level).toBe('GREEN')
  })

  it('sick days are no part of what is usual, told by the day or by an illness', () => {
    const ill = BASELINE.map((ln, index) => (index < 20 ? 3.4 : ln))
    const days = mornings(hrv(...ill, 4.2, 4.2, 4.2, 4.2, 4.2, 4.2, 4.2))
    const sickDates = days.slice(0, 20).map(({ date }) => date)
    const bandOf = (told: readonly WellnessDay[], sick: readonly string[]) =>
      hrvBand(new Mornings(told, sick), TODAY)?.baseline
    expect(bandOf(days, [])?.values).toBe(60)
    expect(bandOf(days, sickDates)).toEqual(
      bandOf(
        days.map((day) => (sickDates.includes(day.date) ? { ...day, sick: true } : day)),
        [],
      ),
    )
    expect(bandOf(days, sickDates)?.values).toBe(40)
    const well = BASELINE.slice(20)
    expect(bandOf(days, sickDates)?.mean).toBeCloseTo(well.reduce((sum, ln) => sum + ln, 0) / 40, 9)
  })
})

describe('S8.6 resting heart rate', () => {
  it.each([
    [[48, 48, 48], 'GREEN', 'heart-normal'],
    // 1.5 standard deviations of 46, 48, 50 are 2.47 bpm: the least that counts is 3
    [[50.9, 50.9, 50.9], 'GREEN', 'heart-normal'],
    [[51, 51, 51], 'AMBER', 'heart-up'],
    [[55.9, 55.9, 55.9], 'AMBER', 'heart-up'],
    [[56, 56, 56], 'RED', 'heart-far-up'],
    [[48, 48, 58], 'RED', 'heart-ten-up'],
  ] as const)('a week of %j after a usual 48 bpm is %s', (week, level, code) => {
    const days = heartDays(...week.flatMap((bpm) => [bpm]))
    // three mornings end the week; four of the 60 usual ones stand in it as well
    const only = days.filter(({ date }) => date > addDays(TODAY, -3) || date <= addDays(TODAY, -7))
    expect(codeOf(only, 'restingHr').slice(0, 2)).toEqual([level, code])
  })

  it('5 bpm are enough where mornings differ widely', () => {
    const wide = Array.from({ length: 60 }, (_, index) => 42 + 6 * (index % 3))
    const after = (bpm: number) => mornings(heart(...wide, bpm, bpm, bpm, bpm, bpm, bpm, bpm))
    expect(codeOf(after(52.9), 'restingHr')[0]).toBe('GREEN')
    expect(codeOf(after(53), 'restingHr')[0]).toBe('AMBER')
  })

  it('says what is missing', () => {
    const { level, reason } = signalOf(readinessOn(mornings(heart(48, 49, 60)), TODAY), 'restingHr')
    expect([level, reason]).toEqual(['UNKNOWN', { code: 'heart-few-mornings', facts: { mornings: 0, needed: 21 } }])
  })
})

describe('S8.6 sleep and what the athlete says', () => {
  const night = (hours: number, before?: number) =>
    mornings([before === undefined ? null : { sleepS: before * 3600 }, { sleepS: hours * 3600 }])
  it.each([
    [6, undefined, 'GREEN', 'sleep-enough'],
    [5.9, undefined, 'AMBER', 'sleep-short'],
    [5.9, 6, 'AMBER', 'sleep-short'],
    [5.9, 5.9, 'AMBER', 'sleep-two-nights'],
    [5, undefined, 'AMBER', 'sleep-short'],
    [4.9, 8, 'AMBER', 'sleep-very-short'],
  ] as const)('%d h after %s h', (hours, before, level, code) => {
    expect(codeOf(night(hours, before), 'sleep')).toEqual([level, code, level])
  })

  it.each([
    [{ fatigue: 4, soreness: 4, stress: 4, mood: 3 }, 'AMBER', 'feels-bad'],
    [{ fatigue: 4, soreness: 4, stress: 3, mood: 3 }, 'GREEN', 'feels-fine'],
    [{ fatigue: 5, soreness: 5, stress: 5 }, 'AMBER', 'feels-bad'],
    [{ fatigue: 5, soreness: 5 }, 'UNKNOWN', 'feels-unknown'],
    [{}, 'UNKNOWN', 'feels-unknown'],
  ] as const)('%j is %s', (answers, level, code) => {
    expect(codeOf(mornings([answers]), 'subjective').slice(0, 2)).toEqual([level, code])
  })

  it('any two AMBER are RED', () => {
    const bad = { sleepS: 5.5 * 3600, fatigue: 4, soreness: 4, stress: 4, mood: 4 }
    expect(readinessOn(mornings([bad]), TODAY).level).toBe('RED')
    expect(readinessOn(mornings([{ ...bad, mood: 3, fatigue: 3 }]), TODAY).level).toBe('AMBER')
  })

  it('nothing known is UNKNOWN, and every signal says why', () => {
    const readiness = readinessOn([], TODAY)
    expect(readiness.level).toBe('UNKNOWN')
    expect(readiness.signals.map(({ level, reason }) => [level, reason.code])).toEqual([
      ['UNKNOWN', 'hrv-few-mornings'],
      ['UNKNOWN', 'heart-few-mornings'],
      ['UNKNOWN', 'sleep-unknown'],
      ['UNKNOWN', 'feels-unknown'],
    ])
  })
})
