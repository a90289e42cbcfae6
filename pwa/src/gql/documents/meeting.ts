import type { ArrangeAgendaMutation, ArrangeAgendaMutationVariables, CompleteDecisionMutation, CompleteDecisionMutationVariables, DecideAtMeetingMutation, DecideAtMeetingMutationVariables, DecisionsQuery, DecisionsQueryVariables, MeetingQuery, MeetingQueryVariables, MeetingsQuery, MeetingsQueryVariables, PlanMeetingMutation, PlanMeetingMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const MeetingsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Meetings($first: Int!, $after: String) {
  meetings(first: $first, after: $after) {
    totalCount
    nodes {
      id
      kind
      title
      status
      heldAt
      host
      decisionCount
      doneCount
      division {
        code
        name
      }
      agenda {
        id
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MeetingsQuery, MeetingsQueryVariables>;
export const MeetingDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Meeting($id: ID!) {
  meeting(id: $id) {
    id
    kind
    title
    status
    heldAt
    host
    minutes
    decisionCount
    doneCount
    division {
      code
      name
    }
    agenda {
      id
      position
      problem {
        id
        number
        title
        version
        statusText
        lamp
        dueText
        round
        complexity
        allowedActions
        division {
          code
          name
        }
        park {
          id
          name
        }
        enterprise {
          id
          name
          sector
        }
        leadOrganization {
          id
          name
        }
        dispatches {
          id
          round
          status
          organization {
            id
          }
        }
      }
    }
    decisions {
      ...DecisionLine
    }
  }
}
    fragment DecisionLine on Decision {
  id
  position
  text
  route
  dueOn
  overdue
  status
  decidedAt
  doneAt
  doneNote
  meeting {
    id
    title
  }
  problem {
    id
    number
    title
    statusText
    leadOrganization {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<MeetingQuery, MeetingQueryVariables>;
export const DecisionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Decisions($filter: DecisionFilter, $first: Int!, $after: String) {
  decisions(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      ...DecisionLine
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment DecisionLine on Decision {
  id
  position
  text
  route
  dueOn
  overdue
  status
  decidedAt
  doneAt
  doneNote
  meeting {
    id
    title
  }
  problem {
    id
    number
    title
    statusText
    leadOrganization {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<DecisionsQuery, DecisionsQueryVariables>;
export const PlanMeetingDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PlanMeeting($input: PlanMeetingInput!) {
  planMeeting(input: $input) {
    meeting {
      id
      title
      agenda {
        id
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PlanMeetingMutation, PlanMeetingMutationVariables>;
export const ArrangeAgendaDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ArrangeAgenda($input: ArrangeAgendaInput!) {
  arrangeAgenda(input: $input) {
    meeting {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ArrangeAgendaMutation, ArrangeAgendaMutationVariables>;
export const DecideAtMeetingDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DecideAtMeeting($input: DecideAtMeetingInput!) {
  decideAtMeeting(input: $input) {
    meeting {
      id
      decisionCount
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DecideAtMeetingMutation, DecideAtMeetingMutationVariables>;
export const CompleteDecisionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CompleteDecision($input: CompleteDecisionInput!) {
  completeDecision(input: $input) {
    decision {
      id
      status
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CompleteDecisionMutation, CompleteDecisionMutationVariables>;
