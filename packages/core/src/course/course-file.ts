/** The most a course's file may hold: a route of a thousand kilometres with a point every five metres. */
export const COURSE_MOST_BYTES = 16 * 1024 * 1024
