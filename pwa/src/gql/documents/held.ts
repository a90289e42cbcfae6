import type { DevicesQuery, DevicesQueryVariables, HeldRecordsQuery, HeldRecordsQueryVariables, RuleOnHeldRecordMutation, RuleOnHeldRecordMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const HeldRecordsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query HeldRecords($state: [HeldState!], $first: Int!, $after: String) {
  heldRecords(filter: {state: $state}, first: $first, after: $after) {
    totalCount
    nodes {
      ...HeldLine
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment HeldLine on HeldRecord {
  id
  kind
  state
  enterpriseName
  title
  text
  foundAt
  receivedAt
  clockLead
  linkedUntil
  linkedAtCapture
  photosExpected
  photosReceived
  author {
    id
    name
  }
  photos {
    id
    url
    thumbnailUrl
    received
    missingSince
  }
  ruledBy {
    id
    name
  }
  ruledAt
  ruling
}`) as unknown as TypedDocumentString<HeldRecordsQuery, HeldRecordsQueryVariables>;
export const DevicesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Devices($first: Int!, $after: String) {
  devices(filter: {holding: true}, first: $first, after: $after) {
    totalCount
    nodes {
      id
      seenAt
      clockLead
      unsent
      stopped
      oldestAt
      person {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DevicesQuery, DevicesQueryVariables>;
export const RuleOnHeldRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RuleOnHeldRecord($input: RuleOnHeldRecordInput!) {
  ruleOnHeldRecord(input: $input) {
    heldRecord {
      ...HeldLine
    }
    userErrors {
      code
      field
      message
    }
  }
}
    fragment HeldLine on HeldRecord {
  id
  kind
  state
  enterpriseName
  title
  text
  foundAt
  receivedAt
  clockLead
  linkedUntil
  linkedAtCapture
  photosExpected
  photosReceived
  author {
    id
    name
  }
  photos {
    id
    url
    thumbnailUrl
    received
    missingSince
  }
  ruledBy {
    id
    name
  }
  ruledAt
  ruling
}`) as unknown as TypedDocumentString<RuleOnHeldRecordMutation, RuleOnHeldRecordMutationVariables>;
