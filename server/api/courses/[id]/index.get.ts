import { GetCourse } from '~~/shared/contracts/courses'
import { defineRoute } from '~~/server/http/define-route'
import { getCourse } from '~~/server/usecases/get-course'

export default defineRoute(GetCourse, ({ application, athleteId, params, query }) =>
  getCourse(application, athleteId, params.id, query.event),
)
