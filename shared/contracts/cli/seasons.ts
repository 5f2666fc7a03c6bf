import { z } from 'zod'

/** `coach simulate --json`: one row a coach (evals/season/README.md). Null where no season had anything to score. */
export const CliSeasons = z.array(
  z.strictObject({
    name: z.string(),
    /** Seasons lived under every coach. */
    seasons: z.int().min(0),
    hardViolations: z.int().min(0),
    softViolations: z.int().min(0),
    /** Hard limits the athlete broke beyond the coach's word, or before it could know. */
    ownViolations: z.int().min(0),
    /** Shares 0–1. */
    keyKept: z.number().nullable(),
    loadRestored: z.number().nullable(),
    /** Per cent of the same athlete's undisturbed season. */
    formOnRaceDay: z.number().nullable(),
    /** Sessions changed a week. */
    churn: z.number().nullable(),
    minutesBroken: z.int().min(0),
  }),
)
