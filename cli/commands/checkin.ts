import { parseArgs } from 'node:util'
import { SCALES, WELLNESS_LIMITS, type WellnessNumber } from '@coach-wattz/core/evidence/wellness-day'
import type { CheckIn } from '../../shared/contracts/wellness.ts'
import { inputError, type RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { readDay } from '../data/read-day.ts'
import { readinessLines, readinessRow } from '../words/readiness-lines.ts'

/** `coach checkin --hrv 62 --rhr 48 --sleep 7.5 …`: how the athlete is this morning. What is left out stays as it was. */
export const run: RunCommand = async (args, io) => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      hrv: text,
      rhr: text,
      sleep: text,
      weight: text,
      fatigue: text,
      soreness: text,
      stress: text,
      mood: text,
      sick: { type: 'boolean' },
      date: text,
      json: { type: 'boolean', default: false },
    },
  })
  const told: CheckIn = {
    ...figure('hrvRmssdMs', '--hrv', values.hrv),
    ...figure('restingHrBpm', '--rhr', values.rhr),
    ...figure('weightKg', '--weight', values.weight),
    ...figure('sleepS', '--sleep', values.sleep, (hours) => Math.round(hours * 3600)),
    ...Object.assign({}, ...SCALES.map((scale) => figure(scale, `--${scale}`, values[scale]))),
    ...(values.sick === undefined ? {} : { sick: values.sick }),
  }
  if (Object.keys(told).length === 0)
    throw inputError(null, null, 'say how you are, for example: coach checkin --hrv 62 --rhr 48 --sleep 7.5')
  const day = values.date === undefined ? null : readDay(values.date, '--date')
  const data = await openCoachData(io)
  try {
    const date = day ?? (await data.today()).today
    const { checkIn } = await data.morning(date)
    const { date: _date, ...before } = checkIn ?? { date }
    const { readiness } = await data.checkIn(date, { ...before, ...told })
    io.stdout.write(
      values.json
        ? `${JSON.stringify(readinessRow(readiness), null, 2)}\n`
        : `${[date, ...readinessLines(readiness)].join('\n')}\n`,
    )
    return 0
  } finally {
    await data.close()
  }
}

/** A figure of the morning as typed: "62", "7.5", "7:30". */
function figure(
  name: WellnessNumber,
  option: string,
  text: string | undefined,
  scaled: (value: number) => number = (value) => value,
): Partial<Record<WellnessNumber, number>> {
  if (text === undefined) return {}
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? []
  const isPlain = /^\d{1,3}(?:\.\d{1,3})?$/.test(text)
  const value =
    name === 'sleepS' && hours !== undefined ? Number(hours) + Number(minutes) / 60 : isPlain ? Number(text) : NaN
  const { least, most } = WELLNESS_LIMITS[name]
  const kept = scaled(value)
  const isScale = SCALES.some((scale) => scale === name)
  if (!(kept >= least && kept <= most) || (isScale && !Number.isInteger(kept))) {
    const range = name === 'sleepS' ? 'hours, 7.5 or 7:30' : `a number between ${least} and ${most}`
    throw inputError(null, option, `“${text}” is not ${range}`)
  }
  return { [name]: kept }
}
