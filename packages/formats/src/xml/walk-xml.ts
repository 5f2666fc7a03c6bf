import type { Result } from '@coach-wattz/core/result/result'
import { err, ok } from '@coach-wattz/core/result/result'
import { SaxesParser } from 'saxes'

/** What the walk of a document tells, by local names: prefixes vary from exporter to exporter. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>, path: readonly string[]): void
  /** `text` is everything between the tags of this element alone, trimmed. Return 'stop' to end the walk early. */
  close(name: string, text: string, path: readonly string[]): 'stop' | void
}

export interface XmlFault {
  /** 'declares-entities': a DTD, which we never process; 'too-deep' and 'malformed' end the walk where they stand. */
  readonly code: 'declares-entities' | 'malformed' | 'too-deep'
  readonly line: number
  readonly column: number
}

const CHUNK = 65_536
const MAX_DEPTH = 100
/** Longer text than this is cut: no element we read holds more than a paragraph. */
const MAX_TEXT = 100_000

/**
 * Walks an XML text as a stream of events; whatever was told before a fault stands, so that a file cut off in the
 * middle keeps its first part. Leading blanks and a byte-order mark are forgiven (Strava writes blanks), namespaces
 * need not be declared, a DTD ends the walk (integrations.md §2, §7.6).
 */
export function walkXml(text: string, handlers: XmlHandlers): Result<null, XmlFault> {
  const parser = new SaxesParser({ xmlns: false, position: true, fragment: false })
  const path: string[] = []
  const texts: string[] = []
  const state: { fault: XmlFault | null; stopped: boolean } = { fault: null, stopped: false }
  const fail = (code: XmlFault['code']): void => {
    state.fault ??= { code, line: parser.line, column: parser.column }
  }
  parser.on('error', () => fail('malformed'))
  parser.on('doctype', () => fail('declares-entities'))
  parser.on('opentag', (tag) => {
    if (state.fault || state.stopped) return
    if (path.length >= MAX_DEPTH) return fail('too-deep')
    const name = localName(tag.name)
    const attributes: Record<string, string> = {}
    for (const [key, value] of Object.entries(tag.attributes)) attributes[localName(key)] = String(value)
    path.push(name)
    texts.push('')
    handlers.open(name, attributes, path)
  })
  const addText = (part: string): void => {
    const last = texts.length - 1
    if (last >= 0 && (texts[last] as string).length < MAX_TEXT) texts[last] += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', (tag) => {
    if (state.fault || state.stopped || path.length === 0) return
    const content = (texts.pop() ?? '').trim()
    if (handlers.close(localName(tag.name), content, path) === 'stop') state.stopped = true
    path.pop()
  })

  const from = text.search(/[^\s\uFEFF]/)
  for (let at = Math.max(0, from); at < text.length && !state.fault && !state.stopped; at += CHUNK) {
    parser.write(text.slice(at, at + CHUNK))
  }
  if (!state.fault && !state.stopped) parser.close()
  return state.fault ? err(state.fault) : ok(null)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
