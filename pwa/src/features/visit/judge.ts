import type { CheckInResult } from '@/gql/graphql'

const worstAccuracy = 500

/**
 * What the server will say of a fix by the fence alone (domain 3.1), to show it while the person is still there. The
 * park's outline, which counts too, is known only to the server. Metres.
 */
export function judge(distance: number | null, radius: number, accuracy: number): CheckInResult {
  if (distance === null || accuracy > worstAccuracy) return 'NO_FIX'
  if (distance <= radius) return 'IN_RANGE'
  return distance - accuracy <= radius ? 'UNCERTAIN' : 'OUT_OF_RANGE'
}
