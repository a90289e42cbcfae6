import type { InboxQuery, InboxQueryVariables, NoticePreferenceQuery, NoticePreferenceQueryVariables, ReadNoticesMutation, ReadNoticesMutationVariables, SetNoticePreferenceMutation, SetNoticePreferenceMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const InboxDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Inbox($first: Int!, $actionable: Boolean) {
  viewer {
    unreadCount
    toDo: notices(filter: {actionable: true, read: false}, first: 1) {
      totalCount
    }
    notices(filter: {actionable: $actionable}, first: $first) {
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
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const NoticePreferenceDocument = /*#__PURE__*/ new TypedDocumentString(`
    query NoticePreference {
  viewer {
    noticePreference {
      quietFrom
      quietTo
      quietDaysOff
      digest
    }
  }
}
    `) as unknown as TypedDocumentString<NoticePreferenceQuery, NoticePreferenceQueryVariables>;
export const SetNoticePreferenceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SetNoticePreference($input: SetNoticePreferenceInput!) {
  setNoticePreference(input: $input) {
    viewer {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetNoticePreferenceMutation, SetNoticePreferenceMutationVariables>;
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
