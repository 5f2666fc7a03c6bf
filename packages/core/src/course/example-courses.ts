import type { CourseEvent } from '../library/course-emphasis.ts'
import type { Sport } from '../athlete/sport.ts'
import { courseOfHeights, type CourseProfile } from './course-profile.ts'

/** Built-in courses: heights drawn by us after what is publicly known of such races, no recorded track of anybody. */
export const EXAMPLE_COURSE_IDS = ['flat-marathon', 'hilly-half', 'alpine-fondo', 'rolling-gravel'] as const
export type ExampleCourseId = (typeof EXAMPLE_COURSE_IDS)[number]

export interface ExampleCourse {
  readonly id: ExampleCourseId
  readonly sport: Sport
  readonly event: CourseEvent
  readonly name: string
  readonly description: string
  readonly distanceM: number
  /** Turning points of the way: kilometre and height in metres, eased between. */
  readonly heights: readonly (readonly [number, number])[]
  /** Small waves on top: height and length in metres. */
  readonly waves: readonly { readonly heightM: number; readonly lengthM: number }[]
}

export const EXAMPLE_COURSES: readonly ExampleCourse[] = [
  {
    id: 'flat-marathon',
    sport: 'run',
    event: 'run',
    name: 'Flat city marathon',
    description:
      'Wide streets and a river, like the fast marathons of big cities: a few bridges and nothing that deserves the name of a hill.',
    distanceM: 42_195,
    heights: [
      [0, 38],
      [7, 34],
      [14, 42],
      [22, 36],
      [28, 50],
      [34, 40],
      [42.195, 36],
    ],
    waves: [{ heightM: 1.2, lengthM: 2600 }],
  },
  {
    id: 'hilly-half',
    sport: 'run',
    event: 'run',
    name: 'Hilly half marathon',
    description: 'Up to a castle and down again, twice: about 16 m of climbing for each kilometre.',
    distanceM: 21_097.5,
    heights: [
      [0, 210],
      [2, 218],
      [5.5, 345],
      [8.5, 240],
      [11, 262],
      [14.5, 400],
      [18.5, 226],
      [21.0975, 210],
    ],
    waves: [{ heightM: 6, lengthM: 900 }],
  },
  {
    id: 'alpine-fondo',
    sport: 'ride',
    event: 'fondo',
    name: 'Alpine gran fondo',
    description: 'Three passes on 135 km, the highest above 2,000 m: what an Alpine cyclosportive asks for.',
    distanceM: 135_000,
    heights: [
      [0, 720],
      [18, 790],
      [37, 2040],
      [58, 860],
      [70, 840],
      [80, 1480],
      [91, 900],
      [107, 950],
      [121, 1850],
      [135, 760],
    ],
    waves: [{ heightM: 4, lengthM: 3100 }],
  },
  {
    id: 'rolling-gravel',
    sport: 'ride',
    event: 'gravel',
    name: 'Rolling gravel',
    description: 'Prairie roads that never stay flat: 160 km of short rises, none longer than a few minutes.',
    distanceM: 160_000,
    heights: [
      [0, 350],
      [45, 430],
      [80, 390],
      [120, 450],
      [160, 350],
    ],
    waves: [
      { heightM: 11, lengthM: 2300 },
      { heightM: 6, lengthM: 1400 },
    ],
  },
]

/** The profile of a built-in course; the same at every call. */
export function exampleProfile(course: ExampleCourse): CourseProfile {
  return courseOfHeights(course.distanceM, (at) => heightOf(course, at), course.sport)
}

function heightOf({ heights, waves }: ExampleCourse, distanceM: number): number {
  const km = distanceM / 1000
  const next = heights.findIndex(([at]) => at >= km)
  const [toKm, toM] = heights[next === -1 ? heights.length - 1 : next]!
  const [fromKm, fromM] = heights[Math.max(0, (next === -1 ? heights.length : next) - 1)]!
  const share = toKm > fromKm ? Math.min(1, (km - fromKm) / (toKm - fromKm)) : 1
  // mostly straight, a little softer at its ends: roads do not bend in a point
  const eased = 0.7 * share + 0.3 * share * share * (3 - 2 * share)
  return waves.reduce(
    (height, wave) => height + wave.heightM * Math.sin((2 * Math.PI * distanceM) / wave.lengthM),
    fromM + eased * (toM - fromM),
  )
}
