import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatDistance, formatDuration } from '@coach-wattz/core/units/format'
import { inspectFile } from '../../server/usecases/inspect-file.ts'
import type { ArchiveInspection, Inspection, SingleInspection } from '../../shared/contracts/cli/inspection.ts'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'

/** One file at a time is held in memory here; whole archives of years go through `coach import`. */
const FILE_MAX_BYTES = 512 * 1024 * 1024

/** `coach inspect FILE [--as course] [--json]`: what a file holds (design.md §6). Exit 2 for a file that is none of ours. */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { as: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [file, ...more] = positionals
  if (file === undefined) throw inputError(null, null, 'name the file to look into: coach inspect FILE')
  if (more.length > 0) throw inputError(null, null, `one file at a time; "${more[0]}" is one too many`)
  if (values.as !== undefined && values.as !== 'course')
    throw inputError(null, '--as', `"${values.as}" is not known, only course`)
  const path = resolve(io.cwd, file)
  const facts = await stat(path)
  if (!facts.isFile()) throw inputError(file, null, 'not a file')
  if (facts.size > FILE_MAX_BYTES) throw inputError(file, null, 'larger than 512 MiB; use coach import')
  const inspected = await inspectFile(await readFile(path), {
    nowMs: io.now().getTime(),
    ...(values.as === 'course' ? { as: 'course' as const } : {}),
  })
  if (!inspected.ok) throw inputError(file, inspected.error.place, inspected.error.reason)
  io.stdout.write(
    values.json ? `${JSON.stringify(inspected.value, null, 2)}\n` : `${linesOf(inspected.value).join('\n')}\n`,
  )
  return 0
}

function linesOf(inspection: Inspection): string[] {
  if (inspection.kind === 'archive') return archiveLines(inspection)
  if ('sessions' in inspection) {
    return inspection.sessions.flatMap((session, index) => [`${index + 1}.`, ...singleLines(session)])
  }
  return singleLines(inspection)
}

function archiveLines(archive: ArchiveInspection): string[] {
  return [
    `Archive: ${archive.sessions.length} sessions read, ${archive.refused.length} files refused, ${archive.ignored} left unopened`,
    ...archive.sessions.map(
      (session) => `  ${session.file}: ${session.sport}, ${session.startedAt}, ${formatDuration(session.movingS)}`,
    ),
    ...archive.refused.map((refused) => `  ${refused.file}: ${refused.reason}`),
  ]
}

function singleLines(single: SingleInspection): string[] {
  const rows = Object.entries(rowsOf(single)).filter(([, value]) => value !== '')
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}

function rowsOf(single: SingleInspection): Record<string, string> {
  switch (single.kind) {
    case 'workout':
      return {
        Workout: single.title,
        Sport: single.sport,
        Duration: single.durationS === null ? 'unknown' : formatDuration(single.durationS),
        Distance: distanceWords(single.distanceM),
        Steps: String(single.leafSteps),
        Intensity: single.if === null ? 'unknown' : single.if.toFixed(2),
        Load: single.tss === null ? 'unknown' : single.tss.toFixed(0),
      }
    case 'activity':
      return {
        Activity: single.sport,
        Started: single.startedAt,
        Moving: `${formatDuration(single.movingS)} of ${formatDuration(single.elapsedS)}`,
        Distance: distanceWords(single.distanceM),
        Ascent: single.ascentM === null ? 'unknown' : `${single.ascentM.toFixed(0)} m`,
        'Heart rate':
          single.avgHrBpm === null
            ? 'unknown'
            : `${single.avgHrBpm.toFixed(0)} bpm, highest ${single.maxHrBpm ?? 'unknown'}`,
        Power:
          single.avgPowerW === null
            ? 'unknown'
            : `${single.avgPowerW.toFixed(0)} W, normalized ${single.npW?.toFixed(0) ?? 'unknown'}`,
        Load: single.load === null ? 'unknown' : `${single.load.toFixed(0)} by ${single.loadMethod}`,
        Notes: single.notes.join(' '),
      }
    case 'course':
      return {
        Course: single.name ?? 'without a name',
        Distance: distanceWords(single.distanceM),
        Height: single.hasElevation
          ? `${single.ascentM?.toFixed(0)} m up, ${single.descentM?.toFixed(0)} m down`
          : 'unknown',
        Climbs: (single.climbs ?? [])
          .map((climb) => `${distanceWords(climb.lengthM)} at ${(climb.meanGrade * 100).toFixed(1)} %`)
          .join(', '),
      }
    case 'plan':
      return {
        Plan: `${single.goal.kind}${single.goal.date ? ` on ${single.goal.date}` : ''}`,
        Sport: single.sport,
        From: `${single.startDate} to ${single.targetDate}`,
        Weeks: String(single.weeks),
        Sessions: `${single.workouts}, ${formatDuration(single.durationS)}`,
        Distance: distanceWords(single.distanceM),
      }
  }
}

const distanceWords = (distanceM: number | null): string => (distanceM === null ? 'unknown' : formatDistance(distanceM))
