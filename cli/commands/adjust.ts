import { parseArgs } from 'node:util'
import type { CliAdjustment } from '../../shared/contracts/cli/adjustment.ts'
import { AdjustWish, type AdjustReply } from '../../shared/contracts/training-plan.ts'
import { inputError, type CommandIo, type ExitCode } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { adjustmentText } from '../words/adjustment-lines.ts'

const OPTIONS = {
  since: { type: 'string' },
  pain: { type: 'string' },
  limp: { type: 'boolean' },
  next: { type: 'boolean' },
  easy: { type: 'string' },
  minutes: { type: 'string' },
  preview: { type: 'boolean' },
  json: { type: 'boolean' },
} as const
type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** What the rules say no to, and what changed between looking and saving. */
const RULES_SAY_NO: ReadonlySet<string> = new Set(['plan-blocked', 'plan-refused', 'preview-changed', 'stale-revision'])

/**
 * `coach adjust WISH [--preview] [--json]`: fits the plan in force to what came up, as one change that the app can undo. Exit 1
 * when no safe change is found.
 */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
  const wish = readWish(positionals, values)
  const data = await openCoachData(io)
  try {
    const answer = await data.adjust({ wish, preview: values.preview ?? false })
    if (answer.ok) {
      io.stdout.write(values.json ? rowOf(answer.value) : adjustmentText(answer.value))
      return 0
    }
    const { code, detail } = answer.refused
    if (!RULES_SAY_NO.has(code)) throw inputError(null, null, detail)
    io.stdout.write(values.json ? `${JSON.stringify({ refused: { code, detail } })}\n` : `${detail}\n`)
    return 1
  } finally {
    await data.close()
  }
}

function rowOf(reply: AdjustReply): string {
  const { plan_meta: _meta, weeks: _weeks, ...rest } = reply
  const row: CliAdjustment = { kind: 'adjustment', ...rest }
  return `${JSON.stringify(row, null, 2)}\n`
}

/** The words after the command as a wish; bad input (exit 2) in one line where they are none. */
function readWish(words: readonly string[], options: Options): AdjustWish {
  const [kind, ...told] = words
  const asked = wishOf(kind, told, options)
  if (asked === null)
    throw inputError(
      null,
      null,
      `${kind === undefined ? 'say what came up' : `"${words.join(' ')}" is no wish`}; "coach help adjust" lists them`,
    )
  const parsed = AdjustWish.safeParse(asked)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw inputError(null, issue?.path.join('.') ?? null, issue?.message ?? 'not understood')
}

function wishOf(kind: string | undefined, told: readonly string[], options: Options): object | null {
  const [first, second] = told
  const takes = (count: number): boolean => told.length === count
  switch (kind) {
    case 'too-tired':
      return takes(0) ? { kind } : null
    case 'sick':
      return takes(1) ? { kind, symptoms: first, ...(options.since ? { since: options.since } : {}) } : null
    case 'hurt':
      return takes(1) ? { kind, part: first, pain: numberOf(options.pain), limp: options.limp ?? false } : null
    case 'days':
      return takes(1) ? { kind, days: numberOf(first), week: options.next ? 'next' : 'this' } : null
    case 'travel':
      return takes(2)
        ? { kind, from: first, to: second, ...(options.easy ? { easyMinutes: numberOf(options.easy) } : {}) }
        : null
    case 'no-time-today':
      return takes(0) ? { kind, ...(options.minutes ? { minutes: numberOf(options.minutes) } : {}) } : null
    case 'goal-date':
      return takes(1) ? { kind: 'new-goal-date', date: first } : null
    case 'week':
      return told.length > 0 ? { kind: 'new-availability', availability: { slots: told.map(slotOf) } } : null
    default:
      return null
  }
}

/** "TUE=60": a day and its minutes; a day that is not named has none. */
function slotOf(text: string): object {
  const [day, minutes] = text.split('=')
  return { day: day?.toUpperCase(), minutes: numberOf(minutes) }
}

/** What is no whole number stays as it is, for the contract to refuse. */
const numberOf = (text: string | undefined): number | string | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : text
