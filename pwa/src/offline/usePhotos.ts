import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { Fault } from '@/gql/client'
import { onChange } from './changes'
import { keep, photosOf, prepare, removePhoto, type StoredPhoto } from './photos'

export interface ShownPhoto {
  id: string
  url: string
  takenAt: string
  /** Whether it is small enough to send. */
  ready: boolean
}

/** The pictures of a draft or record, shown from the phone. Takes new ones one by one and says what cannot be taken. */
export function usePhotos(holder: () => string) {
  const stored = shallowRef<StoredPhoto[]>([])
  const trouble = ref('')
  const urls = new Map<Blob, string>()

  async function read() {
    stored.value = await photosOf(holder())
    const used = new Set(stored.value.map(picture))
    for (const [blob, url] of urls) {
      if (used.has(blob)) continue
      URL.revokeObjectURL(url)
      urls.delete(blob)
    }
  }

  function urlOf(blob: Blob): string {
    const known = urls.get(blob)
    if (known) return known
    const url = URL.createObjectURL(blob)
    urls.set(blob, url)
    return url
  }

  const photos = computed<ShownPhoto[]>(() =>
    stored.value.map(photo => ({
      id: photo.id,
      url: urlOf(picture(photo)),
      takenAt: photo.takenAt,
      ready: photo.ready !== undefined,
    })),
  )
  const bytes = computed(() => stored.value.reduce((sum, photo) => sum + picture(photo).size, 0))

  async function add(files: Iterable<File>, lines: () => string[]) {
    trouble.value = ''
    for (const file of files) {
      try {
        const { id } = await keep(file, holder(), lines())
        void prepare(id).catch(complain)
      } catch (error) {
        complain(error)
      }
    }
  }

  function complain(error: unknown) {
    trouble.value = error instanceof Fault ? error.message : '这张没有存下来，再试一次'
  }

  const stop = onChange(() => void read())
  void read()
  onScopeDispose(() => {
    stop()
    for (const url of urls.values()) URL.revokeObjectURL(url)
  })
  return { photos, bytes, trouble, add, remove: removePhoto }
}

function picture(photo: StoredPhoto): Blob {
  return photo.ready ?? photo.original ?? new Blob()
}
