import type { EndSessionMutation, EndSessionMutationVariables, OwnRolesQuery, OwnRolesQueryVariables, SessionsQuery, SessionsQueryVariables, ViewerQuery, ViewerQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const ViewerDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    account
    name
    role
    unreadCount
    organization {
      id
      name
    }
    enterprise {
      id
      name
    }
    divisions {
      code
      name
      level
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const SessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Sessions {
  viewer {
    sessions {
      id
      createdAt
      lastSeenAt
      userAgent
      current
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const EndSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    ended
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const OwnRolesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query OwnRoles {
  viewer {
    roles {
      id
      role
      current
      organization {
        id
        name
      }
      division {
        code
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnRolesQuery, OwnRolesQueryVariables>;
