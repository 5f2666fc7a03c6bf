/** Where a command writes: `process.stdout` fits, and so does a test's array. */
export interface TextSink {
  write(text: string): unknown
}

/** Everything a command may know of the world; nothing else is read (design.md law 1). */
export interface CommandIo {
  readonly stdout: TextSink
  readonly stderr: TextSink
  /** Folder that relative paths start from, absolute. */
  readonly cwd: string
  /** The clock. */
  readonly now: () => Date
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A command file exports `run`. It resolves to the exit code (design.md §6). */
export type RunCommand = (args: string[], io: CommandIo) => Promise<ExitCode>

/** 0 done, 1 the rules say no, 2 bad input, 3 internal. */
export type ExitCode = 0 | 1 | 2 | 3

/** Bad input told in one line: file, place, reason. `coach` prints the message and ends with 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** `FILE: PLACE: REASON`, without the parts that are not there. */
export const inputError = (file: string | null, place: string | null, reason: string): InputError =>
  new InputError([file, place, reason].filter((part) => part !== null && part !== '').join(': '))
