import { z } from 'zod'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction, SystemTransaction } from '../database/database.ts'
import { jsonColumn, oneOf } from './columns.ts'
import { reasonSchema } from './plan.schema.ts'

/** `plan-changed`: a revision by the rules; `plan-asks`: a question that waits for an answer. */
const NOTICE_KINDS = ['plan-changed', 'plan-asks'] as const
type NoticeKind = (typeof NOTICE_KINDS)[number]

interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly planId: string
  /** The revision it tells of; null for a question. */
  readonly revision: number | null
  /** Why, one a decision. */
  readonly reasons: readonly Reason[]
  readonly createdAt: string
  readonly seen: boolean
  /** Its revision is the plan's last: what the coach did still stands as it was done. */
  readonly canUndo: boolean
}

const factsSchema = z.object({ reasons: z.array(reasonSchema) })

/** Keeps a notice; a second one of the same revision is the same one. */
export async function saveNotice(
  { athleteId, client }: AthleteTransaction,
  notice: Pick<Notice, 'kind' | 'planId' | 'revision' | 'reasons'> & { readonly mail: boolean; readonly now: Date },
): Promise<void> {
  const { kind, planId, revision, reasons, mail, now } = notice
  await client.notice.createMany({
    data: [
      {
        athleteId,
        id: createId(),
        kind,
        planId,
        revision,
        facts: jsonColumn(factsSchema.parse({ reasons })),
        mail,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  })
}

/** The latest notices of the plan in force, newest first. */
export async function listNotices({ athleteId, client }: AthleteTransaction, limit: number): Promise<Notice[]> {
  const rows = await client.notice.findMany({
    where: { athleteId, plan: { status: 'ACTIVE' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit,
    include: { plan: { select: { revision: true } } },
  })
  return rows.map((row) => ({
    id: row.id,
    kind: oneOf(NOTICE_KINDS, row.kind, 'Notice.kind'),
    planId: row.planId,
    revision: row.revision,
    reasons: factsSchema.parse(row.facts).reasons,
    createdAt: row.createdAt.toISOString(),
    seen: row.seenAt !== null,
    canUndo: row.revision === row.plan.revision,
  }))
}

/** How many nobody has looked at. */
export const countUnseenNotices = ({ athleteId, client }: AthleteTransaction): Promise<number> =>
  client.notice.count({ where: { athleteId, seenAt: null, plan: { status: 'ACTIVE' } } })

/** Everything up to an instant has been looked at. */
export async function markNoticesSeen(
  { athleteId, client }: AthleteTransaction,
  until: Date,
  now: Date,
): Promise<void> {
  await client.notice.updateMany({
    where: { athleteId, seenAt: null, createdAt: { lte: until } },
    data: { seenAt: now },
  })
}

/** Who undoes a revision knows of it: its notice asks for no look and no mail any more. */
export async function markNoticeSeenOf(
  { athleteId, client }: AthleteTransaction,
  { planId, revision, now }: { readonly planId: string; readonly revision: number; readonly now: Date },
): Promise<void> {
  await client.notice.updateMany({ where: { athleteId, planId, revision, seenAt: null }, data: { seenAt: now } })
}

/** A notice on its way to somebody's letter box. */
export interface NoticeToMail extends Pick<Notice, 'id' | 'kind' | 'reasons' | 'createdAt'> {
  readonly athleteId: string
  readonly name: string | null
  readonly email: string
}

/**
 * Notices to be mailed since an instant, oldest first, of athletes in some zones who want mail. What somebody has seen
 * already needs none; what is older has lost its news.
 */
export async function listNoticesToMail(
  { client }: SystemTransaction,
  { since, timeZones, limit }: { readonly since: Date; readonly timeZones: readonly string[]; readonly limit: number },
): Promise<NoticeToMail[]> {
  const rows = await client.notice.findMany({
    where: {
      mail: true,
      mailedAt: null,
      seenAt: null,
      createdAt: { gte: since },
      athlete: { kind: 'OWN', mailNotices: true, timeZone: { in: [...timeZones] } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit,
    include: { athlete: { select: { name: true, account: { select: { email: true } } } } },
  })
  return rows.map((row) => ({
    id: row.id,
    kind: oneOf(NOTICE_KINDS, row.kind, 'Notice.kind'),
    reasons: factsSchema.parse(row.facts).reasons,
    createdAt: row.createdAt.toISOString(),
    athleteId: row.athleteId,
    name: row.athlete.name,
    email: row.athlete.account.email,
  }))
}

/** Takes a notice for mailing; false when another worker has it. */
export async function takeNoticeForMail(
  { athleteId, client }: AthleteTransaction,
  id: string,
  now: Date,
): Promise<boolean> {
  const { count } = await client.notice.updateMany({
    where: { athleteId, id, mailedAt: null },
    data: { mailedAt: now },
  })
  return count > 0
}

/** Gives a notice back that could not be mailed. */
export async function giveBackNotice({ athleteId, client }: AthleteTransaction, id: string): Promise<void> {
  await client.notice.updateMany({ where: { athleteId, id }, data: { mailedAt: null } })
}
