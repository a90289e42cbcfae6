import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { Fault } from '@/gql/client'
import { viewer } from '@/session'
import { onChange } from './changes'
import { keep, photosOf, pictureOf, prepare, removePhoto, type StoredPhoto } from './photos'

export interface ShownPhoto {
  id: string
  url?: string
  takenAt: string
  state: 'STORED' | 'SHRINKING' | 'BROKEN'
}

/**
 * The pictures of a draft or record, shown from the phone and made ready, also those of an app that was closed before it
 * came to that. Takes new ones one by one and says what cannot be taken.
 */
export function usePhotos(holder: () => string) {
  const stored = shallowRef<StoredPhoto[]>([])
  const urls = shallowRef(new Map<string, string>())
  const trouble = ref('')

  async function read() {
    const photos = await photosOf(holder())
    const shown = new Map<string, string>()
    for (const photo of photos) {
      if (!photo.broken)
        shown.set(nameOf(photo), urls.value.get(nameOf(photo)) ?? URL.createObjectURL(await pictureOf(photo)))
    }
    for (const [name, url] of urls.value) if (!shown.has(name)) URL.revokeObjectURL(url)
    urls.value = shown
    stored.value = photos
    for (const { id, sha256, broken } of photos) if (!sha256 && !broken) void prepare(id).catch(complain)
  }

  const photos = computed<ShownPhoto[]>(() =>
    stored.value.map(photo => ({
      id: photo.id,
      url: urls.value.get(nameOf(photo)),
      takenAt: photo.takenAt,
      state: photo.broken ? 'BROKEN' : photo.sha256 ? 'STORED' : 'SHRINKING',
    })),
  )
  const bytes = computed(() => stored.value.reduce((sum, photo) => sum + photo.size, 0))

  /** Takes pictures one by one; of several, those that cannot be taken are named. */
  async function add(files: readonly File[], lines: () => string[]) {
    trouble.value = ''
    const refused: string[] = []
    for (const file of files) {
      try {
        await keep(file, viewer.value?.id ?? '', holder(), lines())
      } catch (error) {
        refused.push(`${files.length > 1 ? `“${file.name}”` : ''}${wordsOf(error)}`)
        trouble.value = refused.join('；')
      }
    }
  }

  function complain(error: unknown) {
    trouble.value = wordsOf(error)
  }

  /** One at a time: what changes while the pictures are read is read after. */
  let reading: Promise<void> = Promise.resolve()
  const refresh = () => {
    reading = reading.then(read).catch(complain)
  }
  const stop = onChange(refresh)
  refresh()
  onScopeDispose(() => {
    stop()
    for (const url of urls.value.values()) URL.revokeObjectURL(url)
  })
  return { photos, bytes, trouble, add, remove: removePhoto }
}

const wordsOf = (error: unknown) => (error instanceof Fault ? error.message : '这张没有存下来，再试一次')

/** A picture and its smaller copy are two. */
function nameOf(photo: StoredPhoto): string {
  return `${photo.id} ${photo.sha256 ?? ''}`
}
