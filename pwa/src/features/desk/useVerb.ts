import { ref } from 'vue'
import { now } from '@/ui/now'
import { changesSince, type DeskProblem } from './problem'
import { useSend } from './useSend'

const moved = ['STALE', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND']

/**
 * Sends what a form does to a problem. Where the problem was moved by others meanwhile it is read again and `changes`
 * says what they did; the form keeps its words. `fields` are those that the form shows a mistake beside.
 */
export function useVerb(problem: () => DeskProblem, reread: () => Promise<void>, fields: string[] = []) {
  const send = useSend(fields)
  const changes = ref<string[]>([])

  /** Whether it was done. */
  function run(verb: () => Promise<unknown>): Promise<boolean> {
    const before = problem()
    return send.run(
      () => {
        changes.value = []
        return verb()
      },
      async ({ code }) => {
        if (!moved.includes(code)) return
        await reread()
        changes.value = changesSince(before, problem(), now.value)
      },
    )
  }
  return { ...send, changes, run }
}

export type Verb = ReturnType<typeof useVerb>
