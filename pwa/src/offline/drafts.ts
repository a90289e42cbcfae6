// Forms on their way to be submitted, saved field by field so that a closed app or the camera loses nothing.
import { changed } from './changes'
import { database } from './db'

/** Returns the saved fields of a form and when they were saved; null when there are none of this owner. */
export async function loadDraft<F extends Record<string, unknown>>(key: string, owner: string) {
  const draft = await (await database()).get('draft', key)
  return draft?.owner === owner ? { fields: draft.fields as F, savedAt: draft.savedAt } : null
}

export async function saveDraft(key: string, owner: string, fields: Record<string, unknown>, now = Date.now()) {
  const db = await database()
  await db.put('draft', { key, owner, savedAt: now, fields })
}

/** Deletes a draft with its pictures. */
export async function dropDraft(key: string): Promise<void> {
  const tx = (await database()).transaction(['draft', 'photo'], 'readwrite')
  await tx.objectStore('draft').delete(key)
  for (const id of await tx.objectStore('photo').index('holder').getAllKeys(key)) {
    await tx.objectStore('photo').delete(id)
  }
  await tx.done
  changed()
}
