import { computed, ref, shallowRef } from 'vue'
import { Fault } from '@/gql/client'

/** Runs what a form sends, one at a time, and says what went wrong; `fields` are those that show a mistake themselves. */
export function useSend(fields: string[] = []) {
  const busy = ref(false)
  const fault = shallowRef<Fault>()

  /** Whether it was done. `refused` runs before the form can send again. */
  async function run(verb: () => Promise<unknown>, refused?: (fault: Fault) => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = undefined
    try {
      await verb()
      return true
    } catch (error) {
      fault.value = error instanceof Fault ? error : new Fault('INTERNAL', `没有做成：${String(error)}`)
      await refused?.(fault.value)
      return false
    } finally {
      busy.value = false
    }
  }

  /** A mistake that the form finds by itself; `path` leads to a field of an item. */
  function refuse(field: string, message: string, ...path: string[]) {
    fault.value = new Fault('INVALID', message, [field, ...path])
  }

  /** What is wrong with a field of the input. */
  const errorOf = (field: string) => (fault.value?.field[0] === field ? fault.value.message : undefined)
  /** What went wrong, where no field shows it. */
  const general = computed(() => (fields.includes(fault.value?.field[0] ?? '') ? undefined : fault.value?.message))
  return { busy, fault, general, run, refuse, errorOf }
}
