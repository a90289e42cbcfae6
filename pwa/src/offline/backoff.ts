const base = 1_000
const cap = 300_000

/**
 * Milliseconds until the next try after `tries` failures: full jitter under an exponential cap of five minutes,
 * and never before the seconds that the server asked for.
 */
export function backoff(tries: number, retryAfter = 0, random = Math.random()): number {
  const ceiling = Math.min(cap, base * 2 ** Math.min(tries, 20))
  return Math.max(retryAfter * 1000, Math.round(random * ceiling))
}
