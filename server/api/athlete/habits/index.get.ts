import { GetHabits } from '~~/shared/contracts/habits'
import { defineRoute } from '~~/server/http/define-route'
import { getHabits } from '~~/server/usecases/athlete-habits'

export default defineRoute(GetHabits, ({ application, athleteId }) => getHabits(application, athleteId))
