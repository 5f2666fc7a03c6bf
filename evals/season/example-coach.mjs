// A coach of another make, as small as one can be: begins with the printed plan and leaves out every session of a day on
// which the athlete is ill. `coach simulate --coach "node evals/season/example-coach.mjs"` scores it.
import { createInterface } from 'node:readline'

let plan = null

const answer = {
  hello: () => ({ name: 'rests when ill' }),
  start({ printed }) {
    plan = printed
    return { plan }
  },
  night({ day, known }) {
    const isIll = known.flags.some(({ endDate }) => endDate === undefined)
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
