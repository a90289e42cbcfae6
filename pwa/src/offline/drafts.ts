// Forms on their way to be submitted, saved field by field so that a closed app or the camera loses nothing. A draft is
// its author's alone: two people who write about the same enterprise on one phone have two, each under their own key.
import { storeFirst } from './cache'
import { changed } from './changes'
import { atomically, run } from './db'
import { type Sealed, seal, unseal } from './seal'

type Fields = Record<string, unknown>

export interface StoredDraft {
  key: string
  owner: string
  savedAt: number
  body: Sealed<Fields>
}

/** The key of a person's draft of a form, which is also the holder of its pictures. */
export const draftKey = (owner: string, form: string) => `${owner} ${form}`

/** Returns the saved fields of a form and when they were saved; null when there are none of this owner. */
export async function loadDraft<F extends Fields>(key: string, owner: string) {
  const draft = await run(db => db.get('draft', key))
  if (draft?.owner !== owner) return null
  return { fields: (await unseal(owner, placeOf(key), draft.body)) as F, savedAt: draft.savedAt }
}

export async function saveDraft(key: string, owner: string, fields: Fields, now = Date.now()) {
  const draft = await draftRow(key, owner, fields, now)
  await storeFirst(() =>
    atomically(['draft'], async tx => {
      await tx.objectStore('draft').put(draft)
    }),
  )
}

const placeOf = (key: string) => `draft ${key}`

/** A draft as it lies on the phone. */
export async function draftRow(key: string, owner: string, fields: Fields, savedAt: number): Promise<StoredDraft> {
  return { key, owner, savedAt, body: await seal(owner, placeOf(key), fields) }
}

/** Seals what was written down before this phone had the person's key. */
export async function sealDrafts(owner: string): Promise<void> {
  for (const { key, owner: author, savedAt, body } of await run(db => db.getAll('draft'))) {
    if (author !== owner || !('open' in body)) continue
    const sealed = await draftRow(key, owner, body.open, savedAt)
    await atomically(['draft'], async tx => {
      const draft = await tx.objectStore('draft').get(key)
      if (draft?.savedAt === savedAt) await tx.objectStore('draft').put(sealed)
    })
  }
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
