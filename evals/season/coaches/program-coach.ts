import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { parsePlan } from '@coach-wattz/core/plan/plan.schema'
import type { Coach, CoachMaker } from '../coach.ts'

/** A program that takes longer for one answer is taken to hang. */
const ANSWER_MS = 60_000

/** What went wrong with another coach's program, in one line. */
export class ProgramFault extends Error {
  override readonly name = 'ProgramFault'
}

/**
 * Another program as a coach (evals/season/README.md): one JSON line in, one JSON line out. It is started once and led
 * through one season after the other; `end` stops it.
 */
export class Program {
  private readonly command: string
  private readonly child: ChildProcessWithoutNullStreams
  private readonly answers: AsyncIterator<string>
  private said = ''

  constructor(command: string) {
    this.command = command
    this.child = spawn(command, { shell: true, stdio: 'pipe' })
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]()
    // an answer that does not come says more than the broken pipe
    this.child.stdin.on('error', () => {})
    this.child.on('error', () => {})
    this.child.stderr.on('data', (text: Buffer) => {
      this.said = `${this.said}${text.toString()}`.slice(-400)
    })
  }

  /** One line to the program and its answer. Throws {@link ProgramFault} when it ends, hangs or answers no JSON object. */
  async ask(message: object): Promise<Record<string, unknown>> {
    this.child.stdin.write(`${JSON.stringify(message)}\n`)
    const answer = await this.line()
    try {
      const value: unknown = JSON.parse(answer)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    } catch (cause) {
      throw this.fault(`answered "${answer.slice(0, 60)}", which is no JSON`, cause)
    }
    throw this.fault('answered something that is no JSON object')
  }

  end(): void {
    this.child.stdin.end()
    this.child.kill()
  }

  fault(what: string, cause?: unknown): ProgramFault {
    const said = this.said.trim().split('\n').at(-1) ?? ''
    return new ProgramFault(`${this.command}: ${what}${said === '' ? '' : ` (${said})`}`, { cause })
  }

  private async line(): Promise<string> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(this.fault('gave no answer for a minute')), ANSWER_MS)
    })
    try {
      const next = await Promise.race([this.answers.next(), late])
      if (next.done === true) throw this.fault('ended before the season did')
      return next.value
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Coaches of a running program, one a season; `name` as it told when it was greeted. */
export function programCoach(program: Program, name: string): CoachMaker {
  return () => new ProgramCoach(program, name)
}

/** Greets a program and learns its name. */
export async function greet(program: Program): Promise<string> {
  const { name } = await program.ask({ kind: 'hello', protocol: 1 })
  if (typeof name !== 'string' || name.trim() === '') throw program.fault('told no name when it was greeted')
  return name.trim().slice(0, 40)
}

class ProgramCoach implements Coach {
  readonly name: string
  private readonly program: Program
  private plan: Plan | null = null

  constructor(program: Program, name: string) {
    this.program = program
    this.name = name
  }

  async start(begin: Parameters<Coach['start']>[0]): Promise<Plan | null> {
    const answer = await this.program.ask({ kind: 'start', ...begin })
    if (answer.refused !== undefined) return null
    this.plan = this.read(answer)
    if (this.plan === null) throw this.program.fault('began a season without a plan')
    return this.plan
  }

  async night(...[day, known]: Parameters<Coach['night']>): Promise<Plan | null> {
    const answer = await this.program.ask({ kind: 'night', day, known })
    const next = this.read(answer)
    if (next !== null) this.plan = next
    return next
  }

  /** A whole plan, or changes of the one before; null where the answer has neither. */
  private read(answer: Record<string, unknown>): Plan | null {
    if (answer.plan !== undefined && answer.plan !== null) {
      const parsed = parsePlan(answer.plan)
      if (!parsed.ok) throw this.program.fault(`sent no plan: ${parsed.error.place}: ${parsed.error.reason}`)
      return parsed.value
    }
    const { changes } = answer
    if (!Array.isArray(changes) || changes.length === 0 || this.plan === null) return null
    const applied = this.applied(this.plan, changes as PlanChange[])
    const parsed = parsePlan(applied)
    if (!parsed.ok) throw this.program.fault(`sent changes that make no plan: ${parsed.error.reason}`)
    return parsed.value
  }

  private applied(plan: Plan, changes: readonly PlanChange[]): Plan {
    try {
      const applied = applyChanges(plan, changes)
      if (applied.ok) return applied.value
      throw this.program.fault(`sent changes that do not fit its plan: ${applied.error.text}`)
    } catch (cause) {
      if (cause instanceof ProgramFault) throw cause
      throw this.program.fault('sent changes that are none', cause)
    }
  }
}
