/**
 * Remembers what was read off an object that is never changed in place (a history, a plan, prepared facts): while a card is
 * dragged the same ones are read again and again. What is remembered goes with the object. `compute` must be pure.
 */
export function keptBy<Of extends object, Value>(): (of: Of, key: string, compute: () => Value) => Value {
  const known = new WeakMap<Of, Map<string, Value>>()
  return (of, key, compute) => {
    let values = known.get(of)
    if (values === undefined) {
      values = new Map()
      known.set(of, values)
    }
    const before = values.get(key)
    if (before !== undefined) return before
    const value = compute()
    // one object is asked a handful of questions; a server that lives for months starts over before they become many
    if (values.size >= MOST_KEPT) values.clear()
    values.set(key, value)
    return value
  }
}

const MOST_KEPT = 64

/** The same for the one thing asked of an object. */
export function keptOf<Of extends object, Value extends object>(): (of: Of, compute: () => Value) => Value {
  const known = new WeakMap<Of, Value>()
  return (of, compute) => {
    const before = known.get(of)
    if (before !== undefined) return before
    const value = compute()
    known.set(of, value)
    return value
  }
}
