const day = 86_400_000
/** From this day on a record that waits is a worry: batteries die, phones are lost. */
const warnFrom = 3

/** For how many whole days the oldest record has waited, once that is worth a warning; 0 before. */
export function overdueDays(savedAt: number, now: number): number {
  const days = Math.floor((now - savedAt) / day)
  return days >= warnFrom ? days : 0
}
