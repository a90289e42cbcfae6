import { computed, reactive, ref, watch } from 'vue'
import { act, Fault, type Result, type Variables } from '@/gql/client'
import {
  type Complexity,
  type DispatchLine,
  type DispatchRole,
  type RejectReason,
  type TriageDecision,
  TriageProblemDocument,
} from '@/gql/graphql'
import type { DeskProblem } from './problem'
import type { Verb } from './useVerb'

type Input = Variables<typeof TriageProblemDocument>['input']
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

/** What the office decides on a problem, tried out by the server before it is sent. */
export function useTriage(problem: () => DeskProblem, verb: Verb) {
  const form = reactive({
    decision: undefined as TriageDecision | undefined,
    complexity: problem().complexity ?? ('SIMPLE' as Complexity),
    note: '',
    rejectReason: undefined as RejectReason | undefined,
    mergeIntoId: undefined as string | undefined,
  })
  /** The office's own choice of units; null for the dual-line default (R2). */
  const chosen = ref<Unit[] | null>(null)
  const preview = ref<DispatchPreview[]>([])
  const previewFault = ref('')
  const trying = ref(false)
  const units = computed<Unit[]>(() => chosen.value ?? preview.value)
  let turn = 0

  const base = () => ({ problemId: problem().id, expectedVersion: problem().version })
  const dispatches = () => {
    return chosen.value?.map(({ organizationId, line, role }) => ({ organizationId, line, role }))
  }

  /** Asks whom an ACCEPT would reach and by when; nothing is changed. */
  async function tryOut() {
    const mine = ++turn
    if (form.decision !== 'ACCEPT') return
    trying.value = true
    previewFault.value = ''
    try {
      const { complexity } = form
      const input: Input = { ...base(), decision: 'ACCEPT', complexity, dispatches: dispatches(), dryRun: true }
      const answer = await act(TriageProblemDocument, { input })
      if (mine === turn) preview.value = answer.triageProblem.preview ?? []
    } catch (error) {
      if (mine === turn) previewFault.value = error instanceof Fault ? error.message : String(error)
    } finally {
      if (mine === turn) trying.value = false
    }
  }
  watch(() => [form.decision, form.complexity, chosen.value, problem().version], tryOut, { immediate: true })

  /** The computed dates of a unit; undefined until the server has said them. */
  const datesOf = (unit: Unit) =>
    preview.value.find(({ organizationId, line }) => organizationId === unit.organizationId && line === unit.line)

  /** Whether it was sent. Finds by itself what is missing. */
  async function send(): Promise<boolean> {
    const note = form.note.trim() || undefined
    const { decision, complexity, rejectReason, mergeIntoId } = form
    if (!decision) return missing('decision', '先选一个结论')
    if (decision === 'REJECT' && !rejectReason) return missing('rejectReason', '选一个不予受理的理由')
    if ((decision === 'REJECT' || decision === 'RETURN_FOR_INFO') && !note)
      return missing('note', '写一句，上报人会看到')
    if (decision === 'MERGE' && !mergeIntoId) return missing('mergeIntoId', '选要并入的那一件')
    const more: Record<TriageDecision, Partial<Input>> = {
      ACCEPT: { complexity, dispatches: dispatches() },
      REJECT: { rejectReason },
      RETURN_FOR_INFO: {},
      MERGE: { mergeIntoId },
    }
    const input = { ...base(), decision, note, dryRun: false, ...more[decision] }
    return verb.run(() => act(TriageProblemDocument, { input }))
  }

  function missing(field: string, words: string): false {
    verb.refuse(field, words)
    return false
  }

  return { form, units, chosen, previewFault, trying, datesOf, send }
}
