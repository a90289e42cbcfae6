// What may wait in the outbox: each kind of record with its mutation and how to read the server's receipt.
import {
  CheckInDocument,
  type CheckInInput,
  ReplyDispatchDocument,
  type ReplyDispatchInput,
  ReportProblemDocument,
  type ReportProblemInput,
  ReportProgressDocument,
  type ReportProgressInput,
  SupplementProblemDocument,
  type SupplementProblemInput,
  type TypedDocumentString,
  WriteResidentLogDocument,
  type WriteResidentLogInput,
} from '@/gql/graphql'

interface Inputs {
  CHECK_IN: CheckInInput
  REPORT: ReportProblemInput
  SUPPLEMENT: SupplementProblemInput
  PROGRESS: ReportProgressInput
  REPLY: ReplyDispatchInput
  RESIDENT_LOG: WriteResidentLogInput
}

export type KindName = keyof Inputs
/** The input of a kind without its photos: those are named by what is stored on the phone. */
export type InputOf<K extends KindName> = Omit<Inputs[K], 'photos'>

/** What the server says it holds of a record. */
export interface Held {
  /** SHA-256 of each photo that is there whole. */
  photos: readonly string[]
  /** The problem's number for people. */
  number?: string
  /** It is kept, and the office decides whether it counts: the author's link to the enterprise had ended. */
  review?: boolean
}

interface Kind {
  /** The word before the title in lists. */
  word: string
  document: TypedDocumentString<unknown, never>
  /** It has no photos, and its input no place for them. */
  bare?: true
}

export const kinds: Record<KindName, Kind> = {
  CHECK_IN: { word: '签到', document: CheckInDocument },
  REPORT: { word: '问题', document: ReportProblemDocument },
  SUPPLEMENT: { word: '补充', document: SupplementProblemDocument },
  PROGRESS: { word: '进展', document: ReportProgressDocument },
  REPLY: { word: '答复', document: ReplyDispatchDocument },
  RESIDENT_LOG: { word: '驻企日志', document: WriteResidentLogDocument, bare: true },
}

interface Payload {
  receipt?: { id: string; photos: readonly string[] } | null
  heldRecord?: object | null
  problem?: { number?: string } | null
}

/** The receipt for a record in the answer to its mutation; null when there is none, which means that it is not delivered. */
export function receiptOf(id: string, answer: unknown): Held | null {
  const [payload] = Object.values(answer as Record<string, Payload>)
  if (payload?.receipt?.id !== id) return null
  const { receipt, problem, heldRecord } = payload
  return { photos: receipt.photos, number: problem?.number, ...(heldRecord && { review: true }) }
}
