import type { Level, Sport } from '../athlete/sport.ts'
import { betweenRuns, goalDistanceM, tableGoal, type Goal, type Strategy, type TableGoal } from './goal.ts'

/** Phases of a goal as shares of the weeks before the taper, and the weeks it likes (science.md S5.3). */
export interface PhaseShares {
  readonly minWeeks: number
  readonly idealWeeks: number
  readonly base: number
  readonly build: number
  readonly specific: number
}

export const PHASES: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, PhaseShares> = {
  '5K': { minWeeks: 6, idealWeeks: 12, base: 0.4, build: 0.35, specific: 0.25 },
  '10K': { minWeeks: 8, idealWeeks: 12, base: 0.4, build: 0.35, specific: 0.25 },
  HM: { minWeeks: 10, idealWeeks: 16, base: 0.45, build: 0.3, specific: 0.25 },
  MARATHON: { minWeeks: 14, idealWeeks: 20, base: 0.45, build: 0.25, specific: 0.3 },
  GRAN_FONDO: { minWeeks: 10, idealWeeks: 16, base: 0.45, build: 0.3, specific: 0.25 },
  CRIT: { minWeeks: 8, idealWeeks: 12, base: 0.35, build: 0.35, specific: 0.3 },
  TT: { minWeeks: 8, idealWeeks: 14, base: 0.4, build: 0.35, specific: 0.25 },
  GRAVEL_200: { minWeeks: 16, idealWeeks: 24, base: 0.55, build: 0.25, specific: 0.2 },
}

/** From this many weeks above the ideal a preparation comes first (science.md S5.4). */
export const PREP_FROM_EXTRA_WEEKS = 8
/** General fitness without an end runs three cycles of four weeks. */
export const GENERAL_FITNESS_WEEKS = 12

/** What a week aims at: volumes per week and the longest session, by goal and level (science.md S5.6). */
export interface VolumeAim {
  /** Kilometres for runs, minutes for rides. */
  readonly start: number
  readonly peak: number
  readonly long: number
  /** Longest session in minutes whatever the distance. */
  readonly longMinutes: number
}

const RUN_AIMS: Record<string, readonly [VolumeAim, VolumeAim, VolumeAim]> = {
  '5K': [aim(8, 24, 8, 75), aim(25, 45, 13, 90), aim(50, 90, 18, 100)],
  '10K': [aim(12, 32, 12, 85), aim(30, 55, 16, 110), aim(55, 100, 22, 120)],
  HM: [aim(16, 45, 18, 150), aim(40, 65, 22, 150), aim(65, 110, 26, 150)],
  MARATHON: [aim(24, 64, 30, 180), aim(50, 89, 33, 180), aim(85, 140, 35, 180)],
  // open-ended fitness stays where a 10K build peaks, a little shorter
  GENERAL_FITNESS: [aim(10, 30, 10, 80), aim(30, 50, 15, 95), aim(55, 90, 20, 110)],
}
const RIDE_AIMS: Record<string, readonly [VolumeAim, VolumeAim, VolumeAim]> = {
  GRAN_FONDO: [aim(180, 420, 210, 210), aim(360, 600, 270, 270), aim(540, 900, 330, 330)],
  CRIT: [aim(180, 360, 120, 120), aim(360, 540, 150, 150), aim(480, 840, 210, 210)],
  TT: [aim(180, 360, 120, 120), aim(300, 540, 180, 180), aim(480, 840, 240, 240)],
  GRAVEL_200: [aim(360, 540, 360, 360), aim(480, 720, 420, 420), aim(720, 1080, 480, 480)],
  GENERAL_FITNESS: [aim(180, 360, 150, 150), aim(300, 540, 180, 180), aim(480, 780, 240, 240)],
}

function aim(start: number, peak: number, long: number, longMinutes: number): VolumeAim {
  return { start, peak, long, longMinutes }
}

/** Weekly volume and longest session to aim at (science.md S5.6). A run goal in kilometres, a ride goal in minutes. */
export function volumeAim(goal: TableGoal, sport: Sport, level: Level): VolumeAim {
  const index = level === 'BEGINNER' ? 0 : level === 'INTERMEDIATE' ? 1 : 2
  const row =
    (sport === 'run' ? RUN_AIMS : RIDE_AIMS)[goal] ?? (sport === 'run' ? RUN_AIMS : RIDE_AIMS).GENERAL_FITNESS!
  return row[index]
}

interface NeededPeak {
  readonly week: number
  readonly long: number
}

/** What the week before the taper has to hold at least for the goal (science.md S5.5); null where the table has none. */
export function neededPeak(goal: Goal): NeededPeak | null {
  const distance = goalDistanceM(goal)
  if (goal.kind !== 'RUN_DISTANCE' || distance === null) return tableNeed(tableGoal(goal))
  const of = (figure: keyof NeededPeak): number => betweenRuns((kind) => tableNeed(kind)?.[figure] ?? 0, distance)
  // three hours are enough for any distance (S5.5: marathon 29 km or 3 h)
  return { week: of('week'), long: Math.min(of('long'), 30) }
}

/** The same for a published goal. */
export function tableNeed(goal: TableGoal): NeededPeak | null {
  switch (goal) {
    case '5K':
      return { week: 20, long: 7 }
    case '10K':
      return { week: 28, long: 11 }
    case 'HM':
      return { week: 38, long: 17 }
    case 'MARATHON':
      return { week: 55, long: 29 }
    // 40 CTL are about 280 TSS or 5.5–6 h a week, 35 about 5 h, 55 about 8 h
    case 'GRAN_FONDO':
      return { week: 360, long: 180 }
    case 'CRIT':
      return { week: 360, long: 90 }
    case 'GRAVEL_200':
      return { week: 480, long: 360 }
    case 'TT':
      return { week: 300, long: 90 }
    case 'GENERAL_FITNESS':
      return null
  }
}

/** The strategy a level gets when the athlete names none (science.md S5.1). `weeklyMinutes`: what the athlete trains or can give. */
export function defaultStrategy(goal: TableGoal, level: Level, weeklyMinutes: number): Strategy {
  if (level === 'BEGINNER') return 'LINEAR'
  if (goal === 'GENERAL_FITNESS') return 'UNDULATING'
  if ((goal === '5K' || goal === '10K') && weeklyMinutes >= 300) return 'POLARIZED'
  return 'PYRAMIDAL'
}
