// One sender at a time across all tabs: a Web Lock, and a lease on it. A tab that hangs, or that the system froze in the
// middle of a request, keeps its lock; when it has shown no sign of life for as long as a request may take, another takes it.
const name = 'lianqi-outbox'
const place = 'lianqi.lease'
/** Longer than the longest request may take (upload.ts). */
const patience = 90_000

export interface Lease {
  /** Shows a sign of life; false when another tab has taken over, and nothing more may be sent. */
  renew(): boolean
}

/** Runs `act` as the only sender; returns false, without running it, while another tab is at it. */
export async function alone(act: (lease: Lease) => Promise<void>, now = Date.now): Promise<boolean> {
  const mine = crypto.randomUUID()
  let ran = false
  const hold = async () => {
    ran = true
    write(mine, now())
    await act({
      renew() {
        if (holder() !== mine) return false
        write(mine, now())
        return true
      },
    })
    if (holder() === mine) localStorage.removeItem(place)
  }
  await navigator.locks.request(name, { ifAvailable: true }, async lock => lock && hold())
  if (ran || now() - seenAt() < patience) return ran
  await navigator.locks.request(name, { steal: true }, hold)
  return true
}

const holder = () => localStorage.getItem(place)?.split(' ')[0]
/** The last sign of life; a tab that holds the lock without one has just begun. */
const seenAt = () => Number(localStorage.getItem(place)?.split(' ')[1] ?? Date.now())

function write(id: string, at: number) {
  localStorage.setItem(place, `${id} ${at}`)
}
