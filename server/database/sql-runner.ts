/** A row by column name. */
export type SqlRow = Record<string, unknown>

/** Plain SQL on one connection: what migrations, roles and the job queue need of a database, whichever it is. */
export interface SqlRunner {
  /** Runs a script of several statements. */
  exec(script: string): Promise<void>
  query<Row extends SqlRow>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>
}
