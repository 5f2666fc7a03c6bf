import type { SqlRunner } from './sql-runner.ts'

/** The role an athlete's transaction runs under: no login, no bypass of row-level security. */
export const APP_ROLE = 'coach_app'

/**
 * How rows of another athlete are refused. `role`: each athlete transaction switches to {@link APP_ROLE}, which may read
 * the training tables only. `forced-owner`: the login may not create or use the role, so row-level security is forced on
 * the tables' owner; account tables are then readable inside an athlete transaction.
 */
export type Isolation = 'role' | 'forced-owner'

/** Makes the role, its grants and the proof that we can switch to it. Run under the migration lock. */
export async function prepareIsolation(sql: SqlRunner): Promise<Isolation> {
  const tables = await protectedTables(sql)
  if (await canUseRole(sql, tables)) return 'role'
  for (const { name, forced } of tables) {
    if (!forced) await sql.exec(`ALTER TABLE "${name}" FORCE ROW LEVEL SECURITY`)
  }
  return 'forced-owner'
}

type ProtectedTable = {
  readonly name: string
  readonly forced: boolean
}

const protectedTables = (sql: SqlRunner): Promise<readonly ProtectedTable[]> =>
  sql.query<ProtectedTable>(
    `SELECT c.relname AS name, c.relforcerowsecurity AS forced FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relrowsecurity ORDER BY c.relname`,
  )

async function canUseRole(sql: SqlRunner, tables: readonly ProtectedTable[]): Promise<boolean> {
  const [role] = await sql.query<{ bypass: boolean }>(
    `SELECT (rolsuper OR rolbypassrls) AS bypass FROM pg_roles WHERE rolname = $1`,
    [APP_ROLE],
  )
  // A role of that name that could see past the policies is worse than none.
  if (role?.bypass) return false
  if (!role && !(await attempt(sql, `CREATE ROLE ${APP_ROLE} NOLOGIN NOINHERIT NOBYPASSRLS`, ['42710', '23505'])))
    return false
  const [login] = await sql.query<{ superuser: boolean; member: boolean }>(
    `SELECT rolsuper AS superuser, pg_has_role(current_user, $1, 'MEMBER') AS member FROM pg_roles WHERE rolname = current_user`,
    [APP_ROLE],
  )
  if (!login?.superuser && !(await attempt(sql, `SET ROLE ${APP_ROLE}; RESET ROLE`, []))) {
    if (!(await attempt(sql, `GRANT ${APP_ROLE} TO CURRENT_USER`, []))) return false
  }
  const names = tables.map(({ name }) => `"${name}"`).join(', ')
  const [schema] = await sql.query<{ name: string }>(`SELECT quote_ident(current_schema()) AS name`)
  const grants = `GRANT USAGE ON SCHEMA ${schema?.name ?? 'public'} TO ${APP_ROLE}; GRANT SELECT, INSERT, UPDATE, DELETE ON ${names} TO ${APP_ROLE}`
  if (!(await attempt(sql, grants, []))) return false
  const probe = `SET ROLE ${APP_ROLE}; SELECT 1 FROM "Athlete" LIMIT 0; RESET ROLE`
  return attempt(sql, probe, [])
}

/** Runs a script; true when it worked or failed with a code that means "already so", false when the login may not. */
async function attempt(sql: SqlRunner, script: string, fine: readonly string[]): Promise<boolean> {
  try {
    await sql.exec(`BEGIN; ${script}; COMMIT`)
    return true
  } catch (cause) {
    await sql.exec('ROLLBACK')
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (fine.includes(code)) return true
    // 42501 insufficient_privilege, 0LP01 invalid_grant_operation, 22023 role of that name may not be set.
    if (['42501', '0LP01', '22023', '42704'].includes(code)) return false
    throw cause
  }
}
