import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'

/** A drag starts after this way, or a long press (look book, Drag). */
const START_PX = 6
const LONG_PRESS_MS = 350
/** A finger that wanders further before the press is long enough scrolls the page. */
const WANDER_PX = 10
/** The page scrolls while the card is this near to its upper or lower edge. */
const EDGE_PX = 56
const EDGE_STEP_PX = 12

/** A card that is picked up. */
export interface CardDrag {
  readonly workout: PlannedWorkout
  readonly by: 'pointer' | 'keys'
  /** The day under it; null where it is over none. */
  readonly over: LocalDate | null
  /** Upper left corner and width of the card under the pointer, CSS pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
}

interface DragOptions {
  /** The session of a card that may be moved; null for one that stays. */
  readonly movable: (id: string) => PlannedWorkout | null
  /** Days a key goes; null for other keys. */
  readonly keyStep: (key: string) => number | null
  /** Shows a day and puts the focus on it. */
  readonly show: (date: LocalDate) => unknown
  readonly lifted: (workout: PlannedWorkout) => void
  readonly dropped: (workout: PlannedWorkout, date: LocalDate) => void
  readonly putBack: (held: CardDrag) => void
}

/**
 * Picks up a session's card by mouse, by a long press or by the keyboard, and says where it is let go. A drop beside the
 * days, Escape and a lost pointer put it back. Nothing is changed here.
 */
export function useCardDrag(view: Readonly<Ref<HTMLElement | null>>, options: DragOptions) {
  const drag = shallowRef<CardDrag | null>(null)
  let pending: { workout: PlannedWorkout; card: HTMLElement; x: number; y: number; touch: boolean } | null = null
  let at = { x: 0, y: 0 }
  let grip = { x: 0, y: 0 }
  let timer: ReturnType<typeof setTimeout> | undefined

  const dayAt = (x: number, y: number): LocalDate | null =>
    document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-date]')?.dataset.date ?? null

  function down(event: PointerEvent) {
    if (event.button !== 0 || !event.isPrimary || drag.value) return
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-workout]')
    const workout = options.movable(card?.dataset.workout ?? '')
    if (!card || !workout) return
    const touch = event.pointerType === 'touch'
    pending = { workout, card, x: event.clientX, y: event.clientY, touch }
    at = { x: event.clientX, y: event.clientY }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    if (touch) timer = setTimeout(liftByPointer, LONG_PRESS_MS)
  }
  function liftByPointer() {
    if (!pending) return
    const box = pending.card.getBoundingClientRect()
    grip = { x: pending.x - box.left, y: pending.y - box.top }
    begin({ workout: pending.workout, by: 'pointer', over: pending.workout.date, ...corner(), width: box.width })
    requestAnimationFrame(scrollAtEdge)
  }
  const corner = () => ({ x: at.x - grip.x, y: at.y - grip.y })
  function begin(next: CardDrag) {
    drag.value = next
    document.documentElement.classList.add('dragging')
    window.addEventListener('keydown', onKey, { capture: true })
    options.lifted(next.workout)
  }
  function move(event: PointerEvent) {
    at = { x: event.clientX, y: event.clientY }
    if (pending && !drag.value) {
      const way = Math.hypot(at.x - pending.x, at.y - pending.y)
      if (pending.touch && way > WANDER_PX) return stop()
      if (!pending.touch && way >= START_PX) liftByPointer()
    }
    follow()
  }
  function follow() {
    if (drag.value) drag.value = { ...drag.value, ...corner(), over: dayAt(at.x, at.y) }
  }
  function scrollAtEdge() {
    if (drag.value?.by !== 'pointer') return
    const by = at.y < EDGE_PX ? -EDGE_STEP_PX : at.y > window.innerHeight - EDGE_PX ? EDGE_STEP_PX : 0
    if (by !== 0) {
      window.scrollBy(0, by)
      follow()
    }
    requestAnimationFrame(scrollAtEdge)
  }
  function up() {
    const held = drag.value
    if (held) swallowClick()
    finish(held?.over ?? null)
  }
  /** The click that follows letting go would open the session. */
  function swallowClick() {
    const swallow = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50)
  }
  const cancel = () => finish(null)
  function finish(date: LocalDate | null) {
    const held = drag.value
    stop()
    if (!held) return
    if (date && date !== held.workout.date) options.dropped(held.workout, date)
    else options.putBack(held)
  }
  function stop() {
    clearTimeout(timer)
    pending = null
    drag.value = null
    document.documentElement.classList.remove('dragging')
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', cancel)
    window.removeEventListener('keydown', onKey, { capture: true })
  }

  /** Picks up by the keyboard: arrows choose the day, Space or Enter lets go, Escape puts back. */
  function pickUp(workout: PlannedWorkout) {
    if (drag.value || !options.movable(workout.id)) return false
    begin({ workout, by: 'keys', over: workout.date, x: 0, y: 0, width: 0 })
    return true
  }
  function onKey(event: KeyboardEvent) {
    const held = drag.value
    if (!held) return
    const step = held.by === 'keys' ? options.keyStep(event.key) : null
    if (event.key === 'Escape' || event.key === 'Tab') cancel()
    else if (held.by === 'keys' && (event.key === ' ' || event.key === 'Enter')) finish(held.over)
    else if (step !== null && held.over) {
      const over = addDays(held.over, step)
      drag.value = { ...held, over }
      options.show(over)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Once a card is held, the finger moves it and not the page; a long press opens no menu of the browser. */
  const hold = (event: Event) => {
    if (drag.value?.by === 'pointer') event.preventDefault()
  }
  const noMenu = (event: Event) => {
    if (pending?.touch || drag.value) event.preventDefault()
  }
  const noNativeDrag = (event: Event) => {
    if ((event.target as HTMLElement).closest('[data-workout]')) event.preventDefault()
  }
  const LISTENERS = [
    ['pointerdown', down],
    ['touchmove', hold],
    ['contextmenu', noMenu],
    ['dragstart', noNativeDrag],
  ] as const
  watch(
    view,
    (element, _before, onCleanup) => {
      if (!element) return
      for (const [name, listen] of LISTENERS)
        element.addEventListener(name, listen as EventListener, { passive: name === 'pointerdown' })
      onCleanup(() => {
        for (const [name, listen] of LISTENERS) element.removeEventListener(name, listen as EventListener)
      })
    },
    { flush: 'post' },
  )
  onBeforeUnmount(stop)
  return { drag: drag as Readonly<Ref<CardDrag | null>>, pickUp }
}
