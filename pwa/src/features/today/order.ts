import type { Lamp } from '@/gql/graphql'

export interface Listed {
  lamp: Lamp | null
  lastVisit: { checkedInAt: string } | null
  /** Metres from the phone; null when either place is unknown. */
  distance: number | null
}

export type Order = 'URGENT' | 'NEAR' | 'LONG_AGO'

const urgency: Record<Lamp, number> = { RED: 0, YELLOW: 1, GREEN: 2 }
const far = Number.POSITIVE_INFINITY

/** Puts enterprises in the order that was asked for: 先急后远 is the lamp, then the distance. */
export function ordered<E extends Listed>(enterprises: E[], order: Order): E[] {
  const lamp = (e: E) => (e.lamp ? urgency[e.lamp] : 3)
  const distance = (e: E) => e.distance ?? far
  const visit = (e: E) => (e.lastVisit ? Date.parse(e.lastVisit.checkedInAt) : 0)
  const by: Record<Order, (a: E, b: E) => number> = {
    URGENT: (a, b) => lamp(a) - lamp(b) || difference(distance(a), distance(b)),
    NEAR: (a, b) => difference(distance(a), distance(b)),
    LONG_AGO: (a, b) => visit(a) - visit(b),
  }
  return [...enterprises].sort(by[order])
}

/** a - b, and 0 for two infinities. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b
}
