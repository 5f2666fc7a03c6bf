import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrismaClient } from './generated/client/client.ts'
import { createPgliteAdapterFactory } from './pglite-adapter.ts'

/** A child that must have its parent by the end of the transaction: the failure shows at COMMIT and not before. */
const DEFERRED = `
  CREATE TABLE parent (id int PRIMARY KEY);
  CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);`
const insertOrphan = (prisma: PrismaClient, id: number) =>
  prisma.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO child VALUES (${id}, 99)`
    return 'said done'
  })

describe('the PGlite adapter', () => {
  let pglite: PGlite
  let prisma: PrismaClient
  beforeAll(async () => {
    pglite = await PGlite.create()
    await pglite.exec(DEFERRED)
    prisma = new PrismaClient({ adapter: createPgliteAdapterFactory(pglite) })
  })
  afterAll(async () => {
    await prisma.$disconnect()
    await pglite.close()
  })

  it('the library alone reports a failed COMMIT as success (when this fails, our wrapper may go)', async () => {
    const other = await PGlite.create()
    await other.exec(DEFERRED)
    const bare = new PrismaClient({ adapter: new PrismaPGlite(other) })
    expect(await insertOrphan(bare, 1)).toBe('said done')
    expect((await other.query('SELECT * FROM child')).rows).toEqual([])
    await bare.$disconnect()
    await other.close()
  })

  it('ours reports it as the failure it is, and goes on working', async () => {
    await expect(insertOrphan(prisma, 2)).rejects.toThrow(/foreign key/)
    expect((await pglite.query('SELECT * FROM child')).rows).toEqual([])
    await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO child VALUES (3, 7)`
      await tx.$executeRaw`INSERT INTO parent VALUES (7)`
    })
    expect((await pglite.query('SELECT id FROM child')).rows).toEqual([{ id: 3 }])
  })

  it('rolls back what throws, and what fails inside', async () => {
    const thrown = prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO parent VALUES (8)`
      throw new Error('no')
    })
    await expect(thrown).rejects.toThrow('no')
    const failed = prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO parent VALUES (9)`
      await tx.$executeRaw`INSERT INTO parent VALUES (9)`
    })
    await expect(failed).rejects.toThrow(/[Uu]nique|duplicate key/)
    expect((await pglite.query('SELECT id FROM parent ORDER BY id')).rows).toEqual([{ id: 7 }])
  })

  it('transactions wait for each other instead of mixing', async () => {
    const sums = await Promise.all(
      Array.from({ length: 5 }, () =>
        prisma.$transaction(async (tx) => {
          const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM parent`
          const id = 100 + (row?.n ?? 0)
          await tx.$executeRaw`INSERT INTO parent VALUES (${id})`
          return id
        }),
      ),
    )
    expect(new Set(sums).size).toBe(5)
  })
})
