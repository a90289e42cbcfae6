// Who is signed in on this phone. A lost session drops nothing: the person stays known, and what waits goes on waiting.
import { ref, shallowRef } from 'vue'
import { ask, Fault, fallSilent, type Result, send, speakFor, whenUnauthenticated } from './gql/client'
import { ViewerDocument } from './gql/graphql'
import { forget } from './offline/cache'
import { dropKeys, fetchKey, keepPerson, keptPerson } from './offline/key'
import { sealWork } from './offline/work'

export type Viewer = NonNullable<Result<typeof ViewerDocument>['viewer']>
export type Role = Viewer['role']

const place = 'lianqi.viewer'

/** The person who signed in last and did not sign out; also without a network. */
export const viewer = shallowRef<Viewer | null>(restore())
/** The server no longer knows the session: reading goes on from copies, sending waits for a new sign-in. */
export const expired = ref(false)

/** Moves with every sign-in and sign-out: an answer to what was asked before is about somebody else. */
let turn = 0

whenUnauthenticated(() => {
  expired.value = viewer.value !== null
})

/** Asks the server who is signed in; an answer that a sign-in or sign-out has overtaken changes nothing. Throws Fault. */
export async function refreshViewer(): Promise<void> {
  const asked = turn
  const { viewer: person } = await ask(ViewerDocument, {})
  if (asked !== turn) return
  if (!person) throw new Fault('UNAUTHENTICATED', '登录已过期，请重新登录')
  if (person.id !== viewer.value?.id) await fetchKey(person.id)
  if (asked === turn) await keep(person)
}

/** Signs in; the key to what this person has not sent yet comes with it. Throws Fault with words for the form. */
export async function signIn(account: string, password: string): Promise<void> {
  speakFor('')
  const response = await send('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ account, password }),
  })
  if (!response.ok) throw new Fault('INVALID', '账号或密码不对')
  turn++
  await refreshViewer()
}

/** Goes on in another of the person's roles; what is not yet delivered stays, what was read in the other role is deleted. Throws Fault. */
export async function changeRole(role: string): Promise<void> {
  const response = await send('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ role }),
  })
  if (!response.ok) throw new Fault('INVALID', '没有换成这个身份，请刷新后再试')
  turn++
  const owner = viewer.value?.id ?? ''
  fallSilent() // what was asked in the other role
  speakFor(owner)
  await forget(owner)
  await refreshViewer()
}

/**
 * Signs out on the server and deletes what this person has read, and the key to what is not yet delivered: that stays,
 * sealed until the person signs in again. Throws Fault.
 */
export async function signOut(): Promise<void> {
  const owner = viewer.value?.id
  if (owner) await sealWork(owner).catch(() => {})
  fallSilent()
  await send('/session', { method: 'DELETE' }).catch(fault => {
    if (fault instanceof Fault && fault.code === 'UNAUTHENTICATED') return
    speakFor(owner ?? '')
    throw fault
  })
  turn++
  localStorage.removeItem(place)
  viewer.value = null
  expired.value = false
  speakFor('')
  await dropKeys()
  if (owner) await forget(owner)
}

/** Notes how many notices are unread, as the live stream says. */
export function countUnread(unreadCount: number) {
  if (viewer.value && viewer.value.unreadCount !== unreadCount) void keep({ ...viewer.value, unreadCount })
}

/** Whoever was here before leaves the phone: what that one has read goes, and the key to what that one has not sent. */
async function keep(person: Viewer) {
  const before = viewer.value
  speakFor(person.id)
  viewer.value = person
  expired.value = false
  localStorage.setItem(place, JSON.stringify(person))
  await keepPerson(person.id, person)
  if (before?.id === person.id) return
  await dropKeys(person.id)
  if (before) await forget(before.id)
}

function restore(): Viewer | null {
  try {
    const person: Viewer | null = JSON.parse(localStorage.getItem(place) ?? 'null')
    speakFor(person?.id ?? '')
    return person
  } catch {
    return null
  }
}

/** Who is signed in by the phone's database, where the browser has not yet written down the rest; before anything is shown. */
export async function recallViewer(): Promise<void> {
  if (viewer.value) return
  const person = (await keptPerson().catch(() => undefined)) as Viewer | undefined
  if (!person || viewer.value) return
  speakFor(person.id)
  viewer.value = person
  localStorage.setItem(place, JSON.stringify(person))
}

/** Another tab has changed who is signed in, or in which role: this one begins anew, also with what it knows of copies. */
export function followOtherTabs() {
  globalThis.addEventListener('storage', event => {
    const { key, newValue } = event as StorageEvent
    if (key === place && who(JSON.parse(newValue ?? 'null')) !== who(viewer.value)) location.reload()
  })
}

const who = (person: Viewer | null) => person && `${person.id} ${person.role}`
