import type { OutlineQuery, OutlineQueryVariables, PackEnterprisesQuery, PackEnterprisesQueryVariables, PackPoliciesQuery, PackPoliciesQueryVariables, PackProblemsQuery, PackProblemsQueryVariables, PackQuery, PackQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const PackDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Pack($since: String) {
  changes(since: $since) {
    cursor
    reset
    more
    enterprises {
      id
    }
    problems {
      id
    }
    gone
  }
}
    `) as unknown as TypedDocumentString<PackQuery, PackQueryVariables>;
export const PackEnterprisesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PackEnterprises($id: [ID!]!) {
  enterprises(filter: {id: $id}, first: 20) {
    nodes {
      ...EnterprisePage
    }
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
}`) as unknown as TypedDocumentString<PackEnterprisesQuery, PackEnterprisesQueryVariables>;
export const PackProblemsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PackProblems($id: [ID!]!) {
  problems(filter: {id: $id}, first: 5) {
    nodes {
      ...ProblemPage
    }
  }
}
    fragment ProblemPage on Problem {
  id
  number
  title
  description
  demand
  category
  topic {
    id
    name
  }
  level
  statusText
  lamp
  dueAt
  dueText
  dueReason
  round
  version
  capturedAt
  photosExpected
  photosReceived
  allowedActions
  instructions {
    id
    text
    at
    answered
    leader {
      id
      name
    }
    answer {
      id
      at
      note
    }
  }
  resolutionRoute
  decisions {
    id
    text
    dueOn
    status
    doneNote
    decidedAt
    meeting {
      id
      title
    }
  }
  enterprise {
    id
    name
  }
  reporter {
    id
    name
  }
  dispatches {
    id
    line
    role
    statusText
    dueAt
    dueText
    dispatchedAt
    signedAt
    repliedAt
    reply
    organization {
      id
      name
    }
  }
  subItems {
    id
    position
    title
    status
    note
    organization {
      id
      name
    }
  }
  photos {
    id
    url
    thumbnailUrl
    received
    missingSince
    takenAt
  }
  events(first: 100) {
    nodes {
      id
      kind
      kindText
      at
      note
      actor {
        id
        name
      }
      actorRole
      organization {
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
    }
  }
  callbacks {
    id
    how
    reached
    solved
    grade
    note
    spokeWith
    redo
    at
    caller {
      id
      name
    }
    sample {
      id
    }
  }
  evaluation {
    solved
    grade
    comment
    byLink
  }
  rejectReason
}`) as unknown as TypedDocumentString<PackProblemsQuery, PackProblemsQueryVariables>;
export const PackPoliciesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PackPolicies {
  viewer {
    enterprises(first: 100) {
      nodes {
        id
        policies(first: 20) {
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
  }
}
    `) as unknown as TypedDocumentString<PackPoliciesQuery, PackPoliciesQueryVariables>;
export const OutlineDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Outline($code: ID!) {
  division(code: $code) {
    code
    name
    outline
    labelPoint {
      lon
      lat
    }
  }
}
    `) as unknown as TypedDocumentString<OutlineQuery, OutlineQueryVariables>;
