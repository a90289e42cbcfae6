// Chinese words for meetings.
import type { MeetingKind } from '@/gql/graphql'

export const meetingKind: Record<MeetingKind, string> = {
  DISPATCH: '交办协调会',
  CONSULT: '会商',
  ON_SITE: '现场办公会',
  GOVERNMENT: '政府常务会',
  PARTY_COMMITTEE: '党委常委会',
  SPECIAL: '专题会',
}
