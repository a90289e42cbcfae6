import type { CheckInMutation, CheckInMutationVariables, VisitQuery, VisitQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const CheckInDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CheckIn($input: CheckInInput!) {
  checkIn(input: $input) {
    heldRecord {
      id
      photosExpected
      photosReceived
    }
    visit {
      id
      checkInResult
      distance
      accuracy
      capturedAt
      receivedAt
      flags
      photosExpected
      photosReceived
    }
    receipt {
      id
      photos
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CheckInMutation, CheckInMutationVariables>;
export const VisitDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Visit($id: ID!) {
  visit(id: $id) {
    id
    checkInResult
    distance
    accuracy
    capturedAt
    receivedAt
    flags
    reason
    note
    photosExpected
    photosReceived
    enterprise {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<VisitQuery, VisitQueryVariables>;