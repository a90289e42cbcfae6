import type { CheckInResult } from '@/gql/graphql'

export type Tone = 'in' | 'maybe' | 'out' | 'none'

const tones: Record<CheckInResult, Tone> = { IN_RANGE: 'in', UNCERTAIN: 'maybe', OUT_OF_RANGE: 'out', NO_FIX: 'none' }

/** The colour of a check-in's result. */
export function toneOf(result: CheckInResult): Tone {
  return tones[result]
}
