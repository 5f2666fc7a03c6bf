import { kmText, minutesText } from './figures.ts'
import type { SportFacts } from './sport-facts.ts'

/** Words and report units of a sport's measure: runs in km or minutes, rides in minutes. */
export const unitOf = (sport: SportFacts): string => (sport.measure === 'm' ? 'km' : 'min')
/** An amount in the report's unit: metres become km, minutes stay. */
export const volumeIn = (sport: SportFacts, amount: number): number => (sport.measure === 'm' ? amount / 1000 : amount)
export const amountText = (sport: SportFacts, amount: number): string =>
  sport.measure === 'm' ? kmText(amount) : minutesText(amount)
export const sportWord = (sport: Pick<SportFacts, 'sport'>): string => (sport.sport === 'run' ? 'running' : 'riding')
