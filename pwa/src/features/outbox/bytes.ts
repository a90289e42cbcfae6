import type { Item } from '@/offline/outbox'
import { photosOf } from '@/offline/photos'

/** Bytes of the pictures of these records that the server does not hold yet, as far as they are known. */
export async function bytesOf(items: Item[]): Promise<number> {
  const left = await Promise.all(
    items.map(async ({ id, photosReceived }) => (await photosOf(id)).slice(photosReceived)),
  )
  return left.flat().reduce((sum, photo) => sum + photo.size, 0)
}
