import type { CommandIo, ExitCode } from '../command.ts'

interface CommandHelp {
  readonly usage: string
  readonly does: string
  readonly more?: readonly string[]
}

/** What `coach help` says; a test checks that every command of `run.ts` stands here and the other way round. */
export const HELP: Readonly<Record<string, CommandHelp>> = {
  inspect: {
    usage: 'inspect FILE [--as course] [--json]',
    does: 'what a workout, activity, course or plan file holds',
    more: [
      '--as course   read a GPX with times as a course, not as an activity',
      '--json        one JSON object; several sessions in one file stand in sessions[]',
    ],
  },
  plan: {
    usage: 'plan --athlete A.json --goal G.json --today DATE [--json]',
    does: 'a whole plan, without a database; exit 1 when it refuses',
    more: [
      '--athlete   who trains: days and minutes, thresholds, history, health',
      '--goal      what for: kind, sport, date, races on the way',
      '--today     the day it is made, written YYYY-MM-DD',
      'docs/guide/command-line.md shows both files.',
    ],
  },
  check: {
    usage: 'check PLAN.json [--athlete A.json] [--today DATE] [--profile default|template] [--json]',
    does: 'the guard certificate of a plan; exit 1 when a hard rule is broken',
    more: [
      '--athlete   judge it for this athlete: history, minutes and health decide many limits',
      '--profile   template for a plan that is published for many',
      'docs/guide/command-line.md shows the files; cli/schemas/plan.schema.json describes a plan.',
    ],
  },
  health: {
    usage: 'health PLAN.json --athlete A.json --today DATE [--json]',
    does: 'what pain, illness and health answers ask of the sessions to come; exit 1 without a safe change',
    more: ['--json        the plan as it would be'],
  },
  adjust: {
    usage: 'adjust WISH [--preview] [--json]',
    does: 'fits the plan in the app to what came up; exit 1 when no safe change is found',
    more: [
      'too-tired                              seven days with less load, nothing hard',
      'sick above-neck|below-neck|fever       [--since DATE]',
      'hurt PART --pain 0…10                  [--limp]',
      'days N                                 [--next]  days of training left this week, or in the next',
      'travel FROM TO                         [--easy MINUTES]  off, or easy minutes a day',
      'no-time-today                          [--minutes N]',
      'week TUE=60 THU=60 SUN=150             other days for good; days not named have none',
      'goal-date DATE                         another date of the race',
      '--preview     show what would change, save nothing',
      'It is one change of the plan: undo it in the app, under Plan.',
    ],
  },
  profile: {
    usage: 'profile [--athlete A.json] [--today DATE] [--json]',
    does: 'who the athlete is, from a file or from the data of the app',
  },
  import: { usage: 'import PATH… [--json]', does: 'brings files, folders and archives into the data of the app' },
  checkin: {
    usage: 'checkin [--hrv MS] [--rhr BPM] [--sleep HOURS] [--fatigue 1-5] … [--json]',
    does: 'keeps how you are this morning, and says how ready that makes you',
    more: [
      '--hrv       rMSSD in milliseconds; --rhr heart rate at rest; --weight kilograms',
      '--sleep     hours slept, 7.5 or 7:30',
      '--fatigue, --soreness, --stress, --mood   1 well to 5 badly',
      '--sick      the day is no part of your normal; an illness is told under Health',
      '--date      another morning than today, written YYYY-MM-DD',
      'What is left out stays as it was told before.',
    ],
  },
  today: { usage: 'today [--json]', does: 'what the plan says for today, and how ready you are' },
  week: { usage: 'week [--json]', does: 'what the plan says for this week' },
  simulate: {
    usage: 'simulate [--seasons N] [--weeks W] [--seed S] [--coach COMMAND]… [--json]',
    does: 'seasons of synthetic athletes under each coach, one row a coach',
    more: [
      '--seasons   how many lives (20); each is lived under every coach',
      '--weeks     of each season (20), the race on the last Sunday',
      '--seed      of the first athlete (0): the same seeds give the same rows',
      '--coach     another coach: a program that is asked by JSON lines; evals/season/README.md tells how',
      '--json      one array, one row a coach',
    ],
  },
  audit: {
    usage: 'audit [--json]',
    does: 'looks at the plan as the coach does every night, and repairs what the last days ask for; exit 1 without a safe change',
  },
  doctor: { usage: 'doctor [--json]', does: 'checks Node, packages, data folder, database and browser' },
  help: { usage: 'help [COMMAND]', does: 'this list, or one command' },
}

/** `coach help [COMMAND]`. */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const [name] = args
  if (name === undefined) {
    io.stdout.write(overview())
    return 0
  }
  const entry = Object.hasOwn(HELP, name) ? HELP[name] : undefined
  if (!entry) {
    io.stderr.write(`coach help: no command "${name}"\n`)
    return 2
  }
  io.stdout.write(
    [`coach ${entry.usage}`, '', sentence(entry.does), ...(entry.more ?? []).map((line) => `  ${line}`), ''].join('\n'),
  )
  return 0
}

function overview(): string {
  const width = Math.max(...Object.keys(HELP).map((name) => name.length))
  const lines = Object.entries(HELP).map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.does}`)
  return [
    'coach: the endurance coach on the command line',
    '',
    ...lines,
    '',
    'coach help COMMAND tells its options. --json prints one JSON object.',
    'Exit codes: 0 done, 1 the rules say no, 2 bad input, 3 internal error.',
    '',
  ].join('\n')
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
