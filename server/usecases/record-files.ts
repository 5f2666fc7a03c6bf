import { summarizeTotals } from '@coach-wattz/core/evidence/activity-totals'
import type { Activity, RecordedActivity } from '@coach-wattz/core/evidence/activity'
import { findDuplicate, preferredRecord, type DuplicateFacts } from '@coach-wattz/core/evidence/duplicates'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import { fullDate } from '@coach-wattz/core/time/date-words'
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
  type NewActivity,
  type Stretch,
} from '../repositories/activity-repository.ts'
import { loadAthlete, type AthleteRecord } from '../repositories/athlete-repository.ts'
import { addImportItems, lockImports, type NewImportItem } from '../repositories/import-repository.ts'
import { recordOriginalFiles } from '../repositories/original-file-repository.ts'
import { packStreams, type EncodedStreams } from '../repositories/stream-codec.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { KeptEfforts } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { utcOffsetAt } from './local-today.ts'
import { recordMornings } from './record-mornings.ts'

/** Records without a time zone may be a day off: candidates are looked for this far around the start. */
const CANDIDATE_WINDOW_MS = 27 * 3600 * 1000

export type PreparedRead = ReadFile<PreparedOutcome>

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

/** A batch while it is written: what is new waits in `pending`, so that it is inserted at once. */
interface Context {
  readonly newId: () => string
  readonly now: Date
  readonly tx: AthleteTransaction
  readonly athlete: AthleteRecord
  readonly thresholds: readonly Threshold[]
  readonly originalIds: ReadonlyMap<string, string>
  readonly candidates: DuplicateCandidate[]
  readonly pending: NewActivity[]
}

/** Stores what was read, one outcome a file (or session of a file), in one transaction (design.md §5 Import). */
export async function recordFiles(
  deps: Deps,
  athleteId: string,
  runId: string,
  files: readonly PreparedRead[],
): Promise<void> {
  const prepared = await Promise.all(files.map((file) => prepare(deps, athleteId, file)))
  await deps.database.withAthlete(athleteId, async (tx) => {
    await lockImports(tx)
    const context: Context = {
      newId: deps.newId,
      now: deps.now(),
      tx,
      athlete: await loadAthlete(tx),
      thresholds: await loadThresholds(tx),
      originalIds: await recordOriginalFiles(
        tx,
        prepared.flatMap(({ file, kept }) => (kept ? [{ name: file.name, ...kept }] : [])),
      ),
      candidates: await listDuplicateCandidates(tx, stretchesOf(prepared)),
      pending: [],
    }
    const items: NewImportItem[] = []
    for (const file of prepared) items.push(...(await recordFile(context, file)))
    await insertPending(context)
    await addImportItems(tx, runId, items)
  })
}

async function prepare(deps: Deps, athleteId: string, file: PreparedRead): Promise<PreparedFile> {
  if (file.outcome.kind === 'refused') return { file, kept: null, sessions: [] }
  if (file.outcome.kind === 'wellness') return { file, kept: await keep(deps, athleteId, file), sessions: [] }
  const sessions = await Promise.all(
    file.outcome.activities.map(async (activity) => ({ ...activity, streams: await packStreams(activity.samples) })),
  )
  return { file, kept: await keep(deps, athleteId, file), sessions }
}

const keep = async ({ originalFiles }: Deps, athleteId: string, { bytes, sha256 }: PreparedRead) =>
  bytes ? originalFiles.keep(athleteId, bytes, sha256) : null

function stretchesOf(prepared: readonly PreparedFile[]): Stretch[] {
  return prepared.flatMap(({ sessions }) =>
    sessions.map(({ recorded }) => {
      const startMs = Date.parse(recorded.startedAt)
      return {
        from: new Date(startMs - CANDIDATE_WINDOW_MS).toISOString(),
        to: new Date(startMs + CANDIDATE_WINDOW_MS).toISOString(),
      }
    }),
  )
}

async function recordFile(context: Context, { file, kept, sessions }: PreparedFile): Promise<NewImportItem[]> {
  const { outcome } = file
  if (outcome.kind === 'refused')
    return [{ name: file.name, outcome: 'refused', code: outcome.code, sentence: outcome.sentence, activityId: null }]
  const originalFileId = kept ? (context.originalIds.get(kept.sha256) ?? null) : null
  if (outcome.kind === 'wellness')
    return [{ ...(await recordMornings(context.tx, file.name, outcome, context.now)), originalFileId }]
  const items: NewImportItem[] = []
  for (const [sessionIndex, session] of sessions.entries()) {
    const own = new Set(items.flatMap((item) => (item.outcome === 'duplicate' ? [] : (item.activityId ?? []))))
    items.push(await recordSession(context, { ...session, file, sessionIndex, originalFileId }, own))
  }
  return items
}

/** `own` are the activities that the same file has just brought. */
async function recordSession(context: Context, session: Session, own: ReadonlySet<string>): Promise<NewImportItem> {
  const { file, recorded, originalFileId } = session
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
    context.candidates.map((candidate) => factsOf(candidate, originalFileId, incoming)),
  )
  if (duplicate && duplicate.kind !== 'shifted-clock') {
    const isTwiceInFile = own.has(duplicate.of)
    return isTwiceInFile
      ? duplicateItem(
          session,
          duplicate.of,
          'same-activity',
          `The file holds this ${sportWord(recorded)} twice. It counts once.`,
        )
      : recordDuplicate(context, session, incoming, duplicate.of)
  }
  const activity = summaryOf(context, session, incoming.id)
  addPending(context, session, activity)
  const shifted = duplicate
    ? ' Another one of the same length starts some hours apart; if they are the same, keep one.'
    : ''
  return {
    name: file.name,
    outcome: recorded.partial ? 'partial' : 'imported',
    code: null,
    sentence: `${wordsFor(activity, context.athlete)}${recorded.notes.map((note) => ` ${note}`).join('')}${shifted}`,
    activityId: activity.id,
    originalFileId,
  }
}

/** One activity, two sources: the better record gives the figures, both originals are kept (integrations.md §0.8). */
async function recordDuplicate(
  context: Context,
  session: Session,
  incoming: DuplicateFacts,
  existingId: string,
): Promise<NewImportItem> {
  const { tx } = context
  const { recorded, originalFileId } = session
  const candidate = context.candidates.find(({ id }) => id === existingId)
  if (!candidate) throw new Error(`Duplicate candidate ${existingId} is gone`)
  if (originalFileId !== null && candidate.originalFileIds.includes(originalFileId))
    return duplicateItem(session, existingId, 'same-file', 'This file is here already, so nothing was added.')
  await insertPending(context)
  const existing = await loadActivity(tx, existingId)
  if (!existing) throw new Error(`Activity ${existingId} is gone`)
  const isBetter =
    preferredRecord([{ ...incoming, id: 'incoming' }, factsOf(candidate, null, incoming)]).id === 'incoming'
  if (isBetter && recorded.provider !== existing.provider) {
    await deleteActivity(tx, existingId)
    forget(context, existingId)
    // The athlete's word on a race outlives a better recording.
    const activity = summaryOf(context, session, existingId)
    addPending(context, session, { ...activity, race: activity.race || existing.race })
    await insertPending(context)
    for (const source of existing.sources) await addSource(tx, existingId, source)
    remember(context, existingId, existing.sources)
  } else {
    await addSource(tx, existingId, { provider: recorded.provider, originalFileId, sessionIndex: session.sessionIndex })
    remember(context, existingId, [{ originalFileId }])
  }
  return duplicateItem(
    session,
    existingId,
    'same-activity',
    `The same ${sportWord(recorded)} is here already from another source. Both sources are kept, it counts once.`,
  )
}

const duplicateItem = (session: Session, activityId: string, code: string, sentence: string): NewImportItem => ({
  name: session.file.name,
  outcome: 'duplicate',
  code,
  sentence,
  activityId,
  originalFileId: session.originalFileId,
})

/** A new activity is a candidate for what follows in the same batch. */
function addPending(context: Context, session: Session, activity: Activity): void {
  const { recorded, totals, streams, bests, originalFileId, sessionIndex } = session
  const bestEfforts: KeptEfforts = { ...bests, loadFacts: totals.loadFacts }
  const source = { provider: recorded.provider, originalFileId, sessionIndex }
  context.pending.push({ activity, recorded, streams, source, bestEfforts })
  const { id, provider, sport, startedAt, elapsedS, distanceM } = activity
  const originalFileIds = originalFileId === null ? [] : [originalFileId]
  context.candidates.push({ id, provider, sport, startedAt, elapsedS, distanceM, originalFileIds })
}

async function insertPending({ tx, pending }: Context): Promise<void> {
  if (pending.length > 0) await insertActivities(tx, pending.splice(0))
}

function forget({ candidates }: Context, id: string): void {
  const index = candidates.findIndex((candidate) => candidate.id === id)
  if (index >= 0) candidates.splice(index, 1)
}

function remember(
  { candidates }: Context,
  id: string,
  sources: readonly { readonly originalFileId: string | null }[],
): void {
  const index = candidates.findIndex((candidate) => candidate.id === id)
  const candidate = candidates[index]
  if (!candidate) return
  const more = sources.flatMap(({ originalFileId }) => originalFileId ?? [])
  candidates[index] = { ...candidate, originalFileIds: [...candidate.originalFileIds, ...more] }
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
  const { id, provider, sport, startedAt, elapsedS, distanceM } = candidate
  return { id, provider, sport, startedAt, elapsedS, distanceM, sha256: isSameFile ? incoming.sha256 : null }
}

function summaryOf(context: Context, { recorded, totals }: PreparedActivity, id: string): Activity {
  return summarizeTotals(recorded, totals, {
    id,
    thresholds: context.thresholds,
    offsetAt: (instant) => utcOffsetAt(instant, context.athlete.timeZone),
    sex: context.athlete.sex,
  })
}

function wordsFor(activity: Activity, athlete: AthleteRecord): string {
  const distance =
    activity.distanceM === null
      ? ''
      : `, ${formatDistance(activity.distanceM, athlete.units === 'imperial' ? 'mi' : 'km')}`
  const word = sportWord(activity)
  return `${word[0]!.toUpperCase()}${word.slice(1)} on ${fullDate(activity.date)}${distance}, ${formatDuration(activity.movingS)}.`
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
