/**
 * Single-letter shortcuts: they act only when no field has the focus and no dialog is open (look book, Keyboard map).
 */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>) {
  const { isOn } = useLetterKeys()
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.key.length === 1 && !isOn.value) return
    const target = event.target as HTMLElement
    if (target.closest('input, select, textarea, [contenteditable], dialog[open], [role=menu]')) return
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act(event)
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onBeforeUnmount(() => document.removeEventListener('keydown', listen))
}
