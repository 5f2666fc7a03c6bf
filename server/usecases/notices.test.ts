import { beforeAll, describe, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { runnerWithPlan } from '../../test/runner-with-plan.ts'
import { scriptedSmtp, type ScriptedSmtp } from '../../test/smtp-server.ts'
import { valueOf } from '../../test/value-of.ts'
import { createMailer } from '../integrations/mail/mailer.ts'
import { saveAthlete } from '../repositories/athlete-repository.ts'
import { archivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { getNotices, seeNotices, wishMail } from './list-notices.ts'
import { mailNotices, messageOf } from './mail-notices.ts'
import { noticeOfRepair } from './notice-of-repair.ts'
import type { RepairCause } from './repair-plan.ts'

const TODAY = '2026-11-20'
const NIGHT = `${TODAY}T03:15:00Z`
const MORNING = `${TODAY}T07:03:00Z`
const CLEARS = {
  code: 'repair-clears',
  facts: { outcome: 'SKIPPED_SICK', title: 'Cruise', date: '2026-11-19', until: '2026-11-23', sessions: 2 },
} as const
const ASKS = { code: 'availability-asks', facts: {} } as const
const CHANGED = [{ kind: 'remove' }] as never

onEveryDatabase('notices', (open) => {
  let deps: Deps
  let smtp: ScriptedSmtp
  beforeAll(async () => {
    smtp = await scriptedSmtp()
    const made = await makeDeps(open(), NIGHT)
    const mail = { url: smtp.url, from: 'Coach <coach@example.org>', publicUrl: 'https://coach.example.org' }
    deps = { ...made, mailer: createMailer(mail) }
    return async () => {
      deps.mailer?.close()
      await smtp.close()
      await deps.decodePool.close()
    }
  })
  const at = (instant: string): Deps => ({ ...deps, now: () => new Date(instant) })
  const runner = (name: string) => runnerWithPlan(deps, name, { today: TODAY, race: '2027-02-14' })
  const tell = (athleteId: string, planId: string, cause: RepairCause, revision: number | null = 1): Promise<void> =>
    deps.database.withAthlete(athleteId, (tx) =>
      noticeOfRepair(tx, {
        planId,
        revision,
        decisions: [
          { reason: CLEARS, changes: revision === null ? [] : CHANGED },
          { reason: { code: 'repair-repeats', facts: {} }, changes: [] },
        ],
        cause,
        now: new Date(NIGHT),
      }),
    )
  const list = async (athleteId: string) => valueOf(await getNotices(deps, athleteId))

  it('tell what a repair changed, once a revision, and that it can be undone while it is the last', async () => {
    const { athleteId, planId } = await runner('told')
    expect(await list(athleteId)).toEqual({ unseen: 0, notices: [], mail: { wanted: true } })
    await tell(athleteId, planId, 'night')
    await tell(athleteId, planId, 'night')
    const { unseen, notices } = await list(athleteId)
    expect(unseen).toBe(1)
    expect(notices).toMatchObject([
      {
        kind: 'plan-changed',
        planId,
        revision: 1,
        reasons: [CLEARS],
        seen: false,
        canUndo: true,
        createdAt: '2026-11-20T03:15:00.000Z',
      },
    ])
    await deps.database.withAthlete(athleteId, (tx) =>
      tx.client.trainingPlan.updateMany({ where: { athleteId }, data: { revision: 2 } }),
    )
    expect((await list(athleteId)).notices[0]?.canUndo).toBe(false)
  })

  it('tell a question, and nothing where nothing changed or the athlete asked for it', async () => {
    const { athleteId, planId } = await runner('asked')
    await tell(athleteId, planId, 'asked')
    await tell(athleteId, planId, 'night', null)
    expect((await list(athleteId)).notices).toEqual([])
    await deps.database.withAthlete(athleteId, (tx) =>
      noticeOfRepair(tx, {
        planId,
        revision: null,
        decisions: [{ reason: ASKS, changes: [] }],
        cause: 'night',
        now: new Date(NIGHT),
      }),
    )
    expect((await list(athleteId)).notices).toMatchObject([{ kind: 'plan-asks', revision: null, canUndo: false }])
  })

  it('are seen up to the newest that was shown, and end with their plan; nobody sees those of another', async () => {
    const { athleteId, planId } = await runner('seen')
    const other = await runner('other')
    await tell(athleteId, planId, 'night')
    await tell(other.athleteId, other.planId, 'night')
    valueOf(await seeNotices(deps, athleteId, '2026-11-20T03:14:59Z'))
    expect((await list(athleteId)).unseen).toBe(1)
    valueOf(await seeNotices(deps, athleteId, NIGHT))
    expect(await list(athleteId)).toMatchObject({ unseen: 0, notices: [{ seen: true }] })
    expect((await list(other.athleteId)).unseen).toBe(1)
    await deps.database.withAthlete(athleteId, (tx) => archivePlan(tx, planId))
    expect((await list(athleteId)).notices).toEqual([])
  })

  describe('by e-mail', () => {
    const mailsTo = (name: string) => smtp.mails.filter(({ to }) => to === `${name}@example.org`)

    it('wait for the morning of the athlete, and go out once', async () => {
      const { athleteId, planId } = await runner('mailed')
      await deps.database.withAthlete(athleteId, (tx) => saveAthlete(tx, { timeZone: 'America/New_York' }))
      await tell(athleteId, planId, 'night')
      await mailNotices(at(MORNING))
      expect(mailsTo('mailed')).toEqual([])
      const both = await Promise.all([mailNotices(at(`${TODAY}T11:03:00Z`)), mailNotices(at(`${TODAY}T11:03:00Z`))])
      expect(both[0] + both[1]).toBe(1)
      const [mail] = mailsTo('mailed')
      expect(mail?.from).toBe('coach@example.org')
      expect(mail?.raw).toContain('Subject: Your plan was changed\n')
      expect(mail?.raw).toContain('https://coach.example.org')
      expect(await mailNotices(at(`${TODAY}T12:03:00Z`))).toBe(0)
    })

    it('not for what was seen, said at the screen, unwanted, or two days old', async () => {
      const seen = await runner('looked')
      await tell(seen.athleteId, seen.planId, 'night')
      valueOf(await seeNotices(deps, seen.athleteId, NIGHT))
      const present = await runner('present')
      await tell(present.athleteId, present.planId, 'feedback')
      const unwanted = await runner('unwanted')
      valueOf(await wishMail(deps, unwanted.athleteId, false))
      expect((await list(unwanted.athleteId)).mail).toEqual({ wanted: false })
      await tell(unwanted.athleteId, unwanted.planId, 'night')
      const old = await runner('old')
      await tell(old.athleteId, old.planId, 'import')
      expect(await mailNotices(at('2026-11-22T07:03:00Z'))).toBe(0)
      expect(await mailNotices({ ...at(MORNING), mailer: undefined } as unknown as Deps)).toBe(0)
      await mailNotices(at(MORNING))
      expect(smtp.mails.map(({ to }) => to)).not.toEqual(
        expect.arrayContaining(['looked@example.org', 'present@example.org', 'unwanted@example.org']),
      )
    })

    it('go out past an address that the server refuses, and past two hundred for who is asleep', async () => {
      const gone = await runner('gone')
      await tell(gone.athleteId, gone.planId, 'night')
      const asleep = await runner('asleep')
      await deps.database.withAthlete(asleep.athleteId, async (tx) => {
        await saveAthlete(tx, { timeZone: 'America/New_York' })
        await tx.client.notice.createMany({
          data: Array.from({ length: 200 }, (_none, index) => ({
            athleteId: asleep.athleteId,
            planId: asleep.planId,
            id: `asleep${index}`,
            kind: 'plan-asks',
            facts: { reasons: [] },
            mail: true,
            createdAt: new Date(NIGHT),
          })),
        })
      })
      const next = await runner('next')
      await tell(next.athleteId, next.planId, 'night')
      smtp.unknown.add('gone@example.org')
      await expect(mailNotices(at(MORNING))).rejects.toThrow('550')
      expect(mailsTo('next')).toHaveLength(1)
      smtp.unknown.clear()
      expect(await mailNotices(at(MORNING))).toBe(1)
      expect(mailsTo('gone')).toHaveLength(1)
    })

    it('are tried again when the mail server refuses, hangs up or is not there', async () => {
      const { athleteId, planId } = await runner('again')
      await tell(athleteId, planId, 'night')
      smtp.behave = 'refuses'
      await expect(mailNotices(at(MORNING))).rejects.toThrow('550')
      smtp.behave = 'hangs-up'
      await expect(mailNotices(at(MORNING))).rejects.toThrow(/closed|ECONNRESET|socket/i)
      const gone = createMailer({ url: 'smtp://127.0.0.1:9', from: 'coach@example.org', publicUrl: null })
      await expect(mailNotices({ ...at(MORNING), mailer: gone })).rejects.toThrow('ECONNREFUSED')
      smtp.behave = 'takes'
      expect(await mailNotices(at(MORNING))).toBe(1)
      expect(mailsTo('again')).toHaveLength(1)
    })
  })
})

it('a mail says why in its body, nothing of health in its subject, and takes no tag from a name', () => {
  const notice = {
    id: 'n',
    kind: 'plan-changed',
    reasons: [CLEARS, { code: 'no-words-for-this', facts: {} }],
    createdAt: NIGHT,
    athleteId: 'a',
    name: '<b>Robin & Co</b>',
    email: 'robin@example.org',
  } as const
  const { subject, text, html, to } = messageOf(notice, 'https://coach.example.org/?a=1&b=2')
  expect(to).toBe('robin@example.org')
  expect(subject).toBe('Your plan was changed')
  expect(text).toContain('You were sick on')
  expect(text).toContain('https://coach.example.org/?a=1&b=2\n')
  expect(text).not.toContain('no-words')
  expect(html).not.toContain('<b>')
  expect(html).toContain('&lt;b&gt;Robin &amp; Co')
  expect(html).toContain('<a href="https://coach.example.org/?a=1&amp;b=2">')
  expect(messageOf({ ...notice, kind: 'plan-asks', name: null }, null).text).toMatch(
    /^You were sick[\s\S]*to answer\.\n/,
  )
})
