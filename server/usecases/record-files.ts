import { summarizeTotals } from '@coach-wattz/core/evidence/activity-totals'
import type { Activity, RecordedActivity } from '@coach-wattz/core/evidence/activity'
import { findDuplicate, preferredRecord, type DuplicateFacts } from '@coach-wattz/core/evidence/duplicates'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import { formatDistance, formatDuration } from '@coach-wattz/core/units/format'
import type { AthleteTransaction } from '../database/database.ts'
import type { PreparedOutcome } from '../integrations/files/file-outcome.ts'
import type { PreparedActivity } from '../integrations/files/prepare-activity.ts'
import type { ReadFile } from '../integrations/files/read-file.ts'
import {
  addSource,
  deleteActivity,
  insertActivities,
  listDuplicateCandidates,
  loadActivity,
  type DuplicateCandidate,
} from '../repositories/activity-repository.ts'
import { loadAthlete, type AthleteRecord } from '../repositories/athlete-repository.ts'
import { addImportItems, type NewImportItem } from '../repositories/import-repository.ts'
import { recordOriginalFile } from '../repositories/original-file-repository.ts'
import { packStreams, type EncodedStreams } from '../repositories/stream-codec.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { KeptEfforts } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { utcOffsetAt } from './local-today.ts'

/** Records without a time zone may be a day off: candidates are looked for this far around the start. */
const CANDIDATE_WINDOW_MS = 27 * 3600 * 1000

export type PreparedRead = ReadFile<PreparedOutcome>
type Recorded = PreparedActivity['recorded']

interface Context {
  readonly newId: () => string
  readonly tx: AthleteTransaction
  readonly athlete: AthleteRecord
  readonly thresholds: readonly Threshold[]
}
/** A file with everything that can be done before the transaction: it must stay short (design.md §7). */
interface PreparedFile {
  readonly file: PreparedRead
  readonly kept: { readonly sha256: string; readonly byteCount: number } | null
  readonly sessions: readonly PreparedSession[]
}
interface PreparedSession extends PreparedActivity {
  readonly streams: EncodedStreams
}
interface Session extends PreparedSession {
  readonly file: PreparedRead
  readonly sessionIndex: number
  readonly originalFileId: string | null
}

/** Stores what was read, one outcome a file (or session of a file), in one transaction (design.md §5 Import). */
export async function recordFiles(
  deps: Deps,
  athleteId: string,
  runId: string,
  files: readonly PreparedRead[],
): Promise<void> {
  const prepared: PreparedFile[] = []
  for (const file of files) prepared.push(await prepare(deps, athleteId, file))
  await deps.database.withAthlete(athleteId, async (tx) => {
    const context: Context = {
      newId: deps.newId,
      tx,
      athlete: await loadAthlete(tx),
      thresholds: await loadThresholds(tx),
    }
    const items: NewImportItem[] = []
    for (const file of prepared) items.push(...(await recordFile(context, file)))
    await addImportItems(tx, runId, items)
  })
}

async function prepare(deps: Deps, athleteId: string, file: PreparedRead): Promise<PreparedFile> {
  if (file.outcome.kind === 'refused') return { file, kept: null, sessions: [] }
  const sessions: PreparedSession[] = []
  for (const activity of file.outcome.activities)
    sessions.push({ ...activity, streams: await packStreams(activity.samples) })
  return { file, kept: file.bytes ? await deps.originalFiles.keep(athleteId, file.bytes) : null, sessions }
}

async function recordFile(context: Context, { file, kept, sessions }: PreparedFile): Promise<NewImportItem[]> {
  const { outcome } = file
  if (outcome.kind === 'refused')
    return [{ name: file.name, outcome: 'refused', code: outcome.code, sentence: outcome.sentence, activityId: null }]
  const original = kept ? await recordOriginalFile(context.tx, { name: file.name, ...kept }) : null
  const items: NewImportItem[] = []
  for (const [sessionIndex, session] of sessions.entries())
    items.push(await recordSession(context, { ...session, file, sessionIndex, originalFileId: original?.id ?? null }))
  return items
}

async function recordSession(context: Context, session: Session): Promise<NewImportItem> {
  const { tx } = context
  const { file, recorded } = session
  const candidates = await candidatesFor(tx, recorded)
  const incoming: DuplicateFacts = {
    id: context.newId(),
    provider: recorded.provider,
    sport: recorded.sport,
    startedAt: recorded.startedAt,
    elapsedS: recorded.elapsedS,
    distanceM: recorded.distanceM,
    sha256: file.sha256,
  }
  const duplicate = findDuplicate(
    incoming,
    candidates.map((candidate) => factsOf(candidate, session.originalFileId, incoming)),
  )
  if (duplicate && duplicate.kind !== 'shifted-clock')
    return recordDuplicate(context, session, incoming, duplicate.of, candidates)
  const activity = summaryOf(context, session, incoming.id)
  await insert(context, session, activity)
  const shifted = duplicate
    ? ' Another one of the same length starts some hours apart; if they are the same, keep one.'
    : ''
  return {
    name: file.name,
    outcome: recorded.partial ? 'partial' : 'imported',
    code: null,
    sentence: `${wordsFor(activity, context.athlete)}${recorded.notes.map((note) => ` ${note}`).join('')}${shifted}`,
    activityId: activity.id,
    originalFileId: session.originalFileId,
  }
}

/** One activity, two sources: the better record gives the figures, both originals are kept (integrations.md §0.8). */
async function recordDuplicate(
  context: Context,
  session: Session,
  incoming: DuplicateFacts,
  existingId: string,
  candidates: readonly DuplicateCandidate[],
): Promise<NewImportItem> {
  const { tx } = context
  const { recorded, file, originalFileId } = session
  const stored = candidates.find((candidate) => candidate.id === existingId)
  const existing = await loadActivity(tx, existingId)
  if (!stored || !existing) throw new Error(`Duplicate candidate ${existingId} is gone`)
  const known = originalFileId !== null && stored.originalFileIds.includes(originalFileId)
  const isBetter = preferredRecord([{ ...incoming, id: 'incoming' }, factsOf(stored, null, incoming)]).id === 'incoming'
  if (!known && isBetter && recorded.provider !== existing.provider) {
    await deleteActivity(tx, existingId)
    await insert(context, session, summaryOf(context, session, existingId))
    for (const source of existing.sources) await addSource(tx, existingId, source)
  } else if (!known) {
    await addSource(tx, existingId, { provider: recorded.provider, originalFileId, sessionIndex: session.sessionIndex })
  }
  return {
    name: file.name,
    outcome: 'duplicate',
    code: known ? 'same-file' : 'same-activity',
    sentence: known
      ? 'This file is here already, so nothing was added.'
      : `The same ${sportWord(recorded)} is here already from another source. Both sources are kept, it counts once.`,
    activityId: existingId,
    originalFileId,
  }
}

function candidatesFor(tx: AthleteTransaction, recorded: Recorded): Promise<DuplicateCandidate[]> {
  const startMs = Date.parse(recorded.startedAt)
  return listDuplicateCandidates(
    tx,
    new Date(startMs - CANDIDATE_WINDOW_MS).toISOString(),
    new Date(startMs + CANDIDATE_WINDOW_MS).toISOString(),
  )
}

/**
 * A candidate out of the very file at hand carries its digest, if it also starts at the same moment: a multisport file
 * holds several activities.
 */
function factsOf(
  candidate: DuplicateCandidate,
  originalFileId: string | null,
  incoming: DuplicateFacts,
): DuplicateFacts {
  const isSameFile =
    originalFileId !== null &&
    candidate.originalFileIds.includes(originalFileId) &&
    Date.parse(candidate.startedAt) === Date.parse(incoming.startedAt)
  return {
    id: candidate.id,
    provider: candidate.provider,
    sport: candidate.sport,
    startedAt: candidate.startedAt,
    elapsedS: candidate.elapsedS,
    distanceM: candidate.distanceM,
    sha256: isSameFile ? incoming.sha256 : null,
  }
}

function summaryOf(context: Context, { recorded, totals }: PreparedActivity, id: string): Activity {
  return summarizeTotals(recorded, totals, {
    id,
    thresholds: context.thresholds,
    offsetAt: (instant) => utcOffsetAt(instant, context.athlete.timeZone),
    sex: context.athlete.sex,
  })
}

async function insert(context: Context, session: Session, activity: Activity): Promise<void> {
  const { recorded, totals, streams, bests, originalFileId, sessionIndex } = session
  const bestEfforts: KeptEfforts = { ...bests, loadFacts: totals.loadFacts }
  await insertActivities(context.tx, [
    { activity, recorded, streams, source: { provider: recorded.provider, originalFileId, sessionIndex }, bestEfforts },
  ])
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function wordsFor(activity: Activity, athlete: AthleteRecord): string {
  const distance =
    activity.distanceM === null
      ? ''
      : `, ${formatDistance(activity.distanceM, athlete.units === 'imperial' ? 'mi' : 'km')}`
  const word = sportWord(activity)
  return `${word[0]!.toUpperCase()}${word.slice(1)} on ${DAY.format(new Date(`${activity.date}T00:00:00Z`))}${distance}, ${formatDuration(activity.movingS)}.`
}

const SPORT_WORDS: Record<RecordedActivity['sport'], string> = {
  run: 'run',
  ride: 'ride',
  swim: 'swim',
  walk: 'walk',
  strength: 'strength session',
  other: 'activity',
}
const sportWord = ({ sport }: Pick<RecordedActivity, 'sport'>): string => SPORT_WORDS[sport]
