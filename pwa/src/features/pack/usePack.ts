import { onScopeDispose, type Ref, shallowRef } from 'vue'
import { onChange } from '@/offline/changes'
import { type Pack, packOf } from '@/offline/pack'
import { viewer } from '@/session'

/** What lies on this phone for reading without a network; undefined before it is known, and where there is nothing. */
export function usePack(): Readonly<Ref<Pack | undefined>> {
  const pack = shallowRef<Pack>()
  async function read() {
    pack.value = viewer.value ? await packOf(viewer.value.id) : undefined
  }
  void read()
  onScopeDispose(onChange(() => void read()))
  return pack
}
