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

/** What the server says it holds. */
export interface Held {
  id: string
  photosExpected: number
  photosReceived: number
  /** The problem's number for people. */
  number?: string
  /** It is kept, and the office decides whether it counts: the author's link to the enterprise had ended. */
  review?: boolean
}

interface Kind {
  /** The word before the title in lists. */
  word: string
  document: TypedDocumentString<unknown, never>
  /** Field of the mutation, and of its payload, that holds the receipt. */
  path: [string, 'visit' | 'problem' | 'residentLog']
  /** Whether the receipt is of the record itself and so counts its photos; else of the problem it belongs to. */
  own: boolean
  /** It has no photos, and its input no place for them. */
  bare?: true
}

export const kinds: Record<KindName, Kind> = {
  CHECK_IN: { word: '签到', document: CheckInDocument, path: ['checkIn', 'visit'], own: true },
  REPORT: { word: '问题', document: ReportProblemDocument, path: ['reportProblem', 'problem'], own: true },
  SUPPLEMENT: { word: '补充', document: SupplementProblemDocument, path: ['supplementProblem', 'problem'], own: false },
  PROGRESS: { word: '进展', document: ReportProgressDocument, path: ['reportProgress', 'problem'], own: false },
  REPLY: { word: '答复', document: ReplyDispatchDocument, path: ['replyDispatch', 'problem'], own: false },
  RESIDENT_LOG: {
    word: '驻企日志',
    document: WriteResidentLogDocument,
    path: ['writeResidentLog', 'residentLog'],
    own: true,
    bare: true,
  },
}

/** Of a record that has none, the server does not speak of photos. */
const noPhotos = { photosExpected: 0, photosReceived: 0 }

/** The receipt for a record; null when the answer holds none, which means that it is not delivered. */
export function receiptOf(kind: KindName, id: string, answer: unknown): Held | null {
  const [mutation, noun] = kinds[kind].path
  const payload = (answer as Record<string, Record<string, Held | null> | null>)[mutation]
  const held = payload?.[noun]
  if (held) return kinds[kind].own && held.id !== id ? null : { ...noPhotos, ...held }
  const kept = payload?.heldRecord
  return kept?.id === id ? { ...kept, review: true } : null
}
