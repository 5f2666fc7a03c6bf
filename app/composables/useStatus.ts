import type { Status } from '#shared/contracts/account'

/** Whether this installation has an owner and this browser a session; asked once, and again after signing in or out. */
export function useStatus() {
  const status = useState<Status | null>('status', () => null)
  const request = useRequestFetch()
  const refresh = async () => {
    status.value = await request<Status>('/api/status')
    return status.value
  }
  return { status, refresh }
}
