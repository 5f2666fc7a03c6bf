import type { Problem } from '#shared/contracts/route'

const OFFLINE: Problem = {
  code: 'unreachable',
  title: 'The server did not answer.',
  detail: 'What you entered is still here. Check that Coach Wattz is running, then try again.',
}

/** The problem inside a failed request, whoever wrapped it. */
export function problemOf(error: unknown): Problem {
  const data = (error as { data?: unknown } | null)?.data
  const inner = (data as { data?: unknown } | null | undefined)?.data
  for (const candidate of [data, inner]) if (isProblem(candidate)) return candidate
  const status = (error as { statusCode?: number } | null)?.statusCode
  if (!status) return OFFLINE
  return {
    code: 'unexpected',
    title: 'Something went wrong on our side.',
    detail: 'Nothing was changed. Try again; if it happens again, the server’s log has the cause.',
  }
}

/** A title and its detail as running text: each a sentence. */
export const problemText = (problem: Problem): string =>
  [problem.title, problem.detail].filter(Boolean).map(sentenceOf).join(' ')
export const sentenceOf = (text: string): string => (/[.?:]$/.test(text) ? text : `${text}.`)

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value && 'detail' in value

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'

/**
 * One command to the server with its waiting and its failure. `run` answers the reply, or null after a failure whose
 * problem is in `problem`; the caller's input is never touched.
 */
export function useCommand<Reply, Body extends object = object>(method: Method) {
  const pending = ref(false)
  const problem = ref<Problem | null>(null)
  async function run(path: string, body?: Body): Promise<Reply | null> {
    pending.value = true
    problem.value = null
    try {
      return await request<Reply>(method, path, body)
    } catch (error) {
      problem.value = problemOf(error)
      // a wrong password given by someone signed in is refused too, and ends nothing
      if (problem.value.code === 'not-signed-in' && useStatus().status.value?.signedIn) await sessionEnded()
      return null
    } finally {
      pending.value = false
    }
  }
  const clear = () => (problem.value = null)
  /** For what is refused before it is sent. */
  const fail = (found: Problem) => (problem.value = found)
  return { run, pending: readonly(pending), problem: problem as Readonly<Ref<Problem | null>>, clear, fail }
}

/** A plain request with our method type; typed by the caller's contract, not by the route table. */
export const request = async <Reply>(method: Method, path: string, body?: object): Promise<Reply> =>
  (await $fetch<unknown>(path, { method, ...(body ? { body } : {}) })) as Reply

/** The session was ended elsewhere: say so on the sign-in page. */
export async function sessionEnded() {
  await useStatus().refresh()
  await navigateTo('/sign-in?ended=1')
}
