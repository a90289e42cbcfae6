import type { DepartmentLiaisonsQuery, DepartmentLiaisonsQueryVariables, EndLiaisonMutation, EndLiaisonMutationVariables, SaveLiaisonMutation, SaveLiaisonMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const DepartmentLiaisonsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DepartmentLiaisons($divisionCode: String!, $first: Int!, $after: String) {
  liaisons(
    filter: {scope: [DEPARTMENT], divisionCode: $divisionCode}
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      ...Liaison
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment Liaison on Liaison {
  id
  scope
  name
  post
  phone
  chain {
    id
    name
  }
  organization {
    id
    name
  }
}`) as unknown as TypedDocumentString<DepartmentLiaisonsQuery, DepartmentLiaisonsQueryVariables>;
export const SaveLiaisonDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveLiaison($input: SaveLiaisonInput!) {
  saveLiaison(input: $input) {
    liaison {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveLiaisonMutation, SaveLiaisonMutationVariables>;
export const EndLiaisonDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EndLiaison($input: EndLiaisonInput!) {
  endLiaison(input: $input) {
    liaison {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndLiaisonMutation, EndLiaisonMutationVariables>;
