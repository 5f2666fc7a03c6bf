import { parseArgs } from 'node:util'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import { buildAthleteProfile, type AthleteProfile } from '@coach-wattz/core/evidence/profile'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { inputError, type CommandIo, type RunCommand } from '../command.ts'
import { mainSport } from '../data/main-sport.ts'
import { readDay } from '../data/read-day.ts'
import { readJsonFile } from '../data/read-json-file.ts'
import { readAthlete } from '../planning-input.schema.ts'
import { profileLines } from '../words/profile-lines.ts'

interface Found {
  readonly sport: Sport
  readonly profile: AthleteProfile
}

/**
 * `coach profile [--athlete A.json] [--today DATE] [--sport run|ride] [--json]`: who the athlete is, from a file or from
 * the app's data (design.md §6). One sport: the one asked for, else the one trained more.
 */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({
    args,
    options: {
      athlete: { type: 'string' },
      today: { type: 'string' },
      sport: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const today = values.today === undefined ? null : readDay(values.today, '--today')
  const sport = sportOf(values.sport)
  const { sport: shown, profile } =
    values.athlete === undefined
      ? await fromData(sport, today, io)
      : await fromFile(values.athlete, sport, today ?? utcDay(io.now()), io)
  io.stdout.write(values.json ? `${JSON.stringify(profile, null, 2)}\n` : profileLines(shown, profile))
  return 0
}

async function fromFile(name: string, asked: Sport | null, today: LocalDate, io: CommandIo): Promise<Found> {
  const value = await readJsonFile(name, io)
  const read = (sport: Sport): Extract<ReturnType<typeof readAthlete>, { ok: true }>['value'] => {
    const athlete = readAthlete(value, sport, today)
    if (!athlete.ok) throw inputError(name, athlete.error.place, athlete.error.reason)
    return athlete.value
  }
  const sport = asked ?? sportNamedIn(value) ?? mainSport(read('run').history)
  const { athlete, history } = read(sport)
  const { thresholds, birthYear, level } = athlete
  return { sport, profile: buildAthleteProfile({ sport, today, history, thresholds, birthYear, level }) }
}

async function fromData(asked: Sport | null, today: LocalDate | null, io: CommandIo): Promise<Found> {
  const { openCoachData } = await import('../data/open-coach-data.ts')
  const data = await openCoachData(io)
  try {
    const reply = await data.profile(today)
    const minutesOf = (sport: Sport): number => reply[sport]?.weekly.minutes ?? -1
    const trained = reply.run && reply.ride ? (minutesOf('ride') > minutesOf('run') ? 'ride' : 'run') : null
    const sport = asked ?? trained ?? (reply.ride ? 'ride' : 'run')
    const profile = reply[sport] ?? buildAthleteProfile({ sport, today: reply.today, history: { activities: [] } })
    return { sport, profile }
  } finally {
    await data.close()
  }
}

function sportNamedIn(value: unknown): Sport | null {
  const sport = typeof value === 'object' && value !== null && 'sport' in value ? value.sport : null
  return sport === 'run' || sport === 'ride' ? sport : null
}

function sportOf(text: string | undefined): Sport | null {
  if (text === undefined || text === 'run' || text === 'ride') return text ?? null
  throw inputError(null, '--sport', `"${text}" is no sport we plan; run or ride`)
}

const utcDay = (now: Date): LocalDate => now.toISOString().slice(0, 10)
