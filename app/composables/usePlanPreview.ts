import type { AlternativesReply, PlanRequest, PlanWay, PreviewReply } from '#shared/contracts/plans'

/** The plan in force that other answers are for; null while a new one is made. */
export type ChangedPlan = { readonly id: string; readonly revision: number } | null

/** A plan seen before anything is saved, the other ways to its goal, and the saving of exactly what is seen. */
export function usePlanPreview(changed: ChangedPlan) {
  const preview = shallowRef<PreviewReply | null>(null)
  /** The request the plan on screen was made from: the form's, or one of the other ways. */
  const shown = shallowRef<PlanRequest | null>(null)
  /** The form's request, for which the other ways are looked for. */
  const asWished = shallowRef<PlanRequest | null>(null)
  const ways = shallowRef<readonly PlanWay[]>([])
  const chosen = ref(0)
  const compare = useCommand<AlternativesReply>('POST')
  const look = useCommand<PreviewReply>('POST')
  const save = useCommand<{ revision: number }>('POST')

  /** False when the server did not take the request; its problem is in `look`. */
  async function show(asked: PlanRequest): Promise<boolean> {
    save.clear()
    const reply = await look.run(changed ? `/api/plans/${changed.id}/replan/preview` : '/api/plans/preview', asked)
    if (!reply) return false
    preview.value = reply
    shown.value = asked
    asWished.value = asked
    compare.clear()
    ways.value = []
    chosen.value = 0
    // Beside a plan that runs, other ways would be other plans.
    if (reply.ok && !changed) void findWays(asked)
    return true
  }
  async function findWays(asked: PlanRequest) {
    const others = await compare.run('/api/plans/alternatives', asked)
    if (others && shown.value === asked)
      ways.value = others.ways.map((way, i) => (i === 0 ? { ...way, request: asked } : way))
  }
  /** Tries again where the other ways could not be worked out; the problem is in `compare`. */
  const findWaysAgain = () => asWished.value && findWays(asWished.value)
  /** Shows the plan of another way; of two quick choices the later one stands. */
  watch(chosen, async (index, before) => {
    const way = ways.value[index]
    if (!way || way.request === shown.value) return
    const reply = await look.run('/api/plans/preview', way.request)
    if (chosen.value !== index) return
    if (!reply) {
      chosen.value = before
      return
    }
    preview.value = reply
    shown.value = way.request
  })
  /** False when nothing was saved; the problem is in `save`. */
  async function keep(): Promise<boolean> {
    const seen = preview.value
    if (!seen?.ok || !shown.value) return false
    const wish = { ...shown.value, digest: seen.digest }
    const reply = changed
      ? await save.run(`/api/plans/${changed.id}/replan`, { ...wish, baseRevision: changed.revision })
      : await save.run('/api/plans', wish)
    return reply !== null
  }
  return { preview, ways, chosen, show, keep, look, save, compare, findWaysAgain }
}
