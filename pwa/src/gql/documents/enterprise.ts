import type { EnterpriseQuery, EnterpriseQueryVariables, MyEnterprisesQuery, MyEnterprisesQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const MyEnterprisesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query MyEnterprises($first: Int!, $after: String) {
  viewer {
    enterprises(first: $first, after: $after) {
      totalCount
      nodes {
        id
        name
        address
        isKey
        isDemo
        fenceRadius
        location {
          lon
          lat
        }
        park {
          id
          name
        }
        division {
          code
          name
        }
        openProblemCount
        lamp
        visitCount30d
        lastVisit {
          id
          checkedInAt
          checkInResult
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyEnterprisesQuery, MyEnterprisesQueryVariables>;
export const EnterpriseDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Enterprise($id: ID!) {
  enterprise(id: $id) {
    ...EnterprisePage
  }
}
    fragment EnterprisePage on Enterprise {
  id
  name
  kind
  uscc
  address
  isKey
  isDemo
  sector
  tier
  industryCode
  fenceRadius
  locationFlag
  visitCount30d
  openProblemCount
  lamp
  location {
    lon
    lat
  }
  park {
    id
    name
  }
  division {
    code
    name
  }
  chains {
    id
    name
  }
  liaisons {
    ...Liaison
  }
  supportPlan {
    ...SupportFacts
  }
  contacts {
    id
    name
    post
    phone
  }
  assignments {
    id
    role
    mode
    cadre {
      id
      name
      organization {
        id
        name
      }
    }
  }
  visits(first: 5) {
    totalCount
    nodes {
      id
      checkedInAt
      checkInResult
      cadre {
        id
        name
      }
    }
  }
  problems(first: 10) {
    totalCount
    nodes {
      id
      number
      title
      statusText
      lamp
      dueAt
      dueText
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
}`) as unknown as TypedDocumentString<EnterpriseQuery, EnterpriseQueryVariables>;
