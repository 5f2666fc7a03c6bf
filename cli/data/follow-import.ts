import type { ImportReply } from '../../shared/contracts/imports.ts'

/** Gathers the outcomes of a run bit by bit: each look asks only for those that are new. */
export function followImport(
  load: (after: number) => Promise<ImportReply>,
  onProgress: (progress: ImportReply['progress']) => void,
): { look(): Promise<ImportReply['progress']>; readonly items: ImportReply['items'] } {
  const items: ImportReply['items'] = []
  let after = 0
  return {
    items,
    async look() {
      const reply = await load(after)
      items.push(...reply.items)
      after = reply.next
      onProgress(reply.progress)
      return reply.progress
    },
  }
}
