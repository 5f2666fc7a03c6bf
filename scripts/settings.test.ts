import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkDataFolder, checkPort, readSettings } from './settings.mjs'

const folder = mkdtempSync(join(tmpdir(), 'coach-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('readSettings', () => {
  it('answers to this machine only, on 3000, with data beside the project', () => {
    expect(readSettings({})).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: null })
    expect(readSettings({}).dataFolder).toMatch(/[/\\]data$/)
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null })
  })

  it.each(['many', '-1', '65536', '80.5', 'NaN'])('refuses PORT=%s in one sentence', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(`PORT is "${PORT}"; it has to be a number from 0 to 65535.`)
  })

  it('refuses to leave the jobs to others where nobody else can open the database', () => {
    expect(readSettings({}).jobs).toBe('server')
    expect(readSettings({ COACH_JOBS: 'workers', DATABASE_URL: 'postgresql://db' }).jobs).toBe('workers')
    expect(() => readSettings({ COACH_JOBS: 'workers' })).toThrow('the embedded database belongs to one process')
    const trigger = { COACH_JOBS: 'trigger', DATABASE_URL: 'postgresql://db' }
    expect(readSettings({ ...trigger, TRIGGER_SECRET_KEY: 'tr_prod_x' }).jobs).toBe('trigger')
    expect(() => readSettings(trigger)).toThrow('set TRIGGER_SECRET_KEY')
    expect(() => readSettings({ COACH_JOBS: 'nobody' })).toThrow('COACH_JOBS is "nobody"; it has to be')
  })

  it('refuses half a mail server, and none at all behind its address', () => {
    const mail = { COACH_SMTP_URL: 'smtp://a:b@mail.example.org:2525', COACH_MAIL_FROM: 'Coach <coach@example.org>' }
    expect(readSettings({ ...mail, COACH_PUBLIC_URL: 'https://coach.example.org' }).port).toBe(3000)
    for (const half of Object.entries(mail))
      expect(() => readSettings(Object.fromEntries([half]))).toThrow('set both COACH_SMTP_URL')
    for (const COACH_SMTP_URL of ['mail.example.org', 'http://mail.example.org', 'smtp://'])
      expect(() => readSettings({ ...mail, COACH_SMTP_URL })).toThrow('COACH_SMTP_URL is no mail server')
    expect(() => readSettings({ COACH_PUBLIC_URL: 'coach' })).toThrow('COACH_PUBLIC_URL is no address')
  })

  it('refuses a moved clock that is no number of days', () => {
    for (const COACH_CLOCK_SHIFT_DAYS of ['tomorrow', '1e9', '3 days', ' ', 'Infinity'])
      expect(() => readSettings({ COACH_CLOCK_SHIFT_DAYS })).toThrow('it has to be a number of days')
    for (const COACH_CLOCK_SHIFT_DAYS of ['', '0', '14', '-2', '0.25'])
      expect(readSettings({ COACH_CLOCK_SHIFT_DAYS }).port).toBe(3000)
  })
})

describe('checkPort', () => {
  it('names a busy port and how to choose another, and lets a free one go', async () => {
    const holder = createServer()
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done))
    const { port } = holder.address() as AddressInfo
    await expect(checkPort({ port, host: '127.0.0.1' })).rejects.toThrow(`Port ${port} is already in use`)
    await new Promise((done) => holder.close(done))
    await expect(checkPort({ port, host: '127.0.0.1' })).resolves.toBeUndefined()
    await expect(checkPort({ port, host: '127.0.0.1' })).resolves.toBeUndefined()
  })
})

describe('checkDataFolder', () => {
  it('makes the folder, and names the file that is in the way', () => {
    const fresh = join(folder, 'a/b')
    checkDataFolder({ dataFolder: fresh })
    expect(existsSync(fresh)).toBe(true)
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => checkDataFolder({ dataFolder: file })).toThrow(
      `The data folder ${file} cannot be written: a file of that name`,
    )
    expect(() => checkDataFolder({ dataFolder: join(file, 'below') })).toThrow('cannot be written')
  })
})
