import { weekdayName } from '@coach-wattz/core/time/date-words'
import type { AskedMatch, RecordingLine, SessionLine } from '#shared/contracts/sessions'
import { distance, duration, type Units } from './measure'

/** One answer: what it says, and which recording is which session by it. */
export interface WhichAnswer {
  readonly words: string
  readonly links: readonly { readonly activityId: string; readonly workoutId: string | null }[]
}
export interface WhichQuestion {
  readonly heading: string
  readonly sentence: string
  readonly answers: readonly WhichAnswer[]
}

/** "Thursday’s Easy run of 45 min". */
const sessionWords = ({ date, title, durationS }: SessionLine): string =>
  `${weekdayName(date)}’s “${title}” of ${duration(durationS)}`

/** "Friday’s recording of 44 min, 8.1 km". */
function recordingWords({ date, durationS, distanceM }: RecordingLine, units: Units): string {
  const size = [durationS === null ? '' : duration(durationS), distanceM === null ? '' : distance(distanceM, units)]
  const told = size.filter(Boolean).join(', ')
  return `${weekdayName(date)}’s recording${told ? ` of ${told}` : ''}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The question of an unclear pair with its answers, what is taken meanwhile first. */
export function whichQuestion({ kind, sessions, recordings }: AskedMatch, units: Units): WhichQuestion {
  const [recording] = recordings
  const [session] = sessions
  if (!recording || !session) return { heading: 'Which session was it?', sentence: '', answers: [] }
  if (kind === 'which-recording')
    return {
      heading: 'Which recording was it?',
      sentence: `Two recordings fit ${sessionWords(session)} nearly as well.`,
      answers: recordings.map((each) => ({
        words: capital(recordingWords(each, units)),
        links: [{ activityId: each.activityId, workoutId: session.workoutId }],
      })),
    }
  if (kind === 'which-session')
    return {
      heading: 'Which session was it?',
      sentence: `${capital(recordingWords(recording, units))} fits two sessions nearly as well.`,
      answers: [
        ...sessions.map((each) => ({
          words: capital(sessionWords(each)),
          links: [{ activityId: recording.activityId, workoutId: each.workoutId }],
        })),
        { words: 'Neither of them', links: [{ activityId: recording.activityId, workoutId: null }] },
      ],
    }
  const ways = [sessions, sessions.toReversed()].map((order) => ({
    words: recordings
      .map((each, index) => `${recordingWords(each, units)} was ${sessionWords(order[index] ?? session)}`)
      .map((text, index) => (index === 0 ? capital(text) : text))
      .join(', '),
    links: recordings.map((each, index) => ({
      activityId: each.activityId,
      workoutId: (order[index] ?? session).workoutId,
    })),
  }))
  return {
    heading: 'Which was which?',
    sentence: 'Two recordings fit two sessions nearly as well the other way round.',
    answers: ways,
  }
}
