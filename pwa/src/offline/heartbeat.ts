// What this phone says of itself with every request (the headers Device-…, told at Device in schema.graphqls): how its
// clock stands, and how much waits on it since when, so that the office knows even when the phone is lost.
import { uuid7 } from './uuid'

/** Number of the documents that this app sends; the server understands older ones for a year. */
export const appNumber = 1
const place = 'lianqi.device'

let id = ''

/** This browser's own id, made once; where nothing can be kept, once for each start. */
export function deviceId(): string {
  if (id) return id
  try {
    id = localStorage.getItem(place) ?? uuid7()
    localStorage.setItem(place, id)
  } catch {
    id ||= uuid7()
  }
  return id
}

const clock = 'lianqi.clock'

/** Notes by how many seconds our server found this phone's clock ahead, and what the clock says now. */
export function hearClock(headers: Headers, now = Date.now()) {
  const lead = headers.get('device-lead')
  if (!lead || !/^-?\d+$/.test(lead)) return
  try {
    localStorage.setItem(clock, `${lead} ${now}`)
  } catch {
    // where nothing can be kept it stays unknown
  }
}

/**
 * By how many seconds this phone's clock is ahead, as it last heard, for what is captured now and may be sent after
 * somebody has set the clock right; undefined when it does not know, as when the clock was set back since.
 */
export function clockLead(now = Date.now()): number | undefined {
  const [lead, heardAt] = (localStorage.getItem(clock) ?? '').split(' ').map(Number)
  return heardAt !== undefined && now >= heardAt ? lead : undefined
}

let held = { unsent: 0, stopped: 0, oldest: 0 }

/** Notes what waits of the person who is signed in. */
export function holds(items: { savedAt: number; stopped?: unknown }[]) {
  held = {
    unsent: items.length,
    stopped: items.filter(item => item.stopped).length,
    oldest: Math.min(...items.map(item => item.savedAt)),
  }
}

/** The headers as of now. */
export function deviceHeaders(now = Date.now()): Record<string, string> {
  const about = { 'device-id': deviceId(), 'device-time': new Date(now).toISOString(), 'device-app': String(appNumber) }
  if (held.unsent === 0) return about
  return {
    ...about,
    'device-unsent': String(held.unsent),
    'device-stopped': String(held.stopped),
    'device-oldest': new Date(held.oldest).toISOString(),
  }
}
