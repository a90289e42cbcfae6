import type { ChangePolicyMutation, ChangePolicyMutationVariables, EnterprisePoliciesQuery, EnterprisePoliciesQueryVariables, PolicyBookQuery, PolicyBookQueryVariables, PolicyQuery, PolicyQueryVariables, PublishPolicyMutation, PublishPolicyMutationVariables, WithdrawPolicyMutation, WithdrawPolicyMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const PolicyBookDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PolicyBook($filter: PolicyFilter, $after: String) {
  policies(filter: $filter, first: 100, after: $after) {
    totalCount
    nodes {
      ...PolicyFull
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment PolicyFull on Policy {
  id
  title
  issuer
  documentNumber
  issuedOn
  validTo
  expired
  sectors
  amount
  applyMode
  phone
  url
  version
  changedAt
  withdrawnAt
  withdrawReason
  division {
    code
    name
  }
  clauses {
    id
    heading
    text
    url
  }
}`) as unknown as TypedDocumentString<PolicyBookQuery, PolicyBookQueryVariables>;
export const PolicyDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Policy($id: ID!) {
  policy(id: $id) {
    ...PolicyFull
  }
}
    fragment PolicyFull on Policy {
  id
  title
  issuer
  documentNumber
  issuedOn
  validTo
  expired
  sectors
  amount
  applyMode
  phone
  url
  version
  changedAt
  withdrawnAt
  withdrawReason
  division {
    code
    name
  }
  clauses {
    id
    heading
    text
    url
  }
}`) as unknown as TypedDocumentString<PolicyQuery, PolicyQueryVariables>;
export const EnterprisePoliciesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EnterprisePolicies($id: ID!) {
  enterprise(id: $id) {
    id
    policies(first: 50) {
      totalCount
      nodes {
        id
        title
        issuer
        amount
        applyMode
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EnterprisePoliciesQuery, EnterprisePoliciesQueryVariables>;
export const PublishPolicyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PublishPolicy($input: PublishPolicyInput!) {
  publishPolicy(input: $input) {
    policy {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PublishPolicyMutation, PublishPolicyMutationVariables>;
export const ChangePolicyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ChangePolicy($input: ChangePolicyInput!) {
  changePolicy(input: $input) {
    policy {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePolicyMutation, ChangePolicyMutationVariables>;
export const WithdrawPolicyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation WithdrawPolicy($input: WithdrawPolicyInput!) {
  withdrawPolicy(input: $input) {
    policy {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawPolicyMutation, WithdrawPolicyMutationVariables>;
