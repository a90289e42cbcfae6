import { nextTick, onScopeDispose, type Reactive, reactive, ref, toRaw, watch } from 'vue'
import { viewer } from '@/session'
import { dropDraft, loadDraft, saveDraft } from './drafts'

const pause = 1_000

/**
 * A form that survives: its fields come back as they were left, and are saved after every pause of a second, when
 * the screen is left, and whenever `flush` is called, as before the camera opens.
 */
export function useDraft<F extends Record<string, unknown>>(key: string, fresh: () => F) {
  const owner = viewer.value?.id ?? ''
  const fields = reactive(fresh()) as Reactive<F>
  const savedAt = ref<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let gone = false

  watch(fields, () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), pause)
  })

  /** What was written before the draft was read is newer than the draft. */
  const loaded = loadDraft<F>(key, owner).then(async draft => {
    if (!draft || dirty) return
    Object.assign(fields, draft.fields)
    savedAt.value = draft.savedAt
    await nextTick()
    clearTimeout(timer)
    dirty = false
  })

  async function flush() {
    clearTimeout(timer)
    if (gone || !dirty) return
    dirty = false
    const now = Date.now()
    await saveDraft(key, owner, { ...toRaw(fields) }, now)
    savedAt.value = now
  }

  /** The form was submitted or given up: nothing of it is saved any more. */
  function close() {
    clearTimeout(timer)
    gone = true
  }

  async function drop() {
    close()
    await dropDraft(key)
  }

  const leave = () => document.visibilityState === 'hidden' && void flush()
  document.addEventListener('visibilitychange', leave)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', leave)
    void flush()
  })
  return { fields, savedAt, loaded, flush, close, drop }
}
