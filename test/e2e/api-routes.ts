import { sundayFromNow } from './training-files.ts'
import { OWNER } from './visit.ts'

export interface Route {
  readonly method: string
  readonly path: string
  /** Open to everyone: it answers without an account. */
  readonly open?: true
  /** Bodies that must be refused with 422 and the field they are wrong in. */
  readonly wrong?: readonly (readonly [body: unknown, field: string])[]
  /** Queries that must be refused with 422. */
  readonly wrongQuery?: readonly string[]
}

export const PLAN_REQUEST = {
  goal: { kind: '10K', sport: 'run', date: sundayFromNow(90) },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: { slots: ['TUE', 'THU', 'SAT', 'SUN'].map((day) => ({ day, minutes: day === 'SUN' ? 120 : 60 })) },
  level: 'INTERMEDIATE',
  birthYear: 1988,
}
const WRONG_PLANS = [
  [{ ...PLAN_REQUEST, maxDaysPerWeek: 0 }, 'maxDaysPerWeek'],
  [{ ...PLAN_REQUEST, goal: { ...PLAN_REQUEST.goal, date: '2027-02-31' } }, 'goal.date'],
  [{ ...PLAN_REQUEST, goal: { ...PLAN_REQUEST.goal, kind: 'IRONMAN' } }, 'goal.kind'],
  [{ ...PLAN_REQUEST, availability: { slots: [{ day: 'SUN', minutes: -5 }] } }, 'availability.slots.0.minutes'],
  [[], 'body'],
] as const
export const GENERATE = {
  goal: PLAN_REQUEST.goal,
  daysPerWeek: 4,
  availability: PLAN_REQUEST.availability,
  longDay: 'SUN',
}
export const MOVE = {
  kind: 'move',
  workoutId: 'w',
  from: { date: '2026-01-01', slot: 0 },
  to: { date: '2026-01-02', slot: 0 },
}

/** Every route of `server/api`. A test walks the folder and holds this list to it. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/status', open: true },
  {
    method: 'POST',
    path: '/api/account/owner',
    open: true,
    wrong: [
      [{ ...OWNER, password: 'short' }, 'password'],
      [{ ...OWNER, email: 'nobody' }, 'email'],
      [{ ...OWNER, name: '  ' }, 'name'],
      [{ ...OWNER, name: 'Ro\u0000bin' }, 'name'],
      [{}, 'name'],
    ],
  },
  { method: 'POST', path: '/api/account/sign-in', open: true, wrong: [[{ email: OWNER.email }, 'password']] },
  { method: 'POST', path: '/api/account/sign-out', open: true },
  {
    method: 'POST',
    path: '/api/account/password',
    wrong: [[{ currentPassword: OWNER.password, newPassword: 'short' }, 'newPassword']],
  },
  { method: 'POST', path: '/api/account/delete', wrong: [[{}, 'password']] },
  { method: 'GET', path: '/api/account/sessions' },
  { method: 'DELETE', path: '/api/account/sessions/[id]' },
  { method: 'GET', path: '/api/me' },
  { method: 'GET', path: '/api/today' },
  { method: 'GET', path: '/api/progress' },
  { method: 'GET', path: '/api/progress/zones' },
  { method: 'GET', path: '/api/profile', wrongQuery: ['on=yesterday', 'on=2026-13-01'] },
  {
    method: 'GET',
    path: '/api/wellness',
    wrongQuery: ['', 'from=2026-01-01', 'from=2026-03-01&to=2026-02-01', 'from=2020-01-01&to=2026-01-01'],
  },
  { method: 'GET', path: '/api/wellness/[date]' },
  { method: 'POST', path: '/api/wellness/[date]/answer', wrong: [[{ easy: 'yes' }, 'easy']] },
  {
    method: 'PUT',
    path: '/api/wellness/[date]',
    wrong: [
      [{ fatigue: 6 }, 'fatigue'],
      [{ mood: 2.5 }, 'mood'],
      [{ hrvRmssdMs: 0 }, 'hrvRmssdMs'],
      [{ restingHrBpm: 'slow' }, 'restingHrBpm'],
      [{ sleepS: 90_000 }, 'sleepS'],
    ],
  },
  {
    method: 'GET',
    path: '/api/calendar',
    wrongQuery: [
      '',
      'from=2026-01-01',
      'from=2026-02-30&to=2026-03-01',
      'from=2026-03-01&to=2026-02-01',
      'from=2020-01-01&to=2026-01-01',
    ],
  },
  { method: 'GET', path: '/api/athlete' },
  {
    method: 'PATCH',
    path: '/api/athlete',
    wrong: [
      [{ birthYear: 1800 }, 'birthYear'],
      [{ timeZone: 'Middle/Earth' }, 'timeZone'],
      [{ weightKg: 'heavy' }, 'weightKg'],
      [{ longDay: 'SOMEDAY' }, 'longDay'],
    ],
  },
  {
    method: 'POST',
    path: '/api/athlete/thresholds',
    wrong: [
      [{ name: 'ftpW', sport: 'ride', value: 5, from: '2026-01-01' }, 'value'],
      [{ name: 'ftpW', sport: 'run', value: 250, from: '2026-01-01' }, 'sport'],
      [{ name: 'wings', sport: 'ride', value: 250, from: '2026-01-01' }, 'name'],
    ],
  },
  {
    method: 'POST',
    path: '/api/athlete/flags',
    wrong: [
      [{ kind: 'INJURY', startDate: '2026-01-01', reviewDate: '2026-01-15' }, 'part'],
      [{ kind: 'INJURY', part: 'knee', startDate: '2026-01-15', reviewDate: '2026-01-01' }, 'reviewDate'],
      [{ kind: 'BROKEN_HEART', part: 'heart', startDate: '2026-01-01', reviewDate: '2026-01-15' }, 'kind'],
      [{ kind: 'INJURY', part: 'knee', startDate: '2026-01-01', pain: 11 }, 'pain'],
      [{ kind: 'ILLNESS', startDate: '2026-01-01', symptoms: 'lovesick' }, 'symptoms'],
    ],
  },
  {
    method: 'PATCH',
    path: '/api/athlete/flags/[id]',
    wrong: [
      [{ pain: 2.5 }, 'pain'],
      [{ symptomFreeSince: '2026-02-31' }, 'symptomFreeSince'],
    ],
  },
  { method: 'DELETE', path: '/api/athlete/flags/[id]' },
  { method: 'GET', path: '/api/plans/[id]/health' },
  {
    method: 'POST',
    path: '/api/plans/[id]/health',
    wrong: [
      [{ baseRevision: 0, digest: 'x' }, 'baseRevision'],
      [{ baseRevision: 1 }, 'digest'],
    ],
  },
  {
    method: 'PUT',
    path: '/api/athlete/screening',
    wrong: [
      [{ yes: ['hiccups'], doctorAgreed: false, guardianAgreed: false }, 'yes.0'],
      [{ yes: [], guardianAgreed: false }, 'doctorAgreed'],
    ],
  },
  { method: 'POST', path: '/api/audit' },
  { method: 'GET', path: '/api/operator' },
  { method: 'POST', path: '/api/operator/retry', wrong: [[{ job: 'audit-plan' }, 'key']] },
  { method: 'GET', path: '/api/notices' },
  { method: 'POST', path: '/api/notices/seen', wrong: [[{ until: 'yesterday' }, 'until']] },
  { method: 'PUT', path: '/api/notices/mail', wrong: [[{ wanted: 'yes' }, 'wanted']] },
  { method: 'POST', path: '/api/sample' },
  { method: 'DELETE', path: '/api/sample' },
  { method: 'GET', path: '/api/plans' },
  { method: 'GET', path: '/api/plans/[id]' },
  { method: 'POST', path: '/api/plans', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/preview', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/alternatives', wrong: WRONG_PLANS },
  { method: 'GET', path: '/api/plans/active' },
  { method: 'GET', path: '/api/openapi.json', open: true },
  {
    method: 'POST',
    path: '/api/training-plan/generate',
    wrong: [
      [{}, 'goal'],
      [{ ...GENERATE, goal: { kind: 'IRONMAN' } }, 'goal.kind'],
      [{ ...GENERATE, daysPerWeek: 1 }, 'daysPerWeek'],
      [{ ...GENERATE, courseId: 7 }, 'courseId'],
      [{ ...GENERATE, events: [{ kind: '10K', priority: 'B' }] }, 'events.0.date'],
      [{ ...GENERATE, events: [{ kind: 'RUN_DISTANCE', date: '2027-01-10', priority: 'C' }] }, 'events.0.distanceM'],
      [{ ...GENERATE, preferredDays: ['MON', 'TUE'] }, 'preferredDays'],
      [{ ...GENERATE, preferences: { targets: { run: 'mood' } } }, 'preferences.targets.run'],
      [{ ...GENERATE, save: 'yes' }, 'save'],
    ],
  },
  {
    method: 'POST',
    path: '/api/training-plan/adjust',
    wrong: [
      [{}, 'wish'],
      [{ wish: { kind: 'bored' } }, 'wish.kind'],
      [{ wish: { kind: 'sick', symptoms: 'ears' } }, 'wish.symptoms'],
      [{ wish: { kind: 'hurt', part: ' ', pain: 3 } }, 'wish.part'],
      [{ wish: { kind: 'hurt', part: 'knee', pain: 11 } }, 'wish.pain'],
      [{ wish: { kind: 'days', days: 8 } }, 'wish.days'],
      [{ wish: { kind: 'travel', from: '2027-01-05', to: '2027-01-04' } }, 'wish.to'],
      [{ wish: { kind: 'travel', from: '2027-01-05', to: '2027-03-04' } }, 'wish.to'],
      [{ wish: { kind: 'no-time-today', minutes: 1 } }, 'wish.minutes'],
      [{ wish: { kind: 'new-goal-date', date: '2027-02-30' } }, 'wish.date'],
      [{ wish: { kind: 'new-availability' } }, 'wish.availability'],
      [{ wish: { kind: 'too-tired' }, baseRevision: 0 }, 'baseRevision'],
    ],
  },
  {
    method: 'POST',
    path: '/api/plans/[id]/changes',
    wrong: [
      [{ baseRevision: 0, changes: [MOVE] }, 'baseRevision'],
      [{ baseRevision: 1, changes: [] }, 'changes'],
      [{ baseRevision: 1, changes: [{ ...MOVE, kind: 'replace' }] }, 'changes.0.kind'],
    ],
  },
  { method: 'POST', path: '/api/plans/[id]/undo', wrong: [[{ revision: 'last' }, 'revision']] },
  { method: 'GET', path: '/api/athlete/habits' },
  {
    method: 'PUT',
    path: '/api/athlete/habits',
    wrong: [
      [{ habit: 'a b', followed: true }, 'habit'],
      [{ habit: 'key-TUE-THU' }, 'followed'],
    ],
  },
  { method: 'GET', path: '/api/plans/[id]/revisions' },
  { method: 'GET', path: '/api/plans/[id]/revisions/[number]' },
  { method: 'GET', path: '/api/plans/[id]/compare', wrongQuery: ['', 'from=1', 'from=0&to=1', 'from=first&to=last'] },
  {
    method: 'POST',
    path: '/api/plans/[id]/restore',
    wrong: [
      [{ revision: 1, baseRevision: 1 }, 'digest'],
      [{ revision: 0, baseRevision: 1, digest: 'x' }, 'revision'],
    ],
  },
  { method: 'POST', path: '/api/plans/[id]/restore/preview', wrong: [[{ revision: 'first' }, 'revision']] },
  { method: 'POST', path: '/api/plans/[id]/replan', wrong: [[{ ...PLAN_REQUEST, baseRevision: 0 }, 'baseRevision']] },
  { method: 'POST', path: '/api/plans/[id]/replan/preview', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/[id]/weeks', wrong: [[{ blockId: 'b', baseRevision: 0 }, 'baseRevision']] },
  { method: 'POST', path: '/api/plans/[id]/archive' },
  { method: 'GET', path: '/api/workouts/[id]' },
  { method: 'GET', path: '/api/activities/[id]' },
  {
    method: 'PUT',
    path: '/api/activities/[id]/match',
    wrong: [
      [{}, 'workoutId'],
      [{ workoutId: 7 }, 'workoutId'],
      [{ workoutId: '../w' }, 'workoutId'],
    ],
  },
  { method: 'DELETE', path: '/api/activities/[id]/match' },
  { method: 'GET', path: '/api/sessions/open' },
  {
    method: 'PUT',
    path: '/api/sessions/feedback',
    wrong: [
      [{}, 'sessions'],
      [{ sessions: [] }, 'sessions'],
      [{ sessions: [{ rpe: 5 }] }, 'sessions.0.workoutId'],
      [{ sessions: [{ workoutId: 'w', activityId: 'a' }] }, 'sessions.0.workoutId'],
      [{ sessions: [{ workoutId: 'w', rpe: 11 }] }, 'sessions.0.rpe'],
      [{ sessions: [{ workoutId: 'w', rpe: 5.5 }] }, 'sessions.0.rpe'],
      [{ sessions: [{ workoutId: 'w', feel: 0 }] }, 'sessions.0.feel'],
      [{ sessions: [{ workoutId: 'w', reason: 'LAZY' }] }, 'sessions.0.reason'],
      [{ sessions: [{ workoutId: 'w', told: 'MAYBE' }] }, 'sessions.0.told'],
      [{ sessions: [{ activityId: 'a', told: 'DONE' }] }, 'sessions.0.told'],
      [{ sessions: [{ workoutId: '../w', rpe: 5 }] }, 'sessions.0.workoutId'],
    ],
  },
  { method: 'GET', path: '/api/workouts/[id]/download', wrongQuery: ['', 'format=exe'] },
  { method: 'POST', path: '/api/courses', wrongQuery: ['', 'name=a.gpx', 'name=a.gpx&event=swim', 'event=run'] },
  {
    method: 'POST',
    path: '/api/courses/examples',
    wrong: [
      [{}, 'example'],
      [{ example: 'everest' }, 'example'],
    ],
  },
  { method: 'GET', path: '/api/courses/[id]', wrongQuery: ['event=swim'] },
  { method: 'DELETE', path: '/api/courses/[id]' },
  { method: 'GET', path: '/api/imports' },
  { method: 'POST', path: '/api/imports' },
  { method: 'GET', path: '/api/imports/[id]', wrongQuery: ['after=-1', 'after=x'] },
  { method: 'POST', path: '/api/imports/[id]/files', wrongQuery: [''] },
  { method: 'POST', path: '/api/imports/[id]/finish' },
  { method: 'POST', path: '/api/imports/[id]/cancel' },
]
export const LOCKED = ROUTES.filter((route) => !route.open)
export const at = (path: string, id = 'nothere'): string =>
  path.replace('[id]', id).replace('[date]', '2026-01-01').replace('[number]', '1')
