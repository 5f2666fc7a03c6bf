import { DeleteCourse } from '~~/shared/contracts/courses'
import { defineRoute } from '~~/server/http/define-route'
import { removeCourse } from '~~/server/usecases/remove-course'

export default defineRoute(DeleteCourse, ({ application, athleteId, params }) =>
  removeCourse(application, athleteId, params.id),
)
