import { COURSE_MOST_BYTES } from '@coach-wattz/core/course/course-file'
import type { ExampleCourseId } from '@coach-wattz/core/course/example-courses'
import { eventOfGoal } from '@coach-wattz/core/course/course-event'
import type { GoalKind } from '@coach-wattz/core/plan/goal'
import type { CourseView } from '#shared/contracts/courses'
import type { Problem } from '#shared/contracts/route'

const TOO_LARGE: Problem = {
  code: 'too-large',
  title: 'This file is too large.',
  detail: 'A course may have 16 MB at most. Export it with fewer points.',
}

/** The course of a draft: read as the goal's event, taken from a file or from our examples, or left out. `id` is the draft's. */
export function useCourse(id: Ref<string>, kind: () => GoalKind) {
  const course = shallowRef<CourseView | null>(null)
  /** The course the draft had is not there any more. */
  const isGone = ref(false)
  const add = useCommand<CourseView, Blob | object>('POST')
  const get = useCommand<CourseView>('GET')
  const pending = computed(() => add.pending.value || get.pending.value)
  const problem = computed(() => add.problem.value ?? get.problem.value)
  const event = computed(() => eventOfGoal(kind()))

  const clear = () => {
    add.clear()
    get.clear()
    isGone.value = false
  }
  async function take(path: string, body: Blob | object) {
    clear()
    const view = await add.run(path, body)
    if (!view) return
    course.value = view
    id.value = view.id
    // One of ours is added for its own event; the goal may be ridden otherwise.
    if (view.event !== event.value) await read()
  }
  async function addFile(file: File) {
    clear()
    if (file.size > COURSE_MOST_BYTES) add.fail(TOO_LARGE)
    else if (event.value)
      await take(
        `/api/courses?${new URLSearchParams({ name: file.name.slice(0, 200), event: event.value })}`,
        new Blob([file], { type: 'application/octet-stream' }),
      )
  }
  const addExample = (example: ExampleCourseId) => take('/api/courses/examples', { example })
  function leaveOut() {
    clear()
    course.value = null
    id.value = ''
  }
  async function read() {
    const wanted = id.value
    if (!wanted || !event.value) return
    const view = await get.run(`/api/courses/${encodeURIComponent(wanted)}?event=${event.value}`)
    if (id.value !== wanted) return
    if (view) {
      course.value = view
      return
    }
    // Replaced from another window, or of the other sport: the draft goes on without it and says so.
    if (!['not-found', 'invalid-input'].includes(get.problem.value?.code ?? '')) return
    leaveOut()
    isGone.value = true
  }
  onMounted(read)
  watch([id, event], ([nextId, nextEvent]) => {
    if (nextId !== '' && (course.value?.id !== nextId || course.value.event !== nextEvent)) void read()
  })
  return { course, isGone, pending, problem, addFile, addExample, leaveOut }
}
