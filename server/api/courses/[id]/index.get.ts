import { GetCourse } from '~~/shared/contracts/courses'
import { defineRoute } from '~~/server/http/define-route'
import { getCourse } from '~~/server/usecases/get-course'

export default defineRoute(GetCourse, ({ application, athleteId, params }) =>
  getCourse(application, athleteId, params.id),
)
