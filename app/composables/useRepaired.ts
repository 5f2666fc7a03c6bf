import type { PlanRepaired } from '#shared/contracts/repairs'
import { reasonSentence } from '~/words/reason'

/** Says what was kept and what followed for the plan, with the way back. */
export function useRepaired() {
  const { units } = useMe()
  const { show } = useToast()
  const { undo } = useUndo()
  function tell(kept: string, repaired: PlanRepaired | null, refresh: () => Promise<unknown>) {
    clearNuxtData(['calendar', 'active-plan', 'progress'])
    if (!repaired) return show(kept)
    const [first, ...others] = repaired.reasons.map((reason) => reasonSentence(reason, units.value))
    const more = others.length === 0 ? '' : ` And ${others.length} more, all in the plan’s history.`
    show(`${first ?? kept}${more}`, {
      label: 'Undo',
      run: () => undo(repaired.planId, repaired.revision, refresh),
    })
  }
  return { tell }
}
