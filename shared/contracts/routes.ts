import * as account from './account.ts'
import * as activities from './activities.ts'
import * as athlete from './athlete.ts'
import * as audit from './audit.ts'
import * as courses from './courses.ts'
import * as flags from './flags.ts'
import * as habits from './habits.ts'
import * as home from './home.ts'
import * as imports from './imports.ts'
import * as notices from './notices.ts'
import * as openapi from './openapi.ts'
import * as planHistory from './plan-history.ts'
import * as operator from './operator.ts'
import * as plans from './plans.ts'
import * as profile from './profile.ts'
import * as progress from './progress.ts'
import type { RouteContract } from './route.ts'
import * as screening from './screening.ts'
import * as sessions from './sessions.ts'
import * as trainingPlan from './training-plan.ts'
import * as wellness from './wellness.ts'

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value

/** Every route of the API by its contract, in order of path; a test holds it to `server/api`. */
export const ROUTE_CONTRACTS: readonly RouteContract[] = [
  account,
  activities,
  athlete,
  audit,
  courses,
  flags,
  habits,
  home,
  imports,
  notices,
  openapi,
  planHistory,
  operator,
  plans,
  profile,
  progress,
  screening,
  sessions,
  trainingPlan,
  wellness,
]
  .flatMap((file) => Object.values<unknown>(file).filter(isContract))
  .toSorted((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path.localeCompare(b.path)))
