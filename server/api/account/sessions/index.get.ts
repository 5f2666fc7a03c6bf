import { ListSessions } from '~~/shared/contracts/account'
import { defineRoute } from '~~/server/http/define-route'
import { done } from '~~/server/usecases/outcome'

export default defineRoute(ListSessions, async ({ application, viewer }) => {
  const rows = viewer.userId === null ? [] : await application.accounts.listSessions(viewer.userId)
  return done({ sessions: rows.map((row) => ({ ...row, current: row.id === viewer.sessionId })) })
})
