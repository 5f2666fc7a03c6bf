import { z } from 'zod'
import { EXAMPLE_COURSE_IDS } from '@coach-wattz/core/course/example-courses'
import { COURSE_EVENTS } from '@coach-wattz/core/library/course-emphasis'
import type { CourseReading } from '@coach-wattz/core/course/read-course'
import { coreShape, Done, Id } from './route.ts'

const CourseEventCode = z.enum(COURSE_EVENTS)

/** The athlete's own figures behind a predicted time, of the day it was asked for. */
export type CourseBasis =
  | { readonly sport: 'run'; readonly thresholdSpeedMps: number; readonly flatTimeS: number }
  | { readonly sport: 'ride'; readonly ftpW: number; readonly bodyMassKg: number }

/** A course read for the athlete who asks: with their thresholds and weight, as of today. */
export interface CourseView {
  readonly id: string
  readonly name: string
  readonly event: z.infer<typeof CourseEventCode>
  readonly example: string | null
  readonly reading: CourseReading
  /** What the predicted time rests on; null where none is predicted. */
  readonly basis: CourseBasis | null
  /** Up to 601 points of the profile for a chart; null without elevation. */
  readonly points: readonly { readonly distanceM: number; readonly altitudeM: number; readonly grade: number }[] | null
}

/** The body is the file itself. */
export const AddCourse = {
  method: 'POST',
  path: '/api/courses',
  summary: 'Reads a GPX file as the course of a goal that is still being planned; takes the place of an earlier one.',
  query: z.object({ name: z.string().trim().min(1).max(200), event: CourseEventCode }),
  reply: coreShape<CourseView>(),
} as const

export const AddExampleCourse = {
  method: 'POST',
  path: '/api/courses/examples',
  summary: 'Takes one of the built-in courses.',
  body: z.object({ example: z.enum(EXAMPLE_COURSE_IDS) }),
  reply: coreShape<CourseView>(),
} as const

export const GetCourse = {
  method: 'GET',
  path: '/api/courses/{id}',
  summary: 'A course with its profile, climbs, gradients, predicted time and what it asks of training.',
  params: z.object({ id: Id }),
  /** Read as another event than the one it was added for. */
  query: z.object({ event: CourseEventCode.optional() }),
  reply: coreShape<CourseView>(),
} as const

export const DeleteCourse = {
  method: 'DELETE',
  path: '/api/courses/{id}',
  summary: 'Takes a course away. A plan that was made with it stays as it is.',
  params: z.object({ id: Id }),
  reply: Done,
} as const
