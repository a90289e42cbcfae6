import type { BatchesQuery, BatchesQueryVariables, DispatchBatchMutation, DispatchBatchMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const BatchesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Batches($first: Int!, $after: String) {
  dispatchBatches(first: $first, after: $after) {
    totalCount
    nodes {
      id
      number
      date
      level
      total
      open
      closed
      overdue
      division {
        code
        name
      }
      units {
        id
        total
        open
        organization {
          id
          name
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BatchesQuery, BatchesQueryVariables>;
export const DispatchBatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DispatchBatch($input: DispatchBatchInput!) {
  dispatchBatch(input: $input) {
    batch {
      id
      number
      total
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DispatchBatchMutation, DispatchBatchMutationVariables>;
