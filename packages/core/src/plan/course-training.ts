import { courseEmphasis, type CourseFeature } from '../library/course-emphasis.ts'
import type { KeyFocus } from './goal-foci.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import { expectedRideS } from './ride-effort.ts'
import type { SeasonContext } from './season.ts'
import type { SessionDraft } from './session-draft.ts'

/** Foci above threshold: what a polarized plan takes from a course. */
const ABOVE_THRESHOLD: readonly KeyFocus[] = ['VO2_MAX', 'ANAEROBIC_CAPACITY', 'NEUROMUSCULAR_POWER']
/** A ride this long has no effort above threshold that its short climbs could ask for [P]. */
const ALL_DAY_S = 8 * 3600
const RIDE_FOCI = ['VO2_MAX', 'THRESHOLD', 'SWEET_SPOT', 'TEMPO', 'ANAEROBIC_CAPACITY'] as const
const RUN_FOCI = ['VO2_MAX', 'THRESHOLD', 'TEMPO'] as const

/**
 * Foci of a week of the specific phase with the course's word (science.md S10.6): every second week the last key session
 * takes the focus the course puts most weight on, where that is more than on its own [P]. The race's own effort stays,
 * and so do beginners' weeks.
 */
export function withCourseFocus(
  foci: readonly KeyFocus[],
  { input, start, strategy }: SeasonContext,
  week: SkeletonWeek,
): readonly KeyFocus[] {
  const own = foci.at(-1)
  const isAsked = week.phase === 'PEAK' && input.course !== undefined && week.index % 2 === 0
  if (!isAsked || input.course === undefined || own === undefined || foci.length < 2 || start.level === 'BEGINNER')
    return foci
  const { foci: weights } = courseEmphasis(input.course)
  const weightOf = (focus: KeyFocus): number =>
    focus === 'RACE_SPECIFIC' || focus === 'AEROBIC_ENDURANCE' ? 1 : weights[focus]
  const isAllDay = start.sport === 'ride' && expectedRideS(input.goal, start.courseS) > ALL_DAY_S
  const fitting: readonly KeyFocus[] = (start.sport === 'ride' ? RIDE_FOCI : RUN_FOCI).filter((focus) =>
    ABOVE_THRESHOLD.includes(focus) ? !isAllDay : strategy !== 'POLARIZED',
  )
  const most = fitting.reduce((best, focus) => (weightOf(focus) > weightOf(best) ? focus : best), own)
  return foci.includes(most) ? foci : [...foci.slice(0, -1), most]
}

const HILLY: CourseFeature = 'course-hilly-run'
/** The flat runs that a hilly one of the same minutes takes the place of, the first of them that the week has. */
const HILLY_RUN = { long: { from: ['R09'], to: 'R13' }, easy: { from: ['R03', 'R08'], to: 'R07' } } as const

/**
 * Sessions of a week of the specific phase before a hilly run (science.md S10.6): one a week goes over hills, the long run
 * where it is a plain one of a loading week, else an easy run. Never with something that hurts, and never indoors.
 */
export function withHills(
  drafts: readonly SessionDraft[],
  { input, start }: SeasonContext,
  { week, block }: { readonly week: SkeletonWeek; readonly block: SkeletonBlock },
  isIndoor: (draft: SessionDraft) => boolean,
): readonly SessionDraft[] {
  if (block.type !== 'PEAK' || start.sport !== 'run' || input.course === undefined) return drafts
  if (input.athlete.flags.length > 0 || input.athlete.treadmill) return drafts
  if (!courseEmphasis(input.course).features.includes(HILLY)) return drafts
  const placeOf = (ids: readonly string[]): number =>
    ids
      .map((id) => drafts.findIndex((draft) => draft.variant.archetypeId === id && !isIndoor(draft)))
      .find((place) => place >= 0) ?? -1
  const isLong = week.kind === 'load' && placeOf(HILLY_RUN.long.from) >= 0
  const { from, to } = isLong ? HILLY_RUN.long : HILLY_RUN.easy
  const at = placeOf(from)
  return drafts.map((draft, index) =>
    index === at ? { ...draft, variant: { ...draft.variant, archetypeId: to } } : draft,
  )
}
