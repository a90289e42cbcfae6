// Seals what is not yet delivered: AES-GCM under the author's key (key.ts), a fresh nonce each time, bound to the place
// where it lies so that no two can be exchanged.
import { keyOf } from './key'

/** A value that only its author's key opens; `open` holds it as it is where the phone had no key yet. */
export type Sealed<V> = { nonce: Uint8Array<ArrayBuffer>; bytes: Blob } | { open: V }

/** This phone does not hold the key: the author is not the one who is signed in. */
export class Locked extends Error {}

const text = new TextEncoder()
const how = (nonce: Uint8Array<ArrayBuffer>, place: string) => ({
  ...{ name: 'AES-GCM', iv: nonce },
  additionalData: text.encode(place),
})

/** Seals a value that JSON can hold. `place` names the row and its part. */
export async function seal<V>(owner: string, place: string, value: V): Promise<Sealed<V>> {
  const bytes = text.encode(JSON.stringify(value))
  return (await encrypt(owner, place, bytes)) ?? { open: JSON.parse(JSON.stringify(value)) as V }
}

export async function sealBlob(owner: string, place: string, blob: Blob): Promise<Sealed<Blob>> {
  return (await encrypt(owner, place, await blob.arrayBuffer())) ?? { open: blob }
}

/** Opens what `seal` made. Throws Locked without the key, and when the bytes are not those that were sealed. */
export async function unseal<V>(owner: string, place: string, sealed: Sealed<V>): Promise<V> {
  if ('open' in sealed) return sealed.open
  return JSON.parse(new TextDecoder().decode(await decrypt(owner, place, sealed)))
}

export async function unsealBlob(owner: string, place: string, sealed: Sealed<Blob>, type: string): Promise<Blob> {
  if ('open' in sealed) return sealed.open
  return new Blob([await decrypt(owner, place, sealed)], { type })
}

async function encrypt(owner: string, place: string, bytes: BufferSource) {
  const key = await keyOf(owner)
  if (!key) return undefined
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  return { nonce, bytes: new Blob([await crypto.subtle.encrypt(how(nonce, place), key, bytes)]) }
}

async function decrypt(owner: string, place: string, sealed: { nonce: Uint8Array<ArrayBuffer>; bytes: Blob }) {
  const key = await keyOf(owner)
  if (!key) throw new Locked()
  const bytes = await sealed.bytes.arrayBuffer()
  return crypto.subtle.decrypt(how(sealed.nonce, place), key, bytes)
}
