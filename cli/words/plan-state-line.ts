import type { TodayReply } from '../../shared/contracts/home.ts'

/** What to do when there is no plan for the day; nothing while one runs. */
export function planStateLine({ planState, hasHistory, nextWorkout }: TodayReply): string | null {
  switch (planState) {
    case 'none':
      return hasHistory
        ? 'There is no plan yet. Make one in the app under New plan.'
        : 'Nothing is recorded and nothing is planned yet. Bring your files in with "coach import FOLDER", then make a plan in the app.'
    case 'before':
      return `The plan has not begun yet.${nextWorkout ? ` Its first session is on ${nextWorkout.date}.` : ''}`
    case 'over':
      return 'The plan is over. Make the next one in the app under New plan.'
    case 'running':
      return null
  }
}
