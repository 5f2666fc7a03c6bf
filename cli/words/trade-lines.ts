import { TRADE_SENTENCES, type TradeFormat } from '@coach-wattz/core/plan/trade-words'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { formatDuration } from '@coach-wattz/core/units/format'

const FORMAT: TradeFormat = {
  duration: formatDuration,
  distance: (metres) => `${Math.round(metres / 1000)} km`,
}

/** What the planner traded away in a week, in one sentence each; other notes of a week have none here. */
export const tradeLines = (notes: readonly Reason[]): string[] =>
  notes.flatMap(({ code, facts }) => {
    const say = TRADE_SENTENCES[code]
    return say ? [say(facts, FORMAT)] : []
  })
