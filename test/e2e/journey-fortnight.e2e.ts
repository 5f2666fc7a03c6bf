import type { Plan, PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkAccessibility, launchBrowser, screenshotAll } from './browser.ts'
import { dayAfter, doneFile, morningsFile, weeksBefore } from './fortnight-files.ts'
import { openLivingApp, planHalfMarathon, sessionOf, sessionsOf, weekOf, type LivingApp } from './living-app.ts'
import { sundayFromNow } from './training-files.ts'
import { createOwner, importFiles, open } from './visit.ts'

/** The Sunday before the two weeks. */
const EVE = sundayFromNow(0)
const RACE = dayAfter(EVE, 7 * 16)

const notesOf = (plan: Plan, day: string): string[] => weekOf(plan, day).notes.map(({ code }) => code)
/** Hard sessions that are not the long one, by day. */
const keysOf = (plan: Plan): PlannedWorkout[] =>
  sessionsOf(plan)
    .filter(({ priority, focus, race }) => priority === 'KEY' && focus !== 'LONG' && !race)
    .toSorted((a, b) => a.date.localeCompare(b.date))

describe('two weeks of a runner who uploads every day', () => {
  let browser: Browser
  let life: LivingApp
  let keys: PlannedWorkout[]
  const uploaded = new Set<string>()

  beforeAll(async () => {
    browser = await launchBrowser()
    life = await openLivingApp(browser, EVE)
    await createOwner(life.page)
    await importFiles(life.page, [...weeksBefore(EVE), morningsFile(EVE, 50)])
    await planHalfMarathon(life.page, RACE)
    keys = keysOf((await life.active()).plan)
  })
  afterAll(async () => {
    await life?.end()
    await browser?.close()
  })

  /** Uploads what was planned before a day and is neither uploaded nor left out. */
  async function uploadUntil(day: string, leftOut: readonly string[] = []): Promise<void> {
    const due = sessionsOf((await life.active()).plan).filter(
      ({ id, date }) => date < day && !uploaded.has(id) && !leftOut.includes(id),
    )
    for (const { id } of due) uploaded.add(id)
    if (due.length > 0)
      await importFiles(
        life.page,
        due.map((session) => doneFile(session)),
      )
  }
  const toast = () => life.page.locator('.toast')
  /** What the toast says the coach did, and the plan after it; its Undo then brings the plan back byte for byte. */
  async function didAndUndid(was: Plan, looksRight: (plan: Plan, sentence: string) => void): Promise<void> {
    const undo = toast().getByRole('button', { name: 'Undo' })
    await undo.waitFor()
    const sentence = await toast().locator('span').innerText()
    const { plan } = await life.active()
    expect(plan).not.toEqual(was)
    looksRight(plan, sentence)
    await undo.click()
    await toast().getByText('Undone. The plan is as it was before.').waitFor()
    expect(JSON.stringify((await life.active()).plan)).toBe(JSON.stringify(was))
  }
  const question = () => life.page.getByRole('region', { name: 'A question' })

  it('a good session: its card says done, and the plan stays as it was', async () => {
    const { plan } = await life.active()
    const first = sessionsOf(plan)[0]!
    await life.wakeUpOn(dayAfter(first.date, 1))
    await uploadUntil(dayAfter(first.date, 1))
    expect((await life.active()).plan).toEqual(plan)
    await open(life.page, `/calendar?view=week&date=${first.date}`)
    const card = life.page.locator(`[data-workout="${first.id}"]`)
    expect(await card.getByRole('img', { name: 'done', exact: true }).count()).toBe(1)
    await screenshotAll(life.page, '70-fortnight-good')
  })

  it('a key session given up as too hard: the next like it comes down', async () => {
    const key = keys[0]!
    await life.wakeUpOn(key.date, '19:00')
    await uploadUntil(key.date)
    uploaded.add(key.id)
    await importFiles(life.page, [doneFile(key, { share: 0.5 })])
    const { plan: was } = await life.active()
    await open(life.page, `/workout/${key.id}`)
    await life.page.getByRole('button', { name: 'Say how it was' }).click()
    await life.page.getByRole('radio', { name: /^9/ }).click()
    await life.page.getByRole('button', { name: 'Too hard' }).click()
    await screenshotAll(life.page, '72-fortnight-too-hard')
    await life.page.getByRole('button', { name: 'Keep', exact: true }).click()
    await didAndUndid(was, (plan) => {
      const lowered = sessionsOf(plan).filter(({ id, workout }) => {
        const before = sessionOf(was, id)
        return before !== undefined && JSON.stringify(before.workout) !== JSON.stringify(workout)
      })
      expect(lowered.length).toBeGreaterThan(0)
      for (const session of lowered) {
        expect(session.date > key.date).toBe(true)
        expect(session.tss ?? 0).toBeLessThan(sessionOf(was, session.id)!.tss ?? 0)
      }
    })
  })

  it('a key session skipped for work: asked once, moved on to another day, and the week says why', async () => {
    const { plan: was } = await life.active()
    const key = sessionOf(was, keys[1]!.id)!
    await life.wakeUpOn(dayAfter(key.date, 1))
    await uploadUntil(dayAfter(key.date, 1), [key.id])
    // nobody knows yet whether it was done: nothing changes
    expect((await life.active()).plan).toEqual(was)
    await open(life.page, '/')
    await question().getByText(key.title).waitFor()
    expect.soft(await checkAccessibility(life.page)).toEqual([])
    await screenshotAll(life.page, '71-fortnight-asked')
    await question().getByRole('button', { name: 'Not done' }).click()
    await question().getByRole('button', { name: 'Busy' }).click()
    await question().getByRole('button', { name: 'Keep' }).click()
    await didAndUndid(was, (plan, sentence) => {
      const moved = sessionOf(plan, key.id)!
      expect(moved.date > key.date && moved.date <= dayAfter(key.date, 3)).toBe(true)
      expect({ ...moved, date: key.date, slot: key.slot, hard: key.hard }).toEqual(key)
      expect(notesOf(plan, moved.date)).toContain('repair-moves')
      expect(sentence).toMatch(/^You had no time for .* It is on \w+ \d+ \w+ now, as hard as it was/)
    })
    await open(life.page, '/')
    expect(await question().getByText(key.title).count()).toBe(0)
  })

  it('three mornings of low HRV: the hard session of the third is held back, and the card shows the numbers', async () => {
    const key = keys.find(({ date }) => date > keys[1]!.date)!
    for (const back of [2, 1, 0]) {
      const day = dayAfter(key.date, -back)
      await life.wakeUpOn(day)
      await uploadUntil(day, [keys[1]!.id])
      const { plan: was } = await life.active()
      await open(life.page, '/')
      const form = life.page.getByRole('form', { name: 'This morning' })
      await form.getByLabel('HRV, rMSSD').fill('41')
      await form.getByRole('button', { name: 'Save' }).click()
      if (back > 0) {
        await toast().waitFor()
        expect((await life.active()).plan).toEqual(was)
        continue
      }
      await toast().getByRole('button', { name: 'Undo' }).waitFor()
      await screenshotAll(life.page, '73-fortnight-low-hrv')
      await didAndUndid(was, (plan, sentence) => {
        const held = sessionOf(plan, key.id)
        expect(held === undefined || !held.hard || held.date > key.date).toBe(true)
        expect(sentence).toContain('HRV')
      })
    }
  })

  it('a cold: three days are cleared of hard work', async () => {
    const { plan: was, today } = await life.active()
    await open(life.page, '/')
    await life.page.getByRole('button', { name: 'Sick' }).click()
    const dialog = life.page.getByRole('dialog')
    await dialog.getByLabel(/^Above the neck/).check()
    await dialog.getByRole('button', { name: 'See what would change' }).click()
    await dialog.getByRole('region', { name: 'What would change' }).waitFor()
    expect.soft(await checkAccessibility(life.page)).toEqual([])
    await screenshotAll(life.page, '74-fortnight-cold')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await didAndUndid(was, (plan) => {
      const near = sessionsOf(plan).filter(({ date }) => date > today && date < dayAfter(today, 3))
      expect(near.filter(({ hard }) => hard)).toEqual([])
    })
  })

  it('a week away: its days are off, and the weeks around it stay inside the limits', async () => {
    const { plan: was, today } = await life.active()
    const monday = dayAfter(weekOf(was, today).startDate, 7)
    const [from, to] = [monday, dayAfter(monday, 4)]
    await open(life.page, '/')
    await life.page.getByRole('button', { name: /^Travel/ }).click()
    const dialog = life.page.getByRole('dialog')
    await dialog.getByLabel('First day').fill(from)
    await dialog.getByLabel('Last day').fill(to)
    await dialog.getByRole('button', { name: 'See what would change' }).click()
    await dialog.getByRole('region', { name: 'What would change' }).waitFor()
    await screenshotAll(life.page, '75-fortnight-away')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await didAndUndid(was, (plan) => {
      expect(sessionsOf(plan).filter(({ date }) => date >= from && date <= to)).toEqual([])
      for (const session of sessionsOf(plan).filter(({ date }) => date < from))
        expect(session).toEqual(sessionOf(was, session.id))
    })
    expect(life.problems).toEqual([])
  })
})

describe('the same weeks of a runner who uploads on Sundays', () => {
  let browser: Browser
  let life: LivingApp

  beforeAll(async () => {
    browser = await launchBrowser()
    life = await openLivingApp(browser, EVE)
    await createOwner(life.page)
    await importFiles(life.page, weeksBefore(EVE))
    await planHalfMarathon(life.page, RACE)
  })
  afterAll(async () => {
    await life?.end()
    await browser?.close()
  })

  it('is left in peace until Sunday: every night looks, nothing changes, and it is asked once', async () => {
    const { plan: was, revision } = await life.active()
    const question = life.page.getByRole('region', { name: 'A question' })
    for (const [day, isAsked] of [
      [3, true],
      [5, false],
      [6, false],
    ] as const) {
      await life.wakeUpOn(dayAfter(EVE, day))
      const audit = await life.page.request.post('/api/audit', { data: {} })
      expect(await audit.json()).toMatchObject({ revision: null })
      const now = await life.active()
      expect([now.revision, now.plan]).toEqual([revision, was])
      await open(life.page, '/')
      await life.page.getByRole('heading', { level: 1 }).waitFor()
      expect(await question.count()).toBe(isAsked ? 1 : 0)
      if (!isAsked) continue
      await question.getByRole('button', { name: /^(None is uploaded yet|Not yet uploaded)$/ }).click()
      const keep = question.getByRole('button', { name: 'Keep' })
      if (await keep.isVisible()) await keep.click()
      await question.waitFor({ state: 'detached' })
    }
    await open(life.page, `/calendar?view=week&date=${dayAfter(EVE, 6)}`)
    const first = sessionsOf(was)[0]!
    const card = life.page.locator(`[data-workout="${first.id}"]`)
    expect(await card.getByRole('img', { name: 'no recording yet' }).count()).toBe(1)
    await screenshotAll(life.page, '76-fortnight-nothing-yet')
  })

  it('on Sunday all is known: done is done, the key one is missed, and its reason is asked', async () => {
    const { plan } = await life.active()
    const [key] = keysOf(plan)
    const sunday = dayAfter(EVE, 7)
    await life.wakeUpOn(sunday, '19:00')
    const due = sessionsOf(plan).filter(({ id, date }) => date <= sunday && id !== key?.id)
    await importFiles(
      life.page,
      due.map((session) => doneFile(session)),
    )
    await open(life.page, `/calendar?view=week&date=${sunday}`)
    const mark = (id: string, name: string) =>
      life.page.locator(`[data-workout="${id}"]`).getByRole('img', { name, exact: true }).count()
    expect(await mark(key!.id, 'missed')).toBe(1)
    for (const { id } of due) expect(await mark(id, 'done')).toBe(1)
    await screenshotAll(life.page, '77-fortnight-sunday')
    await open(life.page, '/')
    expect(life.problems).toEqual([])
  })
})
