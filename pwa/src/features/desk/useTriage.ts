import { reactive } from 'vue'
import { act, type Variables } from '@/gql/client'
import {
  type Complexity,
  type RejectReason,
  type ResolutionRoute,
  type TriageDecision,
  TriageProblemDocument,
} from '@/gql/graphql'
import type { DeskProblem } from './problem'
import { useUnits } from './useUnits'
import type { Verb } from './useVerb'

type Input = Variables<typeof TriageProblemDocument>['input']

/** What the office decides on a problem, tried out by the server before it is sent. */
export function useTriage(problem: () => DeskProblem, verb: Verb) {
  const form = reactive({
    decision: undefined as TriageDecision | undefined,
    complexity: problem().complexity ?? ('SIMPLE' as Complexity),
    topicId: problem().topic?.id,
    route: (problem().resolutionRoute ?? undefined) as ResolutionRoute | undefined,
    note: '',
    rejectReason: undefined as RejectReason | undefined,
    mergeIntoId: undefined as string | undefined,
  })
  const handing = useUnits(problem, () => (form.decision === 'ACCEPT' ? form.complexity : null))

  /** Whether it was sent. Finds by itself what is missing. */
  async function send(): Promise<boolean> {
    const note = form.note.trim() || undefined
    const { decision, complexity, route, topicId, rejectReason, mergeIntoId } = form
    if (!decision) return missing('decision', '先选一个结论')
    if (decision === 'REJECT' && !rejectReason) return missing('rejectReason', '选一个不予受理的理由')
    if ((decision === 'REJECT' || decision === 'RETURN_FOR_INFO') && !note)
      return missing('note', '写一句，上报人会看到')
    if (decision === 'MERGE' && !mergeIntoId) return missing('mergeIntoId', '选要并入的那一件')
    const more: Record<TriageDecision, Partial<Input>> = {
      ACCEPT: { complexity, route, topicId, dispatches: handing.dispatches.value },
      REJECT: { rejectReason },
      RETURN_FOR_INFO: {},
      MERGE: { mergeIntoId },
    }
    const { id, version } = problem()
    const input = { problemId: id, expectedVersion: version, decision, note, dryRun: false, ...more[decision] }
    return verb.run(() => act(TriageProblemDocument, { input }))
  }

  function missing(field: string, words: string): false {
    verb.refuse(field, words)
    return false
  }

  return { form, handing, send }
}
