import { createReadStream } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Application } from '../../server/application.ts'
import { adjustActivePlan } from '../../server/usecases/adjust-plan.ts'
import { auditNow } from '../../server/usecases/audit-plan.ts'
import { getCalendar } from '../../server/usecases/get-calendar.ts'
import { getImport } from '../../server/usecases/get-import.ts'
import { getProfile } from '../../server/usecases/get-profile.ts'
import { getToday } from '../../server/usecases/get-today.ts'
import { getWellnessDay } from '../../server/usecases/get-wellness.ts'
import type { Outcome } from '../../server/usecases/outcome.ts'
import { saveCheckIn } from '../../server/usecases/save-check-in.ts'
import { inputError } from '../command.ts'
import type { CoachData } from './coach-data.ts'
import { fileLabel } from './file-label.ts'
import { followImport } from './follow-import.ts'

/** How often the progress is told while files are read. */
const LOOK_EVERY_MS = 300

/** The owner's data straight from the database. */
export async function openOwnData(application: Application): Promise<CoachData> {
  const athleteId = await application.accounts.ownerAthleteId()
  if (athleteId === null) {
    await application.close()
    throw inputError(null, null, 'There is no account yet. Run npm start and create it in the browser first')
  }
  return {
    profile: async (on) => valueOf(await getProfile(application, athleteId, on)),
    today: async () => valueOf(await getToday(application, athleteId)),
    morning: async (date) => valueOf(await getWellnessDay(application, athleteId, date)),
    checkIn: async (date, told) => valueOf(await saveCheckIn(application, athleteId, date, told)),
    calendar: async (from, to) => valueOf(await getCalendar(application, athleteId, { from, to })),
    adjust: (request) => adjustActivePlan(application, athleteId, request),
    async importFiles(paths, onProgress) {
      const { id } = valueOf(await application.imports.start(athleteId))
      const run = followImport(async (after) => valueOf(await getImport(application, athleteId, id, after)), onProgress)
      for (const path of paths) {
        valueOf(await application.imports.receive(athleteId, id, fileLabel(path), createReadStream(path)))
        await run.look()
      }
      let isReading = true
      const ended = application.imports.ended(id).then(() => (isReading = false))
      valueOf(await application.imports.finish(athleteId, id))
      while (isReading) {
        await Promise.race([ended, wait(LOOK_EVERY_MS, null, { ref: false })])
        await run.look()
      }
      return { progress: await run.look(), items: run.items }
    },
    audit: async () => valueOf(await auditNow(application, athleteId)),
    close: () => application.close(),
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw inputError(null, null, outcome.refused.detail)
}
