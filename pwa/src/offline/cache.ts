// Copies of the server's answers for reading without a network, apart for each person who signs in.
import { run } from './db'
import { isFull } from './room'

const weeks4 = 28 * 86_400_000

function key(owner: string, document: string, variables: unknown): string {
  return `${owner} ${document} ${JSON.stringify(variables)}`
}

/** Returns the last answer to exactly this question and when it came; undefined when there is none. */
export async function remembered<R>(owner: string, document: string, variables: unknown) {
  const row = await run(db => db.get('cache', key(owner, document, variables)))
  return row && { data: row.data as R, fetchedAt: row.fetchedAt }
}

/**
 * Keeps an answer where there is room, and tells whether there was; without how much was left of its deadlines: that was true
 * only then.
 */
export async function remember(
  owner: string,
  document: string,
  variables: unknown,
  answer: unknown,
  now = Date.now(),
): Promise<boolean> {
  const data = JSON.parse(JSON.stringify(answer, (name, value) => (name === 'dueText' ? null : value)))
  const copy = { key: key(owner, document, variables), owner, fetchedAt: now, data }
  try {
    await run(db => db.put('cache', copy))
    return true
  } catch (error) {
    if (!isFull(error)) throw error
    return false
  }
}

/** Deletes what a person has read; `olderThan` keeps what came after that instant. */
export async function forget(owner: string, olderThan = Number.POSITIVE_INFINITY): Promise<void> {
  await run(async db => {
    const tx = db.transaction('cache', 'readwrite')
    for await (const cursor of tx.store.index('owner').iterate(owner)) {
      if (cursor.value.fetchedAt < olderThan) await cursor.delete()
    }
    await tx.done
  })
}

/** Deletes the copy of the answer to exactly this question. */
export async function drop(owner: string, document: string, variables: unknown): Promise<void> {
  await run(db => db.delete('cache', key(owner, document, variables)))
}

/** Deletes the copies of all answers to these documents. */
export async function dropAll(owner: string, documents: string[]): Promise<void> {
  for (const document of documents) {
    const start = `${owner} ${document} `
    await run(db => db.delete('cache', IDBKeyRange.bound(start, `${start}\uffff`)))
  }
}

/** Stores what a person wrote down; on a full phone all copies make room for it: they can be had again. */
export async function storeFirst(store: () => Promise<void>): Promise<void> {
  await store().catch(async error => {
    if (!isFull(error)) throw error
    await run(db => db.clear('cache'))
    await store()
  })
}

/** Deletes copies of more than four weeks. */
export function forgetOld(owner: string, now = Date.now()): Promise<void> {
  return forget(owner, now - weeks4)
}
