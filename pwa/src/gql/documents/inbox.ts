import type { InboxQuery, InboxQueryVariables, ReadNoticesMutation, ReadNoticesMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const InboxDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Inbox($first: Int!, $after: String) {
  viewer {
    unreadCount
    notices(first: $first, after: $after) {
      nodes {
        id
        kind
        at
        text
        read
        actionable
        problem {
          id
          number
          title
          enterprise {
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
}
    `) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const ReadNoticesDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReadNotices($input: ReadNoticesInput!) {
  readNotices(input: $input) {
    viewer {
      id
      unreadCount
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReadNoticesMutation, ReadNoticesMutationVariables>;
