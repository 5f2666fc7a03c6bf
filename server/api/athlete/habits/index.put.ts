import { FollowHabit } from '~~/shared/contracts/habits'
import { defineRoute } from '~~/server/http/define-route'
import { followHabit } from '~~/server/usecases/athlete-habits'

export default defineRoute(FollowHabit, ({ application, athleteId, body }) => followHabit(application, athleteId, body))
