import { ref, shallowRef, watch } from 'vue'
import { useSend } from '@/features/desk/useSend'
import type { MovedFragment } from '@/gql/graphql'

export interface Moves {
  count: number
  moved: MovedFragment[]
}

/**
 * A change that moves dates: it is tried out first, and made as it was tried out. `input` is what is sent beside dryRun, null while
 * something is missing; whenever it becomes another the trial is over.
 */
export function useChange<I>(
  input: () => I | null,
  change: (input: I & { dryRun: boolean }) => Promise<Moves>,
  fields: string[],
) {
  const send = useSend(fields)
  const moves = shallowRef<Moves>()
  const step = ref<'try' | 'make'>('try')
  watch(
    () => JSON.stringify(input()),
    () => {
      moves.value = undefined
      step.value = 'try'
    },
  )

  /** Says what would move, and changes nothing. */
  async function tryOut() {
    const asked = input()
    if (!asked) return
    const whole = JSON.stringify(asked)
    await send.run(async () => {
      const answer = await change({ ...asked, dryRun: true })
      if (whole !== JSON.stringify(input())) return
      moves.value = answer
      step.value = 'make'
    })
  }

  /** Whether it was made. */
  async function make(): Promise<boolean> {
    const asked = input()
    return asked !== null && step.value === 'make' && (await send.run(() => change({ ...asked, dryRun: false })))
  }
  return { ...send, moves, step, tryOut, make }
}
