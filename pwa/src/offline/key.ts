// The key under which a person's unsent work lies on the phone.
//
// The server gives it to that person's session and to nobody else (GET /session/key), the same one on every phone and
// for ever. Here it is a CryptoKey that can be used but not read out, and it stays only while its person is the one who
// is signed in on this phone. Hence:
//   - started again without a network, or with a session that has run out: the key is here, everything goes on;
//   - the database lost (copy.ts): the server gives the same key again, and what was put back opens;
//   - signed out, or another person signed in: the key is gone, and what waits is noise until its author comes back;
//   - another password, another role: the same key;
//   - a phone that has never reached the server since it learned to seal: nothing is refused, rows lie open as they did
//     before, and are sealed as soon as the key comes (seal.ts).
import { Fault, notOursWords, send } from '@/gql/client'
import { atomically, run } from './db'

const algorithm = 'AES-GCM'
const known = new Map<string, CryptoKey>()

/** The key of a person; undefined when this phone does not have it. */
export async function keyOf(owner: string): Promise<CryptoKey | undefined> {
  const here = known.get(owner) ?? (await run(db => db.get('key', owner)))?.key
  if (here) known.set(owner, here)
  return here
}

/** Brings the key of whoever is signed in, `owner`, to this phone; true when it was not here before. Throws Fault. */
export async function fetchKey(owner: string): Promise<boolean> {
  const here = await keyOf(owner)
  if (here) {
    // A database that was lost under the running app has it no more.
    if (!(await run(db => db.getKey('key', owner)))) await keepKey(owner, here)
    return false
  }
  const response = await send('/session/key', { headers: { accept: 'application/json' } })
  if (!/json/.test(response.headers.get('content-type') ?? '')) throw new Fault('NOT_OURS', notOursWords)
  const { person, key } = await response.json()
  if (!response.ok || person !== owner) throw new Fault('NOT_OURS', notOursWords)
  const secret = Uint8Array.from(atob(key), letter => letter.charCodeAt(0))
  await keepKey(owner, await crypto.subtle.importKey('raw', secret, algorithm, false, ['encrypt', 'decrypt']))
  return true
}

async function keepKey(owner: string, key: CryptoKey): Promise<void> {
  await atomically(['key'], async tx => {
    await tx.objectStore('key').put({ owner, key })
  })
  known.set(owner, key)
}

/**
 * Notes beside the key who that is. The browser writes localStorage to the disk when it likes: an app that is killed soon
 * after the sign-in would not know its person, and without a network nobody could be asked.
 */
export async function keepPerson(owner: string, person: unknown): Promise<void> {
  await atomically(['key'], async tx => {
    const row = await tx.objectStore('key').get(owner)
    if (row) await tx.objectStore('key').put({ ...row, person })
  })
}

/** Who was noted beside a key of this phone; undefined when nobody was. */
export async function keptPerson(): Promise<unknown> {
  return (await run(db => db.getAll('key'))).find(row => row.person)?.person
}

/** Takes all keys off the phone but that of `owner`. */
export async function dropKeys(owner?: string): Promise<void> {
  for (const other of (await run(db => db.getAllKeys('key'))).filter(key => key !== owner)) {
    await run(db => db.delete('key', other))
  }
  for (const other of [...known.keys()].filter(key => key !== owner)) known.delete(other)
}
