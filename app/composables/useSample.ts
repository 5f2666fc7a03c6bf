/** Looking around as the sample athlete: the server puts her in view, every screen is read anew. */
export function useSample() {
  const command = useCommand('POST')
  async function enter() {
    if (await command.run('/api/sample')) reloadNuxtApp({ path: '/', force: true })
  }
  return { enter, pending: command.pending, problem: command.problem }
}
