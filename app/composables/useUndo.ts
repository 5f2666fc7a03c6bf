/** Undoes a revision and says so; a failure is said too, and nothing is lost. */
export function useUndo() {
  const { show } = useToast()
  const command = useCommand<{ revision: number }>('POST')
  async function undo(planId: string, revision: number, after: () => Promise<unknown>, isLatest = true) {
    const reply = await command.run(`/api/plans/${encodeURIComponent(planId)}/undo`, { revision })
    if (!reply) {
      const problem = command.problem.value
      show(problem ? `Not undone. ${problemText(problem)}` : 'Not undone.')
      return false
    }
    await after()
    show(isLatest ? 'Undone. The plan is as it was before.' : 'Undone. What changed since stays as it is.')
    return true
  }
  return { undo, pending: command.pending }
}
