// Forms on their way to be submitted, saved field by field so that a closed app or the camera loses nothing.
import { changed } from './changes'
import { atomically, database } from './db'

/** Returns the saved fields of a form and when they were saved; null when there are none of this owner. */
export async function loadDraft<F extends Record<string, unknown>>(key: string, owner: string) {
  const draft = await (await database()).get('draft', key)
  return draft?.owner === owner ? { fields: draft.fields as F, savedAt: draft.savedAt } : null
}

export async function saveDraft(key: string, owner: string, fields: Record<string, unknown>, now = Date.now()) {
  await atomically(['draft'], async tx => {
    await tx.objectStore('draft').put({ key, owner, savedAt: now, fields })
  })
}

/** Deletes a draft with its pictures. */
export async function dropDraft(key: string): Promise<void> {
  await atomically(['draft', 'photo'], async tx => {
    await tx.objectStore('draft').delete(key)
    const photos = tx.objectStore('photo')
    for (const id of await photos.index('holder').getAllKeys(key)) await photos.delete(id)
  })
  changed()
}
