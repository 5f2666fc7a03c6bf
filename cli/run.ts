import type { CommandIo, ExitCode, RunCommand } from './command.ts'

type Load = () => Promise<{ run: RunCommand }>

/** One dynamic import a command: `coach help` must not pay for the planner (stack.md, start-up recipes). */
export const COMMANDS: Readonly<Record<string, Load>> = {
  inspect: () => import('./commands/inspect.ts'),
  plan: () => import('./commands/plan.ts'),
  check: () => import('./commands/check.ts'),
  health: () => import('./commands/health.ts'),
  adjust: () => import('./commands/adjust.ts'),
  import: () => import('./commands/import.ts'),
  profile: () => import('./commands/profile.ts'),
  checkin: () => import('./commands/checkin.ts'),
  today: () => import('./commands/today.ts'),
  week: () => import('./commands/week.ts'),
  simulate: () => import('./commands/simulate.ts'),
  audit: () => import('./commands/audit.ts'),
  doctor: () => import('./commands/doctor.ts'),
  help: () => import('./commands/help.ts'),
}

/** Runs one command. Errors are one line on stderr; the exit code is design.md §6's. Never throws. */
export async function runCoach(argv: string[], io: CommandIo): Promise<ExitCode> {
  const [first = 'help', ...args] = argv
  const name = first === '--help' || first === '-h' ? 'help' : first
  const load = COMMANDS[name]
  if (!load || !Object.hasOwn(COMMANDS, name)) {
    io.stderr.write(`coach: no command "${name}"; "coach help" lists them\n`)
    return 2
  }
  try {
    if (args.includes('--help') || args.includes('-h')) return await (await COMMANDS.help!()).run([name], io)
    const { run } = await load()
    return await run(args, io)
  } catch (error) {
    if (isBadInput(error)) {
      io.stderr.write(`coach ${name}: ${oneLine(error)}\n`)
      return 2
    }
    io.stderr.write(`coach ${name}: internal error: ${oneLine(error)}\n`)
    if (io.env.COACH_DEBUG && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`)
    return 3
  }
}

/** Ours, an option `parseArgs` does not know, or a file that cannot be opened. */
function isBadInput(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'InputError') return true
  const code = 'code' in error ? String(error.code) : ''
  return code.startsWith('ERR_PARSE_ARGS') || ['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR', 'EPERM'].includes(code)
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'a folder, not a file',
  ENOTDIR: 'part of the path is not a folder',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
}

function oneLine(error: unknown): string {
  if (error instanceof Error && 'path' in error && 'code' in error) {
    const words = FILE_WORDS[String(error.code)]
    if (words) return `${String(error.path)}: ${words}`
  }
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
