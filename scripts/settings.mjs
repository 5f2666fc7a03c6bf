// What the environment asks of the server, checked in one place (README.md, "Settings").
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { LaunchError, root } from './install.mjs'

/** PORT, HOST, COACH_DATA, DATABASE_URL, COACH_JOBS and the moved clock of tests, with their defaults. Throws `LaunchError`. */
export function readSettings(env = process.env) {
  const port = env.PORT === undefined || env.PORT === '' ? 3000 : Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new LaunchError(`PORT is "${env.PORT}"; it has to be a number from 0 to 65535.`)
  }
  const shift = env.COACH_CLOCK_SHIFT_DAYS || '0'
  if (!/^-?\d+(\.\d+)?$/.test(shift)) {
    throw new LaunchError(
      `COACH_CLOCK_SHIFT_DAYS is "${shift}"; it has to be a number of days, as 3 or -0.5. It is there for tests only.`,
    )
  }
  checkMail(env)
  const jobs = env.COACH_JOBS || 'server'
  if (!['server', 'workers', 'trigger'].includes(jobs)) {
    throw new LaunchError(`COACH_JOBS is "${jobs}"; it has to be server, workers or trigger.`)
  }
  if (jobs !== 'server' && !env.DATABASE_URL) {
    throw new LaunchError(
      `COACH_JOBS is "${jobs}", but the embedded database belongs to one process. Set DATABASE_URL to a PostgreSQL, or leave COACH_JOBS out.`,
    )
  }
  if (jobs === 'trigger' && !env.TRIGGER_SECRET_KEY) {
    throw new LaunchError(
      'COACH_JOBS is "trigger"; set TRIGGER_SECRET_KEY, and TRIGGER_API_URL for a server of your own.',
    )
  }
  return {
    port,
    // Only this machine, unless asked: an account page without TLS has no business on a network by default.
    host: env.HOST || '127.0.0.1',
    dataFolder: resolve(root, env.COACH_DATA || 'data'),
    databaseUrl: env.DATABASE_URL || null,
    jobs,
  }
}

/** A mail server needs a sender: half of it is a slip that would be noticed weeks later. */
function checkMail({ COACH_SMTP_URL: url, COACH_MAIL_FROM: from, COACH_PUBLIC_URL: publicUrl }) {
  if (publicUrl && !(URL.canParse(publicUrl) && /^https?:$/.test(new URL(publicUrl).protocol))) {
    throw new LaunchError('COACH_PUBLIC_URL is no address. It looks like https://coach.example.org.')
  }
  if (!url && !from) return
  if (!url || !from) {
    throw new LaunchError('To send mail, set both COACH_SMTP_URL (the mail server) and COACH_MAIL_FROM (who writes).')
  }
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || !new URL(url).hostname) {
    throw new LaunchError('COACH_SMTP_URL is no mail server. It looks like smtp://user:password@mail.example.org:587.')
  }
}

/** The sentence for an address that cannot be taken. */
export function portSentence(error, { port, host }) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is already in use. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`
  }
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1023: PORT=3000 npm start`
  return `The address ${host}:${port} cannot be used (${error.code ?? error.message}). Check HOST and PORT.`
}

/** Tries the address and lets it go again, so that a busy port is told before minutes of installing. */
export function checkPort(settings) {
  return new Promise((done, refuse) => {
    const probe = createServer()
    probe.once('error', (error) => refuse(new LaunchError(portSentence(error, settings))))
    probe.listen(settings.port, settings.host, () => probe.close(() => done()))
  })
}

/** The data folder has to exist, or be creatable, and be writable; it also holds the originals of imported files. */
export function checkDataFolder({ dataFolder }) {
  try {
    mkdirSync(dataFolder, { recursive: true })
    if (!statSync(dataFolder).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = {
      EEXIST: 'a file of that name is in the way',
      ENOTDIR: 'a file of that name is in the way',
      EROFS: 'the disk is read-only',
      ENOSPC: 'the disk is full',
    }
    throw new LaunchError(
      `The data folder ${dataFolder} cannot be written: ${why[error.code] ?? 'this account has no permission'}. Mend that, or choose another folder: COACH_DATA=/path npm start`,
    )
  }
}
