/** One form a session may take: what it weighs then, how much of a change it is, and what it costs the athlete. */
export interface FormOf<T> {
  readonly form: T
  readonly load: number
  /** 0 for the session as it is, 1 for another form, more where one change takes as much away as several. */
  readonly churn: number
  readonly cost: number
}

/** How much being far under the target costs: as much as changing a session a little for each tenth of it [P]. */
const SHORT_OF_TARGET = 10

/**
 * One form for each session so that all weigh at most `target`: the least churn, then the least cost, then the
 * nearest to the target. Null when even the lightest forms weigh more. A list without a form of churn 0 is a session that has
 * to change.
 */
export function leastChurn<T>(sessions: readonly (readonly FormOf<T>[])[], target: number): T[] | null {
  let states = new Map<string, State<T>>([['0 0', { churn: 0, load: 0, cost: 0, forms: [] }]])
  for (const forms of sessions) {
    const next = new Map<string, State<T>>()
    for (const state of states.values())
      for (const { form, load, churn, cost } of forms) {
        const now = {
          churn: state.churn + churn,
          load: state.load + load,
          cost: state.cost + cost,
          forms: [...state.forms, form],
        }
        const key = `${now.churn} ${Math.round(now.load)}`
        const known = next.get(key)
        if (!known || now.cost < known.cost) next.set(key, now)
      }
    states = next
  }
  const score = ({ cost, load }: State<T>): number =>
    cost + (target > 0 ? (SHORT_OF_TARGET * (target - load)) / target : 0)
  const best = [...states.values()]
    .filter(({ load }) => load <= target + 1e-6)
    .toSorted((a, b) => a.churn - b.churn || score(a) - score(b))[0]
  return best ? [...best.forms] : null
}

interface State<T> {
  readonly churn: number
  readonly load: number
  readonly cost: number
  readonly forms: readonly T[]
}
