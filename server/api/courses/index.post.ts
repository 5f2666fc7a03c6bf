import { AddCourse } from '~~/shared/contracts/courses'
import { defineRoute } from '~~/server/http/define-route'
import { addCourse } from '~~/server/usecases/add-course'

export default defineRoute(AddCourse, ({ event, application, athleteId, query }) =>
  addCourse(application, athleteId, { ...query, body: event.node.req }),
)
