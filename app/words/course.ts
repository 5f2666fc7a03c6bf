import { DRAG_AREA_M2 } from '@coach-wattz/core/course/ride-power'
import { RIDE_EVENTS, type RideEvent } from '@coach-wattz/core/course/ride-time'
import type { Stretch } from '@coach-wattz/core/course/course-origins'
import { weightOfFeature, type CourseDemand, type CourseFeature } from '@coach-wattz/core/library/course-emphasis'
import { METRES_PER_KM, METRES_PER_MILE } from '@coach-wattz/core/units/distance'
import type { CourseView } from '#shared/contracts/courses'
import {
  clock,
  distance,
  distanceNumber,
  distanceUnit,
  duration,
  METRES_PER_FOOT,
  pace,
  plain,
  type Units,
} from './measure'
import { FOCUS } from './name'

/** Classes of gradient as the charts colour them: least grade from which each counts, and its name. */
export const GRADE_CLASSES = [
  { from: -Infinity, name: 'Down' },
  { from: -0.02, name: 'Level' },
  { from: 0.02, name: '2–4 %' },
  { from: 0.04, name: '4–6 %' },
  { from: 0.06, name: '6–8 %' },
  { from: 0.08, name: '8–10 %' },
  { from: 0.1, name: '10 % and more' },
] as const
export const gradeClass = (grade: number): number => GRADE_CLASSES.findLastIndex(({ from }) => grade >= from)

/** A class of the histogram: "below −8 %", "−2 to 2 %", "15 % and more". */
export function gradeRange(fromGrade: number | null, toGrade: number | null): string {
  const percent = (grade: number): string => plain(grade * 100)
  if (fromGrade === null) return `below ${percent(toGrade ?? 0)} %`
  return toGrade === null ? `${percent(fromGrade)} % and more` : `${percent(fromGrade)} to ${percent(toGrade)} %`
}

/** "category 2", "highest category" */
export const categoryWords = (category: string | null): string =>
  category === null ? 'no category' : category === 'HC' ? 'above all categories' : `category ${category}`

/** "km 18.2–36.9" */
export const stretchWords = ({ fromM, toM }: Stretch, units: Units): string =>
  `${distanceUnit(units)} ${distanceNumber(fromM, units)}–${distanceNumber(toM, units)}`

const share = (value: number): string => `${Math.round(value * 100)} %`

/** What a feature of the course is, with the figure it rests on. */
export function featureSentence(feature: CourseFeature, demand: CourseDemand, units: Units): string {
  const of = demand.basis === 'time' ? 'of the time' : 'of the way'
  const longest = duration((demand.longestClimbMin ?? 0) * 60)
  switch (feature) {
    case 'course-climbs':
      return `${share(demand.climbShare)} ${of} goes up at 4 % and more.`
    case 'course-short-climbs':
      return `The longest climb takes ${longest}: short enough to ${demand.event === 'run' ? 'run' : 'ride'} hard.`
    case 'course-long-climbs':
      return `The longest climb takes ${longest}: one long steady effort.`
    case 'course-steep':
      return `${share(demand.steepShare)} ${of} is steeper than 8 %.`
    case 'course-flat-criterium':
    case 'course-flat-time-trial':
      return `${share(demand.flatShare)} ${of} is level.`
    case 'course-long-hours':
      return `It takes ${duration((demand.hours ?? 0) * 3600)}, more than five hours.`
    case 'course-hilly-run':
      return units === 'metric'
        ? `It climbs ${plain(demand.ascentMPerKm)} m for each kilometre.`
        : `It climbs ${plain((demand.ascentMPerKm * METRES_PER_MILE) / METRES_PER_KM / METRES_PER_FOOT)} ft for each mile.`
  }
}

/** What a feature puts weight on in the weeks before the race; runs know neither sweet spot nor torque. */
export function featureAsksFor(feature: CourseFeature, { event }: CourseDemand): string {
  const isRun = event === 'run'
  const kinds: Partial<Record<CourseFeature, string>> = {
    ...(isRun ? {} : { 'course-climbs': 'torque at low cadence, sweet spot on climbs' }),
    'course-steep': 'torque at low cadence',
    'course-flat-time-trial': 'long blocks in the race position',
    'course-long-hours': 'long sessions, and work late in them',
    'course-hilly-run': 'hilly runs and threshold uphill',
  }
  const foci = weightOfFeature(feature).foci.flatMap((focus) =>
    focus === 'LONG' || (isRun && focus === 'SWEET_SPOT') ? [] : [FOCUS[focus]],
  )
  return [...foci, ...(kinds[feature] ? [kinds[feature]] : [])].join(', ')
}

const POSITION: Record<RideEvent, string> = {
  fondo: 'hands on the hoods, road tyres',
  'time-trial': 'lying on the aero bars, race tyres',
  gravel: 'hands on the hoods, gravel under the tyres',
  criterium: 'hands in the drops, race tyres',
}

/** What a predicted time assumes, a sentence each; none where no time is predicted. */
export function assumptionsOf({ basis, event, reading }: CourseView, units: Units): string[] {
  if (basis === null) return []
  if (basis.sport === 'run')
    return [
      `On the flat you would run this distance in ${clock(basis.flatTimeS)}: that follows from your threshold pace of ${pace(basis.thresholdSpeedMps, units)}.`,
      'Up and down cost what Minetti measured in 2002. Downhill you gain at most 15 %; where it is steeper than 15 %, you run or hike, whichever is faster.',
      'Roads and good weather. A trail takes 5 to 20 % longer.',
      'The range is how far such predictions usually lie off.',
    ]
  if (event === 'run') return []
  const rule = RIDE_EVENTS[event]
  const [careful, strong] = rule.ftpShare
  const watts = (part: number): string => String(Math.round(part * basis.ftpW))
  const bonus =
    rule.climbBonus > 0 ? `, and ${Math.round(rule.climbBonus * basis.ftpW)} W more on climbs of up to 20 min` : ''
  return [
    `You hold ${Math.round(careful * 100)} to ${Math.round(strong * 100)} % of your FTP of ${Math.round(basis.ftpW)} W: ${watts(careful)}–${watts(strong)} W${bonus}. The range is from the one to the other.`,
    `You weigh ${plain(basis.bodyMassKg)} kg, the bike ${rule.bikeKg} kg, clothes and bottles 2 kg.`,
    `You sit with ${POSITION[event]}: drag area ${plain(rule.dragAreaM2, 2)} m², rolling resistance ${rule.rollingResistance}. You ride alone${rule.dragAreaM2 === DRAG_AREA_M2.hoods ? '; in a group you are faster' : ''}.`,
    `No wind, 15 °C, air as thin as on the course. Downhill at most ${distance(rule.descentCapMps * 3600, units, 0)} an hour.`,
    ...(reading.totals.climbs?.length ? [] : ['There is no climb long enough to change the power.']),
    'The model is Martin’s of 1998. Stops are not counted.',
  ]
}
