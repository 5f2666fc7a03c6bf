export type Theme = 'light' | 'dark'

/**
 * Light or dark. The cookie lets the server paint the right one; without a cookie the system's wish stands, in CSS alone,
 * so that the first paint never flashes.
 */
export function useTheme() {
  const theme = useCookie<Theme | undefined>('theme', { maxAge: 31_536_000, sameSite: 'lax', path: '/' })
  const toggle = () => {
    const present = theme.value ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
    theme.value = present === 'dark' ? 'light' : 'dark'
  }
  return { theme, toggle }
}
