/**
 * Race speeds as fractions of threshold speed, by Zwift's `pace` index (integrations.md §4): mile, 5 km, 10 km, half
 * marathon, marathon. The library's run anchors (science.md §11); between VDOT 30 and 85 they move by about two percent.
 */
export const RACE_FRACTION = [1.16, 1.067, 1.03, 0.98, 0.94] as const
export const RACE_NAMES = ['mile', '5 km', '10 km', 'half-marathon', 'marathon'] as const
/** The index we write: 10 km. */
export const WRITTEN_RACE = 2
