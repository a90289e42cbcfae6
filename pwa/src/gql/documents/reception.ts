import type { RaiseAtReceptionMutation, RaiseAtReceptionMutationVariables, ReceptionDaysQuery, ReceptionDaysQueryVariables, ReceptionQuery, ReceptionQueryVariables, ReceptionsQuery, ReceptionsQueryVariables, SaveReceptionEventMutation, SaveReceptionEventMutationVariables, SettleReceptionEventMutation, SettleReceptionEventMutationVariables, SignUpForReceptionMutation, SignUpForReceptionMutationVariables, WithdrawFromReceptionMutation, WithdrawFromReceptionMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const ReceptionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Receptions($filter: ReceptionEventFilter, $orderBy: ReceptionOrder!, $first: Int!) {
  receptionEvents(filter: $filter, orderBy: $orderBy, first: $first) {
    totalCount
    nodes {
      id
      kind
      title
      startsAt
      place
      host
      status
      note
      signUpCount
      problemCount
      signUps(first: 1) {
        nodes {
          id
          question
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReceptionsQuery, ReceptionsQueryVariables>;
export const ReceptionDaysDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ReceptionDays {
  viewer {
    receptionDays
  }
}
    `) as unknown as TypedDocumentString<ReceptionDaysQuery, ReceptionDaysQueryVariables>;
export const ReceptionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Reception($id: ID!) {
  receptionEvent(id: $id) {
    id
    kind
    title
    startsAt
    place
    host
    status
    note
    division {
      code
      name
    }
    signUps(first: 100) {
      totalCount
      nodes {
        id
        question
        signedUpAt
        enterprise {
          id
          name
        }
        problems {
          id
          number
          title
          statusText
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReceptionQuery, ReceptionQueryVariables>;
export const SaveReceptionEventDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveReceptionEvent($input: SaveReceptionEventInput!) {
  saveReceptionEvent(input: $input) {
    receptionEvent {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveReceptionEventMutation, SaveReceptionEventMutationVariables>;
export const SettleReceptionEventDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SettleReceptionEvent($input: SettleReceptionEventInput!) {
  settleReceptionEvent(input: $input) {
    receptionEvent {
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
    `) as unknown as TypedDocumentString<SettleReceptionEventMutation, SettleReceptionEventMutationVariables>;
export const SignUpForReceptionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SignUpForReception($input: SignUpForReceptionInput!) {
  signUpForReception(input: $input) {
    signUp {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpForReceptionMutation, SignUpForReceptionMutationVariables>;
export const WithdrawFromReceptionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation WithdrawFromReception($input: WithdrawFromReceptionInput!) {
  withdrawFromReception(input: $input) {
    signUp {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawFromReceptionMutation, WithdrawFromReceptionMutationVariables>;
export const RaiseAtReceptionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RaiseAtReception($input: ReportProblemInput!) {
  reportProblem(input: $input) {
    problem {
      id
      number
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RaiseAtReceptionMutation, RaiseAtReceptionMutationVariables>;
