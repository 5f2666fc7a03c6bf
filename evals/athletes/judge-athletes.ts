import { judgeAthlete, type Breach } from './athlete-laws.ts'

/** What a range of seeds showed together. */
export interface Verdict {
  readonly athletes: number
  readonly breaches: readonly Breach[]
  readonly counts: Readonly<Record<string, number>>
}

/** Judges the athletes of the seeds `from` … `to` − 1, one after the other. A crash is a breach too: it names its seed. */
export function judgeAthletes(from: number, to: number): Verdict {
  const breaches: Breach[] = []
  const counts: Record<string, number> = {}
  for (let seed = from; seed < to; seed++) {
    try {
      const judged = judgeAthlete(seed)
      breaches.push(...judged.breaches)
      add(counts, judged.counts)
    } catch (cause) {
      breaches.push({
        seed,
        law: 'no crash',
        text: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      })
    }
  }
  return { athletes: to - from, breaches, counts }
}

/** Several verdicts as one. */
export function joinVerdicts(verdicts: readonly Verdict[]): Verdict {
  const counts: Record<string, number> = {}
  for (const verdict of verdicts) add(counts, verdict.counts)
  return {
    athletes: verdicts.reduce((sum, { athletes }) => sum + athletes, 0),
    breaches: verdicts.flatMap(({ breaches }) => breaches).toSorted((a, b) => a.seed - b.seed),
    counts,
  }
}

function add(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count
}
