/** Closed list of reasons why a file does not become an activity. Clients branch on it; people read `sentence`. */
export type FileRefusalCode =
  | 'empty'
  | 'unreadable'
  | 'not-an-activity'
  | 'course'
  | 'too-short'
  | 'too-large'
  | 'implausible'
  | 'encrypted'
  | 'dangerous'
  | 'unsupported'
  | 'took-too-long'

/** One file that was not taken, in words for its owner: what happened, why, what to do. */
export interface FileRefusal {
  readonly code: FileRefusalCode
  /** What the file is, when it could be told: "a settings file". Reads after "This is". */
  readonly what: string | null
  readonly sentence: string
}

export const refuse = (code: FileRefusalCode, sentence: string, what: string | null = null): FileRefusal => ({
  code,
  what,
  sentence,
})
