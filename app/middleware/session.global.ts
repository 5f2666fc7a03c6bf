/** First visit → welcome; no session → sign in; everything else is open to the owner. */
export default defineNuxtRouteMiddleware(async (to) => {
  const { status, refresh } = useStatus()
  const known = status.value ?? (await refresh())
  if (!known.ownerExists) return to.path === '/welcome' ? undefined : navigateTo('/welcome')
  if (!known.signedIn)
    return to.path === '/sign-in' ? undefined : navigateTo({ path: '/sign-in', query: wish(to.fullPath) })
  if (to.path === '/sign-in') return navigateTo('/')
})

/** Where to go after signing in; only paths of our own. */
const wish = (path: string): Record<string, string> => (path === '/' || path === '/welcome' ? {} : { to: path })
