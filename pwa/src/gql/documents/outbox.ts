import type { OwnHeldRecordsQuery, OwnHeldRecordsQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const OwnHeldRecordsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query OwnHeldRecords {
  heldRecords(filter: {mine: true}, first: 20) {
    nodes {
      id
      kind
      state
      enterpriseName
      title
      capturedAt
      linkedUntil
      photosExpected
      photosReceived
      ruling
      ruledAt
      problem {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnHeldRecordsQuery, OwnHeldRecordsQueryVariables>;
