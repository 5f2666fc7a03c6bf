import type { FileRefusal } from '../recording/file-refusal.ts'
import { refuse } from '../recording/file-refusal.ts'
import { counted, countInWords } from '../recording/number-words.ts'
import type { XmlFault } from './walk-xml.ts'

/** The sentence for a file that could not be read at all. `format` is the name people know: TCX, GPX. */
export function xmlFaultRefusal(fault: XmlFault, format: string): FileRefusal {
  if (fault.code === 'declares-entities') {
    return refuse(
      'dangerous',
      `The file declares a document type, which no ${format} export does and which can hide harm, so it was not read. Export it again from where it was recorded.`,
    )
  }
  return refuse(
    'unreadable',
    `The file is not well-formed ${format}: reading failed at line ${countInWords(fault.line)}, before any activity. Export it again.`,
  )
}

/** The note on an activity that was saved from a damaged file. */
export const xmlFaultNote = (fault: XmlFault, points: number): string =>
  `The file breaks off at line ${countInWords(fault.line)}. We kept the ${counted(points, 'point')} before that.`
