import type { Readiness, ReadinessLevel } from '@coach-wattz/core/adaptation/readiness'
import { signalSentence } from '@coach-wattz/core/adaptation/readiness-words'
import type { CliReadiness } from '../../shared/contracts/cli/days.ts'

const LEVELS: Readonly<Record<ReadinessLevel, string>> = {
  GREEN: 'Ready: nothing speaks against today.',
  AMBER: 'Hold back: one sign speaks against hard work today.',
  RED: 'Recover: your mornings say that you need rest.',
  UNKNOWN: 'We do not know enough of this morning to say anything.',
}

/** How ready, and each sign with its figure and limit. */
export const readinessLines = ({ level, signals }: Readiness): string[] => [
  LEVELS[level],
  ...signals.map(({ reason }) => `  ${signalSentence(reason)}`),
]

export const readinessRow = ({ day, level, signals }: Readiness): CliReadiness => ({
  date: day,
  level,
  signals: signals.map((signal) => ({
    kind: signal.kind,
    level: signal.level,
    code: signal.reason.code,
    facts: { ...signal.reason.facts },
    text: signalSentence(signal.reason),
  })),
})
