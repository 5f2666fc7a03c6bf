import { z } from 'zod'
import { COURSE_EVENTS, type CourseEvent } from '@coach-wattz/core/library/course-emphasis'
import type { CourseProfile } from '@coach-wattz/core/course/course-profile'
import type { AthleteTransaction } from '../database/database.ts'
import { Prisma } from '../database/generated/client/client.ts'
import { jsonColumn, oneOf, storableText } from './columns.ts'

/** A course as it is stored: its profile, smoothed, in decimetres. */
export interface StoredCourse {
  readonly id: string
  /** Null while the plan of its goal is still being made. */
  readonly goalId: string | null
  readonly name: string
  readonly event: CourseEvent
  /** Id of the built-in course it is; null for a file. */
  readonly example: string | null
  readonly profile: CourseProfile
}

const heights = z.array(z.int()).nullable()

/** Saves a course that no goal has yet. It takes the place of an earlier one of the kind: people choose one at a time. */
export async function saveDraftCourse(tx: AthleteTransaction, course: Omit<StoredCourse, 'goalId'>): Promise<void> {
  const { athleteId, client } = tx
  const { id, name, event, example, profile } = course
  await client.course.deleteMany({ where: { athleteId, goalId: null } })
  await client.course.create({
    data: {
      athleteId,
      id,
      name: storableText(name),
      event,
      example,
      distanceM: profile.distanceM,
      stepM: profile.stepM,
      altitudesDm:
        profile.altitudeM === null
          ? Prisma.DbNull
          : jsonColumn(profile.altitudeM.map((altitude) => Math.round(altitude * 10))),
    },
  })
}

/** The athlete's course of that id; null when there is none. */
export async function loadCourse(tx: AthleteTransaction, id: string): Promise<StoredCourse | null> {
  const row = await tx.client.course.findUnique({ where: { athleteId_id: { athleteId: tx.athleteId, id } } })
  if (!row) return null
  const event = oneOf(COURSE_EVENTS, row.event, 'Course.event')
  const altitudes = heights.parse(row.altitudesDm)
  return {
    id: row.id,
    goalId: row.goalId,
    name: row.name,
    event,
    example: row.example,
    profile: {
      sport: event === 'run' ? 'run' : 'ride',
      distanceM: row.distanceM,
      stepM: row.stepM,
      altitudeM: altitudes?.map((altitude) => altitude / 10) ?? null,
      source: 'barometric',
    },
  }
}

/** Gives the course of a saved plan's goal to that goal, if it is still nobody's: it then stays when another is tried. */
export async function giveCourseToPlan(tx: AthleteTransaction, planId: string): Promise<void> {
  const { athleteId, client } = tx
  const { goalId, goal } = await client.trainingPlan.findUniqueOrThrow({
    where: { athleteId_id: { athleteId, id: planId } },
    select: { goalId: true, goal: { select: { courseId: true } } },
  })
  if (goal.courseId === null) return
  await client.course.updateMany({ where: { athleteId, id: goal.courseId, goalId: null }, data: { goalId } })
}

/** False when there is none of that id. */
export async function deleteCourse(tx: AthleteTransaction, id: string): Promise<boolean> {
  const { count } = await tx.client.course.deleteMany({ where: { athleteId: tx.athleteId, id } })
  return count > 0
}
