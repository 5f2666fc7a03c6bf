import type { Readable } from 'node:stream'
import { COURSE_MOST_BYTES } from '@coach-wattz/core/course/course-file'
import { courseProfile, type CoursePoint, type CourseProfile } from '@coach-wattz/core/course/course-profile'
import { EXAMPLE_COURSES, exampleProfile, type ExampleCourseId } from '@coach-wattz/core/course/example-courses'
import type { CourseEvent } from '@coach-wattz/core/library/course-emphasis'
import { decodeGpx } from '@coach-wattz/formats/gpx/decode-gpx'
import type { CourseView } from '../../shared/contracts/courses.ts'
import { decodeXmlText, sniffFile } from '../integrations/files/sniff.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse, saveDraftCourse, type StoredCourse } from '../repositories/course-repository.ts'
import { courseViewOf } from './course-view.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Shorter is no course of any event, longer none that a plan is made for. */
const DISTANCE_M = { least: 400, most: 2_000_000 } as const

/** Reads a GPX file, timed or not, as the course of a goal that is still being planned. The bytes are not kept. */
export async function addCourse(
  deps: Deps,
  athleteId: string,
  { name, event, body }: { readonly name: string; readonly event: CourseEvent; readonly body: Readable },
): Promise<Outcome<CourseView>> {
  const bytes = await readUpTo(body, COURSE_MOST_BYTES)
  if (bytes === null)
    return refuse('too-large', 'Too large', 'A course may have 16 MB at most. Export it with fewer points.')
  const read = profileOf(bytes, event)
  if (!read.ok) return read
  return save(deps, athleteId, { name: read.value.name ?? name, event, example: null, profile: read.value.profile })
}

/** Takes one of the built-in courses. */
export async function addExampleCourse(
  deps: Deps,
  athleteId: string,
  id: ExampleCourseId,
): Promise<Outcome<CourseView>> {
  const course = EXAMPLE_COURSES.find((example) => example.id === id)
  if (!course) return refuse('not-found', 'Not found', 'There is no such built-in course.')
  const { name, event } = course
  return save(deps, athleteId, { name, event, example: id, profile: exampleProfile(course) })
}

async function save(
  deps: Deps,
  athleteId: string,
  course: Pick<StoredCourse, 'name' | 'event' | 'example' | 'profile'>,
): Promise<Outcome<CourseView>> {
  const id = deps.newId()
  return deps.database.withAthlete(athleteId, async (tx) => {
    await saveDraftCourse(tx, { ...course, id })
    // read as it is kept, in decimetres: the same figures now and later
    const stored = await loadCourse(tx, id)
    if (!stored) throw new Error(`Course ${id} was saved a moment ago.`)
    const { timeZone } = await loadAthlete(tx)
    return done(await courseViewOf(tx, stored, localToday(deps.now(), timeZone)))
  })
}

function profileOf(
  bytes: Uint8Array,
  event: CourseEvent,
): Outcome<{ readonly name: string | null; readonly profile: CourseProfile }> {
  if (sniffFile(bytes) !== 'gpx')
    return refuse('invalid-input', 'Not a GPX file', 'A course is read from a GPX file. Export the route as GPX.')
  const decoded = decodeGpx(decodeXmlText(bytes), { as: 'course' })
  if (!decoded.ok) return refuse('invalid-input', 'Not readable', decoded.error.sentence)
  const routes = decoded.value.kind === 'course' ? decoded.value.routes : []
  const points: readonly CoursePoint[] = routes.flatMap((route) => route.points)
  const profile = courseProfile(points, event === 'run' ? 'run' : 'ride')
  if (profile.distanceM < DISTANCE_M.least || profile.distanceM > DISTANCE_M.most) {
    const length = profile.distanceM < DISTANCE_M.least ? 'under 400 m' : 'over 2,000 km'
    return refuse('invalid-input', 'No course', `The way in this file is ${length} long. Choose the file of the event.`)
  }
  return done({ name: routes[0]?.name ?? null, profile })
}

/** The whole body, or null when it is larger. */
async function readUpTo(body: Readable, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
