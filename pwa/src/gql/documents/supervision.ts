import type { BehindNumberQuery, BehindNumberQueryVariables, EscalateProblemMutation, EscalateProblemMutationVariables, FindSubjectQuery, FindSubjectQueryVariables, FindSupervisorsQuery, FindSupervisorsQueryVariables, OrdersOfProblemQuery, OrdersOfProblemQueryVariables, OrdersQuery, OrdersQueryVariables, RaiseFindingMutation, RaiseFindingMutationVariables, ReconcileUnitQuery, ReconcileUnitQueryVariables, ReconciliationsQuery, ReconciliationsQueryVariables, RecordFindingMutation, RecordFindingMutationVariables, ReplySupervisionMutation, ReplySupervisionMutationVariables, SaveSupervisionGroupMutation, SaveSupervisionGroupMutationVariables, SaveTripMutation, SaveTripMutationVariables, SuperviseMutation, SuperviseMutationVariables, TripFindingsQuery, TripFindingsQueryVariables, TripsQuery, TripsQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const OrdersOfProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    query OrdersOfProblem($id: ID!) {
  problem(id: $id) {
    id
    supervisionOrders {
      ...Order
    }
  }
}
    fragment Order on SupervisionOrder {
  id
  kind
  kindText
  note
  issuedAt
  replyBy
  reply
  repliedAt
  status
  replyOverdue
  issuedBy {
    id
    name
  }
  organization {
    id
    name
  }
}`) as unknown as TypedDocumentString<OrdersOfProblemQuery, OrdersOfProblemQueryVariables>;
export const OrdersDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Orders($filter: SupervisionOrderFilter, $first: Int!, $after: String) {
  supervisionOrders(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      ...Order
      problem {
        id
        number
        title
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment Order on SupervisionOrder {
  id
  kind
  kindText
  note
  issuedAt
  replyBy
  reply
  repliedAt
  status
  replyOverdue
  issuedBy {
    id
    name
  }
  organization {
    id
    name
  }
}`) as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;
export const SuperviseDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Supervise($input: SuperviseInput!) {
  supervise(input: $input) {
    supervisionOrder {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SuperviseMutation, SuperviseMutationVariables>;
export const ReplySupervisionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReplySupervision($input: ReplySupervisionInput!) {
  replySupervision(input: $input) {
    supervisionOrder {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReplySupervisionMutation, ReplySupervisionMutationVariables>;
export const EscalateProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EscalateProblem($input: EscalateProblemInput!) {
  escalateProblem(input: $input) {
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
    `) as unknown as TypedDocumentString<EscalateProblemMutation, EscalateProblemMutationVariables>;
export const ReconciliationsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Reconciliations($divisionCode: String!, $from: Date!, $to: Date!) {
  reconciliations(divisionCode: $divisionCode, from: $from, to: $to) {
    organization {
      id
      name
    }
    received
    waitingSignature
    handling
    replied
    closed
    returned
    overdue
  }
}
    `) as unknown as TypedDocumentString<ReconciliationsQuery, ReconciliationsQueryVariables>;
export const ReconcileUnitDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ReconcileUnit($organizationId: ID!, $from: Date!, $to: Date!) {
  reconcile(organizationId: $organizationId, from: $from, to: $to) {
    organization {
      id
      name
    }
    received
    waitingSignature
    handling
    replied
    closed
    returned
    overdue
  }
}
    `) as unknown as TypedDocumentString<ReconcileUnitQuery, ReconcileUnitQueryVariables>;
export const BehindNumberDocument = /*#__PURE__*/ new TypedDocumentString(`
    query BehindNumber($filter: DispatchFilter, $first: Int!, $after: String) {
  dispatches(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      statusText
      lamp
      dueText
      dispatchedAt
      round
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
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BehindNumberQuery, BehindNumberQueryVariables>;
export const TripsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Trips($first: Int!, $after: String) {
  supervisionGroups(first: 50) {
    nodes {
      id
      name
      current
      mine
      startsOn
      endsOn
      tripCount
      division {
        code
        name
      }
      divisions {
        code
        name
      }
      members {
        id
        name
      }
    }
  }
  supervisionTrips(first: $first, after: $after) {
    totalCount
    nodes {
      id
      from
      to
      purpose
      done
      summary
      findingCount
      raisedCount
      group {
        id
        name
        mine
      }
      division {
        code
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<TripsQuery, TripsQueryVariables>;
export const TripFindingsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TripFindings($id: ID!) {
  supervisionTrip(id: $id) {
    id
    findings(first: 100) {
      nodes {
        id
        text
        foundAt
        foundBy {
          id
          name
        }
        enterprise {
          id
          name
        }
        organization {
          id
          name
        }
        problem {
          id
          number
          title
        }
        raisedProblem {
          id
          number
        }
        raisedOrder {
          id
          kindText
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TripFindingsQuery, TripFindingsQueryVariables>;
export const FindSubjectDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindSubject($text: String!) {
  enterprises(filter: {text: $text}, first: 6) {
    nodes {
      id
      name
    }
  }
  problems(filter: {text: $text}, first: 6) {
    nodes {
      id
      number
      title
    }
  }
}
    `) as unknown as TypedDocumentString<FindSubjectQuery, FindSubjectQueryVariables>;
export const SaveTripDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveTrip($input: SaveSupervisionTripInput!) {
  saveSupervisionTrip(input: $input) {
    supervisionTrip {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveTripMutation, SaveTripMutationVariables>;
export const RecordFindingDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RecordFinding($input: RecordFindingInput!) {
  recordFinding(input: $input) {
    finding {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordFindingMutation, RecordFindingMutationVariables>;
export const RaiseFindingDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RaiseFinding($input: RaiseFindingInput!) {
  raiseFinding(input: $input) {
    finding {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RaiseFindingMutation, RaiseFindingMutationVariables>;
export const FindSupervisorsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindSupervisors($filter: CadreFilter, $first: Int!) {
  supervisors(filter: $filter, first: $first) {
    totalCount
    nodes {
      id
      name
      organization {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindSupervisorsQuery, FindSupervisorsQueryVariables>;
export const SaveSupervisionGroupDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveSupervisionGroup($input: SaveSupervisionGroupInput!) {
  saveSupervisionGroup(input: $input) {
    supervisionGroup {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveSupervisionGroupMutation, SaveSupervisionGroupMutationVariables>;
