import type { PGlite } from '@electric-sql/pglite'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

/**
 * The PGlite adapter with transactions that tell the truth. `pglite-prisma-adapter` 0.7.2 swallows a failed COMMIT (a
 * deferred constraint): Prisma reports success and the row is absent. Here `commit` answers with the real result.
 */
export function createPgliteAdapterFactory(pglite: PGlite): SqlDriverAdapterFactory {
  const inner = new PrismaPGlite(pglite)
  return {
    provider: 'postgres',
    adapterName: inner.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const adapter = await inner.connect()
      return {
        provider: 'postgres',
        adapterName: adapter.adapterName,
        queryRaw: (query) => adapter.queryRaw(query),
        executeRaw: (query) => adapter.executeRaw(query),
        // The original does not await its script.
        executeScript: async (script) => {
          await pglite.exec(script)
        },
        getConnectionInfo: () => ({ schemaName: undefined, supportsRelationJoins: true }),
        // One connection, so transactions run one after another: each already sees what serializable would.
        startTransaction: () => startTransaction(pglite),
        dispose: () => adapter.dispose(),
      }
    },
  }
}

type PgliteTransaction = Parameters<Parameters<PGlite['transaction']>[0]>[0]

function startTransaction(pglite: PGlite): Promise<Transaction> {
  return new Promise((resolve, reject) => {
    const outcome: Promise<void> = pglite.transaction(async (transaction) => {
      const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
      const queryable = await queryableOf(transaction)
      resolve({
        provider: 'postgres',
        adapterName: queryable.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => queryable.queryRaw(query),
        executeRaw: (query) => queryable.executeRaw(query),
        commit: async () => {
          finish()
          await outcome
        },
        rollback: async () => {
          await transaction.rollback()
          finish()
          await outcome
        },
      })
      await finished
    })
    // Before the transaction was handed out its failure is the answer; after that `commit` and `rollback` report it.
    outcome.catch(reject)
  })
}

/** The library's query conversion on a transaction: it only calls `query`, which a transaction has as well. */
function queryableOf(transaction: PgliteTransaction): Promise<SqlDriverAdapter> {
  const client: Pick<PGlite, 'query'> = {
    query: (sql, parameters, options) => transaction.query(sql, parameters, options),
  }
  return new PrismaPGlite(client as PGlite).connect()
}
