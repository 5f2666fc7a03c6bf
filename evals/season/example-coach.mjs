// A coach of another make, as small as one can be: begins with the printed plan and leaves out every session of a day on
// which the athlete is ill, and of the week after (science.md S8.6). `coach simulate --coach "node evals/season/example-coach.mjs"` scores it.
import { createInterface } from 'node:readline'

const WEEK_MS = 7 * 24 * 3600 * 1000
let plan = null

const answer = {
  hello: () => ({ name: 'rests when ill' }),
  start({ printed }) {
    plan = printed
    return { plan }
  },
  night({ day, known }) {
    const isHeld = ({ endDate }) => endDate === undefined || Date.parse(day) < Date.parse(endDate) + WEEK_MS
    const isIll = known.flags.some(isHeld)
    if (!isIll) return {}
    const today = plan.blocks.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
    const changes = today
      .filter(({ date, race }) => date === day && !race)
      .map((workout) => ({ kind: 'remove', workout }))
    plan = {
      ...plan,
      blocks: plan.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({
          ...week,
          workouts: week.workouts.filter(({ date, race }) => date !== day || race),
        })),
      })),
    }
    return { changes }
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line)
  process.stdout.write(`${JSON.stringify(answer[message.kind](message))}\n`)
}
