export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => unknown }
}

/** The one line at the foot of the screen: what just happened, and its way back. */
export function useToast() {
  const toast = useState<Toast | null>('toast', () => null)
  const show = (text: string, action?: Toast['action']) => {
    toast.value = { id: (toast.value?.id ?? 0) + 1, text, ...(action ? { action } : {}) }
  }
  const dismiss = () => (toast.value = null)
  return { toast, show, dismiss }
}
