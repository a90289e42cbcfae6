// Everything of a person that is not yet delivered, as one.
import { changed } from './changes'
import { sealDrafts } from './drafts'
import { fetchKey } from './key'
import { sealItems } from './outbox'
import { sealPhotos } from './photos'

/** Brings the person's key to the phone and seals what was written down before it came. Throws Fault without a network. */
export async function sealWork(owner: string): Promise<void> {
  if (!(await fetchKey(owner))) return
  await sealPhotos(owner)
  await sealDrafts(owner)
  await sealItems(owner) // with their second copies, in which the pictures are sealed by now
  changed()
}
