import type { EvaluateProblemMutation, EvaluateProblemMutationVariables, InstructMutation, InstructMutationVariables, MyProblemsQuery, MyProblemsQueryVariables, ProblemQuery, ProblemQueryVariables, RecordContactMutation, RecordContactMutationVariables, ReplyDispatchMutation, ReplyDispatchMutationVariables, ReportProblemMutation, ReportProblemMutationVariables, ReportProgressMutation, ReportProgressMutationVariables, SupplementProblemMutation, SupplementProblemMutationVariables, WithdrawProblemMutation, WithdrawProblemMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const ReportProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReportProblem($input: ReportProblemInput!) {
  reportProblem(input: $input) {
    heldRecord {
      id
      photosExpected
      photosReceived
    }
    problem {
      id
      number
      statusText
      photosExpected
      photosReceived
    }
    receipt {
      id
      photos
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProblemMutation, ReportProblemMutationVariables>;
export const SupplementProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SupplementProblem($input: SupplementProblemInput!) {
  supplementProblem(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    receipt {
      id
      photos
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SupplementProblemMutation, SupplementProblemMutationVariables>;
export const ReportProgressDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReportProgress($input: ReportProgressInput!) {
  reportProgress(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    receipt {
      id
      photos
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProgressMutation, ReportProgressMutationVariables>;
export const RecordContactDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RecordContact($input: RecordContactInput!) {
  recordContact(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordContactMutation, RecordContactMutationVariables>;
export const ReplyDispatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReplyDispatch($input: ReplyDispatchInput!) {
  replyDispatch(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    receipt {
      id
      photos
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReplyDispatchMutation, ReplyDispatchMutationVariables>;
export const WithdrawProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation WithdrawProblem($input: WithdrawProblemInput!) {
  withdrawProblem(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawProblemMutation, WithdrawProblemMutationVariables>;
export const EvaluateProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EvaluateProblem($input: EvaluateProblemInput!) {
  evaluateProblem(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluateProblemMutation, EvaluateProblemMutationVariables>;
export const ProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Problem($id: ID!) {
  problem(id: $id) {
    ...ProblemPage
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
}`) as unknown as TypedDocumentString<ProblemQuery, ProblemQueryVariables>;
export const MyProblemsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query MyProblems($filter: ProblemFilter, $first: Int!, $after: String) {
  problems(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      number
      title
      statusText
      lamp
      dueAt
      dueText
      category
      capturedAt
      closedAt
      allowedActions
      enterprise {
        id
        name
      }
      leadOrganization {
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
    `) as unknown as TypedDocumentString<MyProblemsQuery, MyProblemsQueryVariables>;
export const InstructDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Instruct($input: InstructInput!) {
  instruct(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<InstructMutation, InstructMutationVariables>;
