import { CalendarDays, Route, Settings, Sun, TrendingUp, Upload } from '@lucide/vue'

/** The places of the app; only pages that exist. */
export const PLACES = [
  { name: 'today', label: 'Today', to: '/', icon: Sun },
  { name: 'calendar', label: 'Calendar', to: '/calendar', icon: CalendarDays },
  { name: 'plan', label: 'Plan', to: '/plan', icon: Route },
  { name: 'progress', label: 'Progress', to: '/progress', icon: TrendingUp },
  { name: 'import', label: 'Import', to: '/import', icon: Upload },
  { name: 'settings', label: 'Settings', to: '/settings', icon: Settings },
] as const

/** Which place a path belongs to. */
export function placeOf(path: string): string {
  if (path === '/') return 'today'
  if (path.startsWith('/workout') || path.startsWith('/activity')) return 'calendar'
  if (path.startsWith('/operator')) return 'settings'
  return PLACES.find((place) => place.to !== '/' && path.startsWith(place.to))?.name ?? ''
}
