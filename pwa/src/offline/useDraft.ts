import { nextTick, onScopeDispose, type Reactive, reactive, ref, toRaw, watch } from 'vue'
import { viewer } from '@/session'
import { wakeLater } from '@/shell'
import { dirtyForms } from './dirty'
import { draftKey, dropDraft, loadDraft, saveDraft } from './drafts'
import type { KindName } from './kinds'
import { type New, submit } from './outbox'
import { askToKeep, fullWords, isFull } from './room'
import { drain } from './sender'

const pause = 1_000

/**
 * A form that survives: its fields come back as they were left, and are saved after every pause of a second, when
 * the screen is left, and whenever `flush` is called, as before the camera opens. `hand` puts what it became into the
 * outbox. `key` is also the holder of its pictures.
 */
export function useDraft<F extends Record<string, unknown>>(form: string, fresh: () => F) {
  const owner = viewer.value?.id ?? ''
  const key = draftKey(owner, form)
  const fields = reactive(fresh()) as Reactive<F>
  const savedAt = ref<number>()
  /** Why the form, or what it became, could not be stored. */
  const trouble = ref('')
  const busy = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let gone = false
  let unsaved = false
  let saving: Promise<void> = Promise.resolve()

  watch(fields, () => {
    dirty = true
    dirtyForms.add(key)
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
    dirtyForms.delete(key)
  })

  function flush(): Promise<void> {
    clearTimeout(timer)
    saving = saving.then(save)
    return saving
  }

  async function save() {
    if (gone || !dirty) return
    dirty = false
    const now = Date.now()
    try {
      await saveDraft(key, owner, { ...toRaw(fields) }, now)
      savedAt.value = now
      if (unsaved) trouble.value = ''
      unsaved = false
      if (!dirty) dirtyForms.delete(key)
    } catch (error) {
      dirty = unsaved = true
      complain(error)
    }
  }

  function complain(error: unknown) {
    trouble.value = isFull(error) ? fullWords : '手机没有存下来，再试一次'
  }

  /**
   * The form is being submitted or given up: nothing of it is saved any more. A draft that was saved after that would
   * come back with an id that was sent already.
   */
  async function close() {
    clearTimeout(timer)
    gone = true
    await saving
  }

  /** It could not be submitted: what was written is a draft as before. */
  function open() {
    gone = false
    dirty = true
    void flush()
  }

  /** Puts a record made from the form into the outbox and sends it; false, with `trouble` in words, when it was not stored. */
  async function hand<K extends KindName>(record: Omit<New<K>, 'owner' | 'ownerName'>): Promise<boolean> {
    const person = viewer.value
    if (!person || busy.value) return false
    busy.value = true
    trouble.value = ''
    try {
      await close()
      await submit({ ...record, owner: person.id, ownerName: person.name } as New<K>, key)
    } catch (error) {
      open()
      complain(error)
      return false
    } finally {
      busy.value = false
    }
    dirtyForms.delete(key)
    void askToKeep()
    void drain().finally(wakeLater)
    return true
  }

  async function drop() {
    await close()
    dirtyForms.delete(key)
    await dropDraft(key)
  }

  const leave = () => document.visibilityState === 'hidden' && void flush()
  document.addEventListener('visibilitychange', leave)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', leave)
    void flush()
  })
  return { key, fields, savedAt, loaded, busy, trouble, flush, hand, drop }
}
