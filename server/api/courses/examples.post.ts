import { AddExampleCourse } from '~~/shared/contracts/courses'
import { defineRoute } from '~~/server/http/define-route'
import { addExampleCourse } from '~~/server/usecases/add-course'

export default defineRoute(AddExampleCourse, ({ application, athleteId, body }) =>
  addExampleCourse(application, athleteId, body.example),
)
