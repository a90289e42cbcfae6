// Cheap phones throw the app out of memory while the camera is open. Before it opens, the screen is noted; an app that
// starts anew within a quarter of an hour goes back there, and says so when the shot was lost.
const place = 'lianqi.camera'
const fresh = 15 * 60_000

interface Mark {
  path: string
  at: number
}

/** The camera opens now. */
export function cameraOpens(now = Date.now()) {
  localStorage.setItem(place, JSON.stringify({ path: location.pathname + location.search, at: now } satisfies Mark))
}

/** It came back, with a picture or without. */
export function cameraCloses() {
  localStorage.removeItem(place)
}

/** The screen from which the camera was opened and never came back; null when there is none, or it was long ago. */
export function cameraLost(now = Date.now()): string | null {
  const mark: Mark | null = JSON.parse(localStorage.getItem(place) ?? 'null')
  return mark && now - mark.at < fresh ? mark.path : null
}
