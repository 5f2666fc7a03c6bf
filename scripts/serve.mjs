// Serves the build. It takes the port before it touches the database, answers 503 until the database is open and
// migrated, and closes in order: requests, jobs, database, lock.
//
// The start-up plugin (server/plugins/start-up.ts) leaves a promise under `Symbol.for('coach-wattz.start-up')`:
// `{ database, close() }` when all is ready, or a rejection whose message is one clear sentence.
import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { fail, LaunchError, root } from './install.mjs'
import { checkDataFolder, portSentence, readSettings } from './settings.mjs'

const START_UP = Symbol.for('coach-wattz.start-up')
/** Open requests get this long to end after Ctrl-C. */
const GRACE_MS = 3000

const settings = readSettingsOrFail()
process.env.COACH_ROOT = root
process.env.COACH_DATA = settings.dataFolder
process.env.NODE_ENV ??= 'production'

let answer = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
  response.end('Coach Wattz is starting. Try again in a moment.\n')
}
const server = createServer((request, response) => answer(request, response))

let startUp = null
let closing = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void close(0))

try {
  await listen()
  process.env.COACH_ADDRESS = address()
  const { listener } = await import(pathToFileURL(join(root, '.output/server/index.mjs')).href)
  startUp = await globalThis[START_UP]
  answer = listener
  announce()
} catch (error) {
  await close(1, error)
}

function readSettingsOrFail() {
  try {
    const read = readSettings()
    checkDataFolder(read)
    return read
  } catch (error) {
    return fail(error)
  }
}

function listen() {
  return new Promise((done, refuse) => {
    server.once('error', (error) => refuse(new LaunchError(portSentence(error, settings))))
    server.listen(settings.port, settings.host, () => done())
  })
}

function address() {
  const { port } = server.address()
  const host = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(settings.host) ? 'localhost' : settings.host
  return `http://${host}:${port}`
}

function announce() {
  console.log(`Coach Wattz is ready at ${address()} (${(performance.now() / 1000).toFixed(1)} s)`)
  if (['0.0.0.0', '::'].includes(settings.host)) console.log('It answers on every network of this machine.')
  console.log(`Your data: ${startUp?.database ?? settings.dataFolder}`)
  console.log('Stop it with Ctrl-C.')
}

/** Closes once, whoever asks; a failure of start-up is told in its own sentence. */
function close(code, error) {
  closing ??= (async () => {
    if (error) console.error(sentenceOf(error))
    const requests = new Promise((done) => server.close(() => done()))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
    if (server.listening) await requests
    try {
      // Ctrl-C while it starts: let the database open, then close it, so that its lock does not stay behind.
      const opened = startUp ?? (await globalThis[START_UP])
      await opened?.close?.()
    } catch (failure) {
      if (!error) {
        console.error(sentenceOf(failure))
        process.exit(1)
      }
    }
    process.exit(code)
  })()
  return closing
}

/** Our own errors are sentences; a bug keeps its stack, because someone has to find it. */
function sentenceOf(failure) {
  const isSentence =
    failure instanceof LaunchError || (failure instanceof Error && 'code' in failure && failure.name !== 'Error')
  return isSentence ? failure.message : failure
}
