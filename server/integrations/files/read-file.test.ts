import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describedRun, describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { forgeGpx } from '@coach-wattz/formats/testing/forge-gpx'
import { forgeTcx } from '@coach-wattz/formats/testing/forge-tcx'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import yazl from 'yazl'
import type { DecodePool } from './decode-pool.ts'
import { FILE_LIMITS } from './file-limits.ts'
import type { FileLimits } from './file-limits.ts'
import type { ReadFile } from './read-file.ts'
import { readFile } from './read-file.ts'
import { openTestPool } from './testing-pool.ts'

const START = '2026-05-03T06:30:00Z'
const description = { ...describedRun(START), elapsedS: 300, pauses: [], lapEndsS: [100] }
const fit = forgeFit(description)
const text = (content: string): Uint8Array => new TextEncoder().encode(content)

let pool: DecodePool
let folder = ''
beforeAll(async () => {
  pool = openTestPool({ size: 1 })
  folder = await mkdtemp(join(tmpdir(), 'coach-wattz-files-'))
})
afterAll(async () => {
  await pool.close()
  await rm(folder, { recursive: true })
})

async function read(bytes: Uint8Array, name = 'x', limits: FileLimits = FILE_LIMITS): Promise<ReadFile[]> {
  const files: ReadFile[] = []
  for await (const file of readFile({ name, bytes }, { pool, nowMs: null, limits })) files.push(file)
  return files
}
const told = ({ name, outcome }: ReadFile): string =>
  outcome.kind === 'activities'
    ? `${name}: ${outcome.activities.map((each) => each.sport).join('+')}`
    : `${name}: ${outcome.kind === 'refused' ? outcome.code : outcome.source}`
const tell = async (bytes: Uint8Array, limits?: FileLimits): Promise<string[]> =>
  (await read(bytes, 'x', limits)).map(told)

interface Packed {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mode?: number
}
function zip(files: readonly Packed[]): Promise<Uint8Array> {
  const archive = new yazl.ZipFile()
  for (const { name, bytes, mode } of files) {
    archive.addBuffer(Buffer.from(bytes), name, { mtime: new Date(Date.UTC(2026, 0, 1)), mode: mode ?? 0o100644 })
  }
  archive.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    archive.outputStream.on('end', () => resolve(Buffer.concat(chunks)))
    archive.outputStream.on('error', reject)
  })
}

describe('one file', () => {
  it.each([
    ['FIT', fit, 'run'],
    ['TCX', text(forgeTcx(description)), 'run'],
    ['TCX behind blanks', text(`\n \t${forgeTcx(description)}`), 'run'],
    ['GPX', text(forgeGpx([description])), 'run'],
    ['GPX with a byte-order mark', text(`\uFEFF${forgeGpx([description])}`), 'run'],
    ['GPX in UTF-16', Buffer.from(`\uFEFF${forgeGpx([description])}`, 'utf16le'), 'run'],
    ['gzipped FIT', gzipSync(fit), 'run'],
    ['GPX without times', text(forgeGpx([description], { times: false })), 'course'],
    ['ZWO', text('<workout_file><workout/></workout_file>'), 'not-an-activity'],
    ['JSON', text(' {"a":1}'), 'unsupported'],
    ['HTML', text('<!-- <gpx> --><html></html>'), 'unsupported'],
    ['text', text('hello'), 'unsupported'],
    ['nothing', new Uint8Array(), 'empty'],
    ['blanks', text('  \n'), 'empty'],
    ['twice gzipped', gzipSync(gzipSync(fit)), 'unsupported'],
    ['broken gzip', Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9), 'unreadable'],
  ])('%s is recognised by its content', async (_what, bytes, expected) => {
    expect(await tell(bytes)).toEqual([`x: ${expected}`])
  })

  it('has one digest packed or not, and keeps the original as it came', async () => {
    const [plain] = await read(fit)
    const packed = gzipSync(fit)
    const [zipped] = await read(packed)
    expect(plain?.sha256).toBe(createHash('sha256').update(fit).digest('hex'))
    expect(zipped?.sha256).toBe(plain?.sha256)
    expect(zipped?.bytes).toEqual(packed)
  })

  it('keeps what a cut-off gzip still holds', async () => {
    const packed = gzipSync(fit)
    const [file] = await read(packed.subarray(0, Math.floor(packed.length * 0.7)))
    expect(file?.outcome.kind === 'activities' && file.outcome.activities[0]?.partial).toBe(true)
  })

  it('reads from disk and says when it cannot', async () => {
    const path = join(folder, 'named-wrongly.jpg')
    await writeFile(path, fit)
    const files: ReadFile[] = []
    for await (const file of readFile({ path }, { pool, nowMs: null })) files.push(file)
    for await (const file of readFile({ path: join(folder, 'gone.fit') }, { pool, nowMs: null })) files.push(file)
    expect(files.map(told)).toEqual(['named-wrongly.jpg: run', 'gone.fit: unreadable'])
  })

  it('refuses a file from the future by the clock it is given', async () => {
    for await (const file of readFile({ name: 'x', bytes: fit }, { pool, nowMs: Date.parse('2026-05-01T00:00:00Z') })) {
      expect(told(file)).toBe('x: implausible')
    }
  })
})

describe('an archive', () => {
  it('reads nested folders and nested gzip in order, and counts what holds no training without naming it', async () => {
    const archive = await zip([
      { name: 'export/activities/1.fit.gz', bytes: gzipSync(fit) },
      { name: 'export/activities/2.tcx', bytes: text(forgeTcx(describedTrainerRide(START))) },
      { name: 'export/media/secret.jpg', bytes: fit },
      { name: 'export/activities.csv', bytes: text('a,b') },
      { name: '__MACOSX/._1.fit', bytes: fit },
      { name: 'export/noextension', bytes: text(forgeGpx([description])) },
      { name: 'inner.zip', bytes: await zip([{ name: 'a.fit', bytes: fit }]) },
    ])
    const files = readFile({ name: 'x', bytes: archive }, { pool, nowMs: null })
    const seen: string[] = []
    let next = await files.next()
    for (; !next.done; next = await files.next()) seen.push(told(next.value))
    expect(next.value).toEqual({ ignored: 3 })
    expect(seen).toEqual([
      'export/activities/1.fit.gz: run',
      'export/activities/2.tcx: ride',
      'export/noextension: run',
      'inner.zip: unsupported',
    ])
  })

  it('says when there is nothing in it', async () => {
    expect(await tell(await zip([{ name: 'a.csv', bytes: text('a') }]))).toEqual(['x: empty'])
  })

  it('refuses links, locked files, unknown packing and a name that comes twice, and reads the rest', async () => {
    const archive = Buffer.from(
      await zip([
        { name: 'link.fit', bytes: text('/etc/passwd'), mode: 0o120777 },
        { name: 'locked.fit', bytes: fit },
        { name: 'strange.fit', bytes: fit },
        { name: 'twice.fit', bytes: fit },
        { name: 'twicE.fit', bytes: fit },
        { name: 'good.fit', bytes: fit },
      ]),
    )
    const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    const header = (name: string): number => archive.indexOf(name, directory) - 46
    archive.writeUInt16LE(archive.readUInt16LE(header('locked.fit') + 8) | 1, header('locked.fit') + 8)
    archive.writeUInt16LE(99, header('strange.fit') + 10)
    archive.write('twice', archive.indexOf('twicE', directory))
    expect(await tell(archive)).toEqual([
      'link.fit: dangerous',
      'locked.fit: encrypted',
      'strange.fit: unsupported',
      'twice.fit: run',
      'twice.fit: dangerous',
      'good.fit: run',
    ])
  })

  it('never lets a name climb out: the archive is refused whole', async () => {
    const archive = Buffer.from(await zip([{ name: 'aa/aa/evil.fit', bytes: fit }]))
    for (let at = archive.indexOf('aa/aa/evil'); at >= 0; at = archive.indexOf('aa/aa/evil', at))
      archive.write('../../', at)
    expect(await tell(archive)).toEqual(['x: unreadable'])
  })

  it('says when it is cut off or its directory is damaged', async () => {
    const archive = await zip([{ name: 'a.fit', bytes: fit }])
    expect(await tell(archive.subarray(0, archive.length - 30))).toEqual(['x: unreadable'])
  })
})

describe('limits', () => {
  const small: FileLimits = { ...FILE_LIMITS, maxFileBytes: 2 * 1024 * 1024 }

  it('stops a gzip bomb at the ratio and at the size', async () => {
    const bomb = gzipSync(new Uint8Array(30 * 1024 * 1024))
    expect(await tell(bomb)).toEqual(['x: too-large'])
    expect(await tell(bomb, small)).toEqual(['x: too-large'])
  })

  it('stops a zip bomb, honest or lying about its size', async () => {
    const archive = Buffer.from(await zip([{ name: 'bomb.fit', bytes: new Uint8Array(30 * 1024 * 1024) }]))
    expect(await tell(archive)).toEqual(['bomb.fit: too-large'])
    const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    archive.writeUInt32LE(1000, directory + 24)
    expect(await tell(archive)).toEqual(['bomb.fit: unreadable'])
  })

  it('holds the number of entries, the size of one packed entry, of one file and of all', async () => {
    const three = await zip(['a.fit', 'b.fit', 'c.fit'].map((name) => ({ name, bytes: fit })))
    expect(await tell(three, { ...FILE_LIMITS, maxEntries: 2 })).toEqual([
      'a.fit: run',
      'b.fit: run',
      'c.fit: too-large',
    ])
    expect(await tell(three, { ...FILE_LIMITS, maxTotalBytes: fit.length * 2 })).toEqual([
      'a.fit: run',
      'b.fit: run',
      'c.fit: too-large',
    ])
    expect(await tell(three, { ...FILE_LIMITS, maxEntryCompressedBytes: 100 })).toEqual(
      ['a.fit', 'b.fit', 'c.fit'].map((name) => `${name}: too-large`),
    )
    expect(await tell(fit, { ...FILE_LIMITS, maxFileBytes: fit.length - 1 })).toEqual(['x: too-large'])
  })
})

describe('hostile bytes', () => {
  it('ends in an outcome for any cut, any flipped bit and any noise, packed or not (property)', async () => {
    const tiny = forgeFit({ ...description, elapsedS: 70 })
    const wholes = [
      tiny,
      gzipSync(tiny),
      await zip([
        { name: 'a.fit', bytes: tiny },
        { name: 'b.gpx', bytes: text(forgeGpx([{ ...description, elapsedS: 20 }])) },
      ]),
      text(forgeTcx({ ...description, elapsedS: 20 })),
    ]
    const damage = fc.record({
      which: fc.nat(wholes.length - 1),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(7)), { maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ which, cut, flips }) => {
        const whole = Uint8Array.from(wholes[which]!)
        for (const [share, bit] of flips) whole[Math.floor(share * whole.length)]! ^= 1 << bit
        const files = await read(cut === null ? whole : whole.subarray(0, Math.floor(cut * whole.length)))
        expect(files.length).toBeGreaterThan(0)
        expect(files.every(({ outcome }) => outcome.kind !== 'refused' || outcome.sentence.endsWith('.'))).toBe(true)
      }),
      { numRuns: 250 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => void (await read(noise))),
      { numRuns: 100 },
    )
  }, 60_000)
})
