import type { LocalDate } from './local-date.ts'

/** Zones south of the tropics' middle where summer is around the new year; all others count as north. */
const SOUTH =
  /^(?:Australia|Antarctica)\/|^Pacific\/(?:Auckland|Chatham)$|^America\/(?:Argentina\/.*|Buenos_Aires|Sao_Paulo|Santiago|Montevideo|Asuncion|La_Paz|Lima)$|^Africa\/(?:Johannesburg|Harare|Maputo|Windhoek|Gaborone|Lusaka|Maseru|Mbabane)$|^Indian\/(?:Antananarivo|Mauritius|Reunion)$/

/** Whether heat is likely where the athlete lives: May to September in the north, November to March in the south. */
export function isWarmSeason(date: LocalDate, timeZone: string): boolean {
  const month = Number(date.slice(5, 7))
  return SOUTH.test(timeZone) ? month >= 11 || month <= 3 : month >= 5 && month <= 9
}
