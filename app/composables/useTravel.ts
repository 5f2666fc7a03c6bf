const TRAVEL_MS = 360
const RING_MS = 2000

/**
 * A card travels from where it was to where it is (look book, principle 10). With reduced motion it keeps an accent ring
 * for two seconds instead.
 */
export function useTravel() {
  const cardOf = (id: string) =>
    [...document.querySelectorAll<HTMLElement>(`[data-workout="${CSS.escape(id)}"]`)].find((el) => el.offsetParent)
  async function travel(id: string, change: () => Promise<unknown>) {
    const before = cardOf(id)?.getBoundingClientRect()
    await change()
    await nextTick()
    const card = cardOf(id)
    if (!card) return
    card.scrollIntoView({ block: 'nearest' })
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches || !before) {
      card.style.boxShadow = '0 0 0 2px var(--accent)'
      setTimeout(() => (card.style.boxShadow = ''), RING_MS)
      return
    }
    const after = card.getBoundingClientRect()
    const from = `translate(${before.left - after.left}px, ${before.top - after.top}px)`
    card.animate(
      [
        { transform: from, zIndex: 5, boxShadow: 'var(--shadow-3)' },
        { transform: 'none', zIndex: 5 },
      ],
      { duration: TRAVEL_MS, easing: 'cubic-bezier(.3, .7, .1, 1)' },
    )
  }
  return { travel }
}
