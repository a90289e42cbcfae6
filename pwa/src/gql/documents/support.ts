import type { CloseSupportPlanMutation, CloseSupportPlanMutationVariables, FollowSupportPlanMutation, FollowSupportPlanMutationVariables, SaveSupportPlanMutation, SaveSupportPlanMutationVariables, SupportEntriesQuery, SupportEntriesQueryVariables, SupportPlanQuery, SupportPlanQueryVariables, SupportPlansQuery, SupportPlansQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const SupportPlansDocument = /*#__PURE__*/ new TypedDocumentString(`
    query SupportPlans($filter: SupportPlanFilter, $first: Int!, $after: String) {
  supportPlans(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      ...SupportFacts
      enterprise {
        id
        name
        division {
          code
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
    fragment SupportFacts on SupportPlan {
  id
  plan
  startsOn
  outcome
  closedAt
  leads
  mine
  followUpCount
  lastFollowedAt
  leader {
    id
    name
  }
  members {
    id
    name
  }
}`) as unknown as TypedDocumentString<SupportPlansQuery, SupportPlansQueryVariables>;
export const SupportPlanDocument = /*#__PURE__*/ new TypedDocumentString(`
    query SupportPlan($id: ID!) {
  supportPlan(id: $id) {
    ...SupportFacts
    enterprise {
      id
      name
    }
  }
}
    fragment SupportFacts on SupportPlan {
  id
  plan
  startsOn
  outcome
  closedAt
  leads
  mine
  followUpCount
  lastFollowedAt
  leader {
    id
    name
  }
  members {
    id
    name
  }
}`) as unknown as TypedDocumentString<SupportPlanQuery, SupportPlanQueryVariables>;
export const SupportEntriesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query SupportEntries($id: ID!, $first: Int!, $after: String) {
  supportPlan(id: $id) {
    id
    entries(first: $first, after: $after) {
      totalCount
      nodes {
        id
        kind
        text
        at
        by {
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
}
    `) as unknown as TypedDocumentString<SupportEntriesQuery, SupportEntriesQueryVariables>;
export const SaveSupportPlanDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveSupportPlan($input: SaveSupportPlanInput!) {
  saveSupportPlan(input: $input) {
    supportPlan {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveSupportPlanMutation, SaveSupportPlanMutationVariables>;
export const FollowSupportPlanDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation FollowSupportPlan($input: FollowSupportPlanInput!) {
  followSupportPlan(input: $input) {
    supportPlan {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FollowSupportPlanMutation, FollowSupportPlanMutationVariables>;
export const CloseSupportPlanDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CloseSupportPlan($input: CloseSupportPlanInput!) {
  closeSupportPlan(input: $input) {
    supportPlan {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CloseSupportPlanMutation, CloseSupportPlanMutationVariables>;
