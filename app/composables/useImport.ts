import type { ImportItem, ImportProgress, ImportReply, LatestImportReply } from '#shared/contracts/imports'
import type { Problem } from '#shared/contracts/route'
import type { PickedFile } from '~/components/Import/picked-files'

const POLL_MS = 500
/** Requests at a time: the server reads while the next files travel. */
const PARALLEL = 3
const RETRIES = 2

export interface Upload {
  readonly total: number
  sent: number
  readonly refused: { name: string; sentence: string }[]
}

/**
 * An import run: files are handed over one a request, progress is asked for until the run ends. The last run is found
 * again after leaving the page.
 */
export function useImport() {
  const progress = shallowRef<ImportProgress | null>(null)
  const items = shallowRef<readonly ImportItem[]>([])
  const upload = ref<Upload | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let runId: string | null = null
  let next = 0
  let stopped = false
  let generation = 0

  const isRunning = computed(
    () => upload.value !== null || progress.value?.status === 'RECEIVING' || progress.value?.status === 'READING',
  )

  /** A newer run, or leaving the page, ends the asking of an older one. */
  const isCurrent = (mine: number) => mine === generation
  const isStopped = () => stopped

  async function poll(mine: number) {
    while (isCurrent(mine)) {
      try {
        const reply = await request<ImportReply>('GET', `/api/imports/${encodeURIComponent(runId ?? '')}?after=${next}`)
        if (!isCurrent(mine)) return
        progress.value = reply.progress
        if (reply.items.length > 0) items.value = [...items.value, ...reply.items]
        next = reply.next
        if (['DONE', 'CANCELLED', 'FAILED'].includes(reply.progress.status)) return
      } catch (error) {
        problem.value = problemOf(error)
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  async function start(files: readonly PickedFile[]) {
    if (files.length === 0) return
    problem.value = null
    items.value = []
    progress.value = null
    next = 0
    stopped = false
    const mine = ++generation
    upload.value = { total: files.length, sent: 0, refused: [] }
    try {
      runId = (await request<{ id: string }>('POST', '/api/imports')).id
    } catch (error) {
      problem.value = problemOf(error)
      upload.value = null
      return
    }
    const ended = poll(mine)
    const queue = [...files]
    await Promise.all(Array.from({ length: PARALLEL }, () => sendAll(queue)))
    if (stopped) return
    try {
      await request('POST', `/api/imports/${encodeURIComponent(runId)}/finish`)
    } catch (error) {
      problem.value = problemOf(error)
    }
    const lost = upload.value?.refused ?? []
    upload.value = null
    if (lost.length > 0)
      items.value = [
        ...items.value,
        ...lost.map((one, i) => ({
          id: `lost-${i}`,
          name: one.name,
          outcome: 'refused' as const,
          code: null,
          sentence: one.sentence,
          activityId: null,
        })),
      ]
    await ended
  }

  async function sendAll(queue: PickedFile[]) {
    for (let one = queue.shift(); one && !isStopped(); one = queue.shift()) {
      const sentence = await send(one)
      if (!upload.value) return
      upload.value.sent += 1
      if (sentence) upload.value.refused.push({ name: one.name, sentence })
    }
  }

  /** Null when the file was taken, else why not, for people. */
  async function send({ file, name }: PickedFile): Promise<string | null> {
    const path = `/api/imports/${encodeURIComponent(runId ?? '')}/files?name=${encodeURIComponent(name)}`
    for (let attempt = 0; ; attempt++) {
      try {
        await $fetch(path, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } })
        return null
      } catch (error) {
        const found = problemOf(error)
        if (stopped) return null
        // Only a broken line is worth another try; a refusal would be the same again.
        if (found.code !== 'unreachable' || attempt >= RETRIES) return problemText(found)
        await new Promise((resolve) => setTimeout(resolve, 400 * (attempt + 1)))
      }
    }
  }

  async function cancel() {
    stopped = true
    upload.value = null
    if (!runId) return
    try {
      await request('POST', `/api/imports/${encodeURIComponent(runId)}/cancel`)
    } catch (error) {
      problem.value = problemOf(error)
    }
  }

  /** Finds the athlete's last run, so that leaving the page loses nothing. */
  async function resume() {
    try {
      const { latest } = await request<LatestImportReply>('GET', '/api/imports')
      if (!latest || upload.value || progress.value) return
      runId = latest.progress.id
      progress.value = latest.progress
      items.value = latest.items
      next = latest.next
      if (latest.progress.status === 'READING' || latest.progress.status === 'RECEIVING') await poll(++generation)
    } catch (error) {
      problem.value = problemOf(error)
    }
  }
  onBeforeUnmount(() => (generation += 1))
  return { progress, items, upload, problem, isRunning, start, cancel, resume }
}
