import { addDays, isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { CalendarReply } from '#shared/contracts/home'
import { monthOf, yearOf } from '~/words/date'

export type CalendarView = 'month' | 'week'

const two = (n: number) => String(n).padStart(2, '0')
const firstOfMonth = (date: LocalDate): LocalDate => `${date.slice(0, 7)}-01`
/** The same day of the month `months` away, or that month's last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${two((((index % 12) + 12) % 12) + 1)}-01`
  const day = Number(date.slice(8, 10))
  for (let d = day; d > 28; d--)
    if (isLocalDate(`${first.slice(0, 8)}${two(d)}`)) return `${first.slice(0, 8)}${two(d)}`
  return `${first.slice(0, 8)}${two(Math.min(day, 28))}`
}

/** Which weeks a view shows. */
export function rangeOf(view: CalendarView, date: LocalDate): { from: LocalDate; to: LocalDate } {
  if (view === 'week') return { from: mondayOf(date), to: addDays(mondayOf(date), 6) }
  const from = mondayOf(firstOfMonth(date))
  const last = addDays(firstOfMonth(addMonths(firstOfMonth(date), 1)), -1)
  return { from, to: addDays(mondayOf(last), 6) }
}

/** The calendar's place (view and day) lives in the address, its weeks come from the server. */
export function useCalendar(today: LocalDate) {
  const route = useRoute()
  const view = computed<CalendarView>(() => (route.query.view === 'week' ? 'week' : 'month'))
  const date = computed<LocalDate>(() => {
    const asked = route.query.date
    return typeof asked === 'string' && isLocalDate(asked) ? asked : today
  })
  const range = computed(() => rangeOf(view.value, date.value))
  const query = computed(() => ({ from: range.value.from, to: range.value.to }))
  const { data, error, status, refresh } = useFetch<CalendarReply>('/api/calendar', {
    key: 'calendar',
    query,
    watch: [query],
  })
  const address = (next: { view?: CalendarView; date?: LocalDate }) => {
    const v = next.view ?? view.value
    const d = next.date ?? date.value
    return { path: '/calendar', query: { ...(v === 'week' ? { view: v } : {}), ...(d === today ? {} : { date: d }) } }
  }
  const go = (next: { view?: CalendarView; date?: LocalDate }) => navigateTo(address(next), { replace: true })
  return { view, date, range, data, error, status, refresh, address, go }
}
