import { reactive, watch } from 'vue'
import type { DispatchPreview } from '@/features/desk/useUnits'
import { act, Fault } from '@/gql/client'
import { type Level, TriageProblemDocument } from '@/gql/graphql'

/** What handing out one problem on its two lines would do: whom it reaches by when, or why it cannot be done. */
export interface DryRun {
  units?: DispatchPreview[]
  fault?: string
}

/** Tries out each chosen problem once, one after the other; nothing is changed. By the problem's id, once the server has said it. */
export function useDryRuns(chosen: () => { id: string; version: number }[], level: () => Level) {
  const runs = reactive(new Map<string, DryRun>())
  let turn = 0

  async function tryOut(id: string, expectedVersion: number): Promise<DryRun> {
    const input = { problemId: id, expectedVersion, decision: 'ACCEPT' as const, level: level(), dryRun: true }
    try {
      return { units: (await act(TriageProblemDocument, { input })).triageProblem.preview ?? [] }
    } catch (error) {
      return { fault: error instanceof Fault ? error.message : String(error) }
    }
  }

  watch(
    () => [level(), ...chosen().map(({ id, version }) => `${id} ${version}`)],
    async ([now], before) => {
      const mine = ++turn
      const ids = new Set(chosen().map(({ id }) => id))
      for (const id of runs.keys()) if (now !== before?.[0] || !ids.has(id)) runs.delete(id)
      for (const { id, version } of chosen()) {
        if (runs.has(id)) continue
        const run = await tryOut(id, version)
        if (mine !== turn) return
        runs.set(id, run)
      }
    },
  )
  return runs
}
