import { computed, ref, shallowRef } from 'vue'
import { Fault } from '@/gql/client'
import { now } from '@/ui/now'
import { changesSince, type DeskProblem } from './problem'

const moved = ['STALE', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND']

/**
 * Runs what a form sends. Where the problem was moved by others meanwhile it is read again and `changes` says what
 * they did; the form keeps its words. `fields` are those that the form shows a mistake beside.
 */
export function useVerb(problem: () => DeskProblem, reread: () => Promise<void>, fields: string[] = []) {
  const busy = ref(false)
  const fault = shallowRef<Fault>()
  const changes = ref<string[]>([])

  /** Whether it was done. */
  async function run(verb: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = undefined
    changes.value = []
    const before = problem()
    try {
      await verb()
      return true
    } catch (error) {
      fault.value = error instanceof Fault ? error : new Fault('INTERNAL', `没有做成：${String(error)}`)
      if (moved.includes(fault.value.code)) {
        await reread()
        changes.value = changesSince(before, problem(), now.value)
      }
      return false
    } finally {
      busy.value = false
    }
  }

  /** A mistake that the form finds by itself. */
  function refuse(field: string, message: string) {
    fault.value = new Fault('INVALID', message, [field])
  }

  /** What is wrong with a field of the input. */
  const errorOf = (field: string) => (fault.value?.field[0] === field ? fault.value.message : undefined)
  /** What went wrong, where no field shows it. */
  const general = computed(() => (fields.includes(fault.value?.field[0] ?? '') ? undefined : fault.value?.message))
  return { busy, fault, changes, general, run, refuse, errorOf }
}

export type Verb = ReturnType<typeof useVerb>
