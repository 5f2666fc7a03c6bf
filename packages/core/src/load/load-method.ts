/** How a load was computed, best first (science.md S3.10). */
export type LoadMethod = 'power' | 'pace' | 'heart-rate' | 'rpe' | 'duration'
