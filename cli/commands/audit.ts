import { parseArgs } from 'node:util'
import { REPAIR_SENTENCES } from '@coach-wattz/core/adaptation/repair-words'
import type { AuditReply } from '../../shared/contracts/audit.ts'
import type { CliAudit } from '../../shared/contracts/cli/days.ts'
import type { RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'

/**
 * `coach audit [--json]`: looks at the plan now, as the coach does every night, and repairs what the last days ask for. Exit 1
 * when something should change and no change that keeps the limits was found.
 */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const data = await openCoachData(io)
  try {
    const row = auditRow(await data.audit())
    io.stdout.write(values.json ? `${JSON.stringify(row, null, 2)}\n` : auditText(row))
    return row.result === 'not-possible' ? 1 : 0
  } finally {
    await data.close()
  }
}

const auditRow = ({ today, result, revision, decisions }: AuditReply): CliAudit => ({
  kind: 'audit',
  date: today,
  result,
  revision,
  decisions: decisions.map(({ row, workoutId, changed, reason }) => ({
    row,
    workoutId,
    changed,
    text: REPAIR_SENTENCES[reason.code]?.(reason.facts) ?? null,
  })),
})

const HEADS: Readonly<Record<CliAudit['result'], string>> = {
  repaired: 'The plan was changed. Undo it in the history of the plan.',
  'nothing-to-do': 'The plan stays as it is.',
  'not-possible': 'The last days ask for a change, and none was found that keeps every limit. The plan stays as it is.',
}

const auditText = ({ result, decisions }: CliAudit): string =>
  [HEADS[result], ...decisions.flatMap(({ text }) => (text === null ? [] : [text])), ''].join('\n')
