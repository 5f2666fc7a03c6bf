/** Single-letter shortcuts can be switched off (WCAG 2.1.4); keys that are no letters always act. */
export function useLetterKeys() {
  const off = useCookie<'1' | undefined>('letters-off', { maxAge: 31_536_000, sameSite: 'lax', path: '/' })
  // Nuxt reads a cookie of "1" as the number.
  const isOn = computed({
    get: () => !off.value,
    set: (on: boolean) => (off.value = on ? undefined : '1'),
  })
  return { isOn }
}
