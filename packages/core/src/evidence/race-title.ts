/**
 * Words that name an event one enters, in the languages recorders and race calendars use most. VDOT stands on races
 * (science.md S1.2), so the list is short on purpose: a race not recognised costs a little, training taken for a race
 * costs a wrong threshold. "Half" or "10K" alone are workouts as often as races, so they are not here.
 */
const RACE =
  /(?<![\p{L}\p{N}])(?:race|parkrun|(?:half[ -]?|ultra[ -]?)?marathon|semi-?marathon|halbmarathon|maratón|maratona|wettkampf|volkslauf|stadtlauf|time[ -]trial|criterium|gran fondo|granfondo)(?![\p{L}\p{N}])/iu
/** Training that only talks about a race: "marathon pace", "race prep", "pre-race shakeout", "week 3 of the plan". */
const TRAINING =
  /(?<![\p{L}\p{N}])(?:pace|paced|pre|prep|preparation|training|trainer|workout|session|plan|week|block|simulation|rehearsal|recovery|shake-?out|easy|long run|intervals?|tempo|warm[ -]?up|cool[ -]?down|after|post|not|no|un|course recon|recce|virtual|zwift)(?![\p{L}\p{N}])/iu

/**
 * Whether a recording's title or its recorder's word for the sport names a race. Whole words only. A guess that the
 * athlete can correct, so words of training ("marathon pace") take it back.
 */
export function isRaceTitle(title: string | null, subSport: string | null = null): boolean {
  if (subSport !== null && /^(?:race|racing)$/i.test(subSport)) return true
  return title !== null && RACE.test(title) && !TRAINING.test(title)
}
