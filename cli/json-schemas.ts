import { z } from 'zod'
import { guardReportSchema } from '@coach-wattz/core/guardrails/guard-report.schema'
import { PlanFileSchema } from '@coach-wattz/core/plan/plan.schema'
import { CliAdjustment } from '../shared/contracts/cli/adjustment.ts'
import { CliAudit, CliImport, CliReadiness, CliToday, CliWeek } from '../shared/contracts/cli/days.ts'
import { Inspection } from '../shared/contracts/cli/inspection.ts'
import { CliProfile } from '../shared/contracts/cli/profile.ts'
import { CliSeasons } from '../shared/contracts/cli/seasons.ts'

/** The shapes other tools rely on (design.md §6), by the file name of their JSON Schema under `cli/schemas/`. */
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  inspection: Inspection,
  plan: PlanFileSchema,
  certificate: guardReportSchema,
  profile: CliProfile,
  adjustment: CliAdjustment,
  import: CliImport,
  today: CliToday,
  readiness: CliReadiness,
  week: CliWeek,
  seasons: CliSeasons,
  audit: CliAudit,
}

/** File name → text of each committed JSON Schema. What a schema cannot say (a real calendar day) stays unsaid, not wrong. */
export function jsonSchemaFiles(): Map<string, string> {
  return new Map(
    Object.entries(SHAPES).map(([name, shape]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
    ]),
  )
}
