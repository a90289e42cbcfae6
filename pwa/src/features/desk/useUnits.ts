import { computed, ref, watch } from 'vue'
import { act, Fault, type Result } from '@/gql/client'
import { type Complexity, type DispatchLine, type DispatchRole, TriageProblemDocument } from '@/gql/graphql'

/** A dispatch that is not yet made, with its computed dates. */
export type DispatchPreview = NonNullable<Result<typeof TriageProblemDocument>['triageProblem']['preview']>[number]

/** A unit that the problem would be handed to. */
export interface Unit {
  organizationId: string
  organizationName: string
  line: DispatchLine
  role: DispatchRole
}

/** The units after one was given another role: exactly one leads. */
export function withRole(units: readonly Unit[], at: number, role: DispatchRole): Unit[] {
  if (role === 'LEAD') return units.map((unit, i) => ({ ...unit, role: i === at ? 'LEAD' : 'CO' }))
  const other = units.findIndex((_, i) => i !== at)
  if (other < 0) return [...units]
  const stillLed = units.some((unit, i) => i !== at && unit.role === 'LEAD')
  return units.map((unit, i) => {
    if (i === at) return { ...unit, role: 'CO' }
    return !stillLed && i === other ? { ...unit, role: 'LEAD' } : unit
  })
}

/** The units after one was taken out: where it led, the next leads. */
export function without(units: readonly Unit[], at: number): Unit[] {
  const rest = units.filter((_, i) => i !== at)
  return rest.length > 0 && !rest.some(unit => unit.role === 'LEAD') ? withRole(rest, 0, 'LEAD') : rest
}

/** Whom a problem would be handed to and by when, as the server computes it; `null` complexity hands nothing out. */
export function useUnits(problem: () => { id: string; version: number }, complexity: () => Complexity | null) {
  /** The office's own choice of units; null for the dual-line default (R2). */
  const chosen = ref<Unit[] | null>(null)
  const preview = ref<DispatchPreview[]>([])
  const previewFault = ref('')
  const trying = ref(false)
  const units = computed<Unit[]>(() => chosen.value ?? preview.value)
  /** The choice as the contract has it; undefined for the default. */
  const dispatches = computed(() =>
    chosen.value?.map(({ organizationId, line, role }) => ({ organizationId, line, role })),
  )
  let turn = 0

  /** Asks whom an ACCEPT would reach and by when; nothing is changed. */
  async function tryOut() {
    const mine = ++turn
    const wanted = complexity()
    if (!wanted) return
    trying.value = true
    previewFault.value = ''
    try {
      const { id, version } = problem()
      const base = { problemId: id, expectedVersion: version, decision: 'ACCEPT' as const, dryRun: true }
      const answer = await act(TriageProblemDocument, {
        input: { ...base, complexity: wanted, dispatches: dispatches.value },
      })
      if (mine === turn) preview.value = answer.triageProblem.preview ?? []
    } catch (error) {
      if (mine === turn) previewFault.value = error instanceof Fault ? error.message : String(error)
    } finally {
      if (mine === turn) trying.value = false
    }
  }
  watch(() => [complexity(), chosen.value, problem().version], tryOut, { immediate: true })

  /** The computed dates of a unit; undefined until the server has said them. */
  const datesOf = (unit: Unit) =>
    preview.value.find(({ organizationId, line }) => organizationId === unit.organizationId && line === unit.line)

  return { units, chosen, dispatches, previewFault, trying, datesOf }
}

export type Units = ReturnType<typeof useUnits>
