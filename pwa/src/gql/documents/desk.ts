import type { AreaBelowQuery, AreaBelowQueryVariables, AssignEnterpriseMutation, AssignEnterpriseMutationVariables, CancelAssignmentMutation, CancelAssignmentMutationVariables, DeskDivisionsQuery, DeskDivisionsQueryVariables, DeskEnterprisesQuery, DeskEnterprisesQueryVariables, DeskProblemQuery, DeskProblemQueryVariables, DeskProblemsQuery, DeskProblemsQueryVariables, EndAssignmentMutation, EndAssignmentMutationVariables, EnterpriseCountsQuery, EnterpriseCountsQueryVariables, EnterpriseLinksQuery, EnterpriseLinksQueryVariables, FindCadresQuery, FindCadresQueryVariables, FindColleaguesQuery, FindColleaguesQueryVariables, FindOrganizationsQuery, FindOrganizationsQueryVariables, FinishSubItemMutation, FinishSubItemMutationVariables, FormTaskForceMutation, FormTaskForceMutationVariables, GrantExtensionMutation, GrantExtensionMutationVariables, HandlerCountsQuery, HandlerCountsQueryVariables, LampCountsQuery, LampCountsQueryVariables, OfficeCountsQuery, OfficeCountsQueryVariables, RecordCallbackMutation, RecordCallbackMutationVariables, ReopenProblemMutation, ReopenProblemMutationVariables, RequestExtensionMutation, RequestExtensionMutationVariables, RequestLongTermMutation, RequestLongTermMutationVariables, RequestReturnMutation, RequestReturnMutationVariables, ResumeHandlingMutation, ResumeHandlingMutationVariables, ReviewReplyMutation, ReviewReplyMutationVariables, RuleOnExtensionMutation, RuleOnExtensionMutationVariables, RuleOnLongTermMutation, RuleOnLongTermMutationVariables, RuleOnReturnMutation, RuleOnReturnMutationVariables, SetConfidentialMutation, SetConfidentialMutationVariables, SignDispatchMutation, SignDispatchMutationVariables, SplitProblemMutation, SplitProblemMutationVariables, TopicsQuery, TopicsQueryVariables, TriageProblemMutation, TriageProblemMutationVariables, UnassignedCountQuery, UnassignedCountQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const DeskProblemsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DeskProblems($filter: ProblemFilter, $orderBy: ProblemOrder!, $first: Int!, $after: String) {
  problems(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    nodes {
      id
      number
      version
      title
      level
      statusText
      lamp
      dueAt
      dueText
      category
      channel
      round
      escalationLevel
      submittedAt
      allowedActions
      enterprise {
        id
        name
      }
      reporter {
        id
        name
      }
      leadOrganization {
        id
        name
      }
      dispatches {
        id
        line
        role
        round
        dispatchedAt
        dueAt
        dueText
        lamp
        statusText
        organization {
          id
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DeskProblemsQuery, DeskProblemsQueryVariables>;
export const DeskProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DeskProblem($id: ID!) {
  problem(id: $id) {
    id
    number
    title
    description
    demand
    category
    channel
    level
    complexity
    confidential
    statusText
    lamp
    dueAt
    dueText
    dueReason
    round
    version
    solved
    capturedAt
    submittedAt
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
      isDemo
      openProblemCount
      contacts {
        id
        name
        post
        phone
      }
    }
    campaign {
      id
      topics {
        id
        name
      }
    }
    topic {
      id
      name
    }
    reporter {
      id
      name
    }
    visit {
      id
      checkInResult
      distance
    }
    dispatches {
      id
      round
      line
      role
      status
      statusText
      lamp
      dispatchedAt
      signDueAt
      signDueText
      contactDueAt
      contactDueText
      contactedAt
      progressDueAt
      progressDueText
      progressedAt
      dueAt
      dueText
      dueReason
      firstDueAt
      signedAt
      repliedAt
      solved
      reply
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
        version
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
    batch {
      id
      number
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
    longTermPassed
    longTermPlan {
      id
      plan
      until
    }
    pendingRequests {
      id
      kind
      late
      ruleText
      reason
      plan
      until
      newDueOn
      requestedAt
      dispatch {
        id
        line
        role
        dueAt
        organization {
          id
          name
        }
      }
    }
    mergedInto {
      id
      number
    }
    rejectReason
  }
}
    `) as unknown as TypedDocumentString<DeskProblemQuery, DeskProblemQueryVariables>;
export const OfficeCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query OfficeCounts($own: [Level!], $below: [Level!], $above: [Level!]) {
  toTriage: problems(filter: {status: [SUBMITTED], level: $own}, first: 1) {
    totalCount
  }
  below: problems(filter: {status: [SUBMITTED], level: $below}, first: 1) {
    totalCount
  }
  above: problems(filter: {status: [SUBMITTED], level: $above}, first: 1) {
    totalCount
  }
  toReview: problems(filter: {status: [HANDLED]}, first: 1) {
    totalCount
  }
  toRule: problems(filter: {awaitsRuling: true}, first: 1) {
    totalCount
  }
  toCall: problems(filter: {unanswered: true}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<OfficeCountsQuery, OfficeCountsQueryVariables>;
export const HandlerCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query HandlerCounts {
  toSign: problems(filter: {dispatchStatus: [PENDING_SIGN]}, first: 1) {
    totalCount
  }
  handling: problems(
    filter: {dispatchStatus: [SIGNED, HANDLING, SENT_BACK]}
    first: 1
  ) {
    totalCount
  }
  pressing: problems(
    filter: {dispatchStatus: [PENDING_SIGN, SIGNED, HANDLING, SENT_BACK], lamp: [YELLOW, RED]}
    first: 1
  ) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<HandlerCountsQuery, HandlerCountsQueryVariables>;
export const LampCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LampCounts($divisionCode: String) {
  red: problems(filter: {divisionCode: $divisionCode, lamp: [RED]}, first: 1) {
    totalCount
  }
  yellow: problems(
    filter: {divisionCode: $divisionCode, lamp: [YELLOW]}
    first: 1
  ) {
    totalCount
  }
  green: problems(filter: {divisionCode: $divisionCode, lamp: [GREEN]}, first: 1) {
    totalCount
  }
  longTerm: problems(
    filter: {divisionCode: $divisionCode, status: [LONG_TERM]}
    first: 1
  ) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<LampCountsQuery, LampCountsQueryVariables>;
export const DeskDivisionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DeskDivisions {
  divisions {
    code
    name
    children {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<DeskDivisionsQuery, DeskDivisionsQueryVariables>;
export const TopicsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Topics {
  campaigns(below: true) {
    id
    name
    topics {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<TopicsQuery, TopicsQueryVariables>;
export const AreaBelowDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AreaBelow($code: ID!) {
  division(code: $code) {
    code
    children {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<AreaBelowQuery, AreaBelowQueryVariables>;
export const FindOrganizationsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindOrganizations($filter: OrganizationFilter, $first: Int!) {
  organizations(filter: $filter, first: $first) {
    nodes {
      id
      name
      kind
      division {
        code
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindOrganizationsQuery, FindOrganizationsQueryVariables>;
export const TriageProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation TriageProblem($input: TriageProblemInput!) {
  triageProblem(input: $input) {
    problem {
      id
      version
    }
    preview {
      organizationId
      organizationName
      line
      role
      signDueAt
      contactDueAt
      progressDueAt
      dueAt
      dueReason
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TriageProblemMutation, TriageProblemMutationVariables>;
export const SignDispatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SignDispatch($input: SignDispatchInput!) {
  signDispatch(input: $input) {
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
    `) as unknown as TypedDocumentString<SignDispatchMutation, SignDispatchMutationVariables>;
export const RequestReturnDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RequestReturn($input: RequestReturnInput!) {
  requestReturn(input: $input) {
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
    `) as unknown as TypedDocumentString<RequestReturnMutation, RequestReturnMutationVariables>;
export const RequestExtensionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RequestExtension($input: RequestExtensionInput!) {
  requestExtension(input: $input) {
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
    `) as unknown as TypedDocumentString<RequestExtensionMutation, RequestExtensionMutationVariables>;
export const RequestLongTermDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RequestLongTerm($input: RequestLongTermInput!) {
  requestLongTerm(input: $input) {
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
    `) as unknown as TypedDocumentString<RequestLongTermMutation, RequestLongTermMutationVariables>;
export const ResumeHandlingDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ResumeHandling($input: ResumeHandlingInput!) {
  resumeHandling(input: $input) {
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
    `) as unknown as TypedDocumentString<ResumeHandlingMutation, ResumeHandlingMutationVariables>;
export const ReviewReplyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReviewReply($input: ReviewReplyInput!) {
  reviewReply(input: $input) {
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
    `) as unknown as TypedDocumentString<ReviewReplyMutation, ReviewReplyMutationVariables>;
export const RuleOnReturnDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RuleOnReturn($input: RuleOnReturnInput!) {
  ruleOnReturn(input: $input) {
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
    `) as unknown as TypedDocumentString<RuleOnReturnMutation, RuleOnReturnMutationVariables>;
export const RuleOnExtensionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RuleOnExtension($input: RuleOnExtensionInput!) {
  ruleOnExtension(input: $input) {
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
    `) as unknown as TypedDocumentString<RuleOnExtensionMutation, RuleOnExtensionMutationVariables>;
export const RuleOnLongTermDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RuleOnLongTerm($input: RuleOnLongTermInput!) {
  ruleOnLongTerm(input: $input) {
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
    `) as unknown as TypedDocumentString<RuleOnLongTermMutation, RuleOnLongTermMutationVariables>;
export const RecordCallbackDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RecordCallback($input: RecordCallbackInput!) {
  recordCallback(input: $input) {
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
    `) as unknown as TypedDocumentString<RecordCallbackMutation, RecordCallbackMutationVariables>;
export const ReopenProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ReopenProblem($input: ReopenProblemInput!) {
  reopenProblem(input: $input) {
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
    `) as unknown as TypedDocumentString<ReopenProblemMutation, ReopenProblemMutationVariables>;
export const FormTaskForceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation FormTaskForce($input: FormTaskForceInput!) {
  formTaskForce(input: $input) {
    taskForce {
      id
      name
    }
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
    `) as unknown as TypedDocumentString<FormTaskForceMutation, FormTaskForceMutationVariables>;
export const SplitProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SplitProblem($input: SplitProblemInput!) {
  splitProblem(input: $input) {
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
    `) as unknown as TypedDocumentString<SplitProblemMutation, SplitProblemMutationVariables>;
export const FinishSubItemDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation FinishSubItem($input: FinishSubItemInput!) {
  finishSubItem(input: $input) {
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
    `) as unknown as TypedDocumentString<FinishSubItemMutation, FinishSubItemMutationVariables>;
export const GrantExtensionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation GrantExtension($input: GrantExtensionInput!) {
  grantExtension(input: $input) {
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
    `) as unknown as TypedDocumentString<GrantExtensionMutation, GrantExtensionMutationVariables>;
export const SetConfidentialDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SetConfidential($input: SetConfidentialInput!) {
  setConfidential(input: $input) {
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
    `) as unknown as TypedDocumentString<SetConfidentialMutation, SetConfidentialMutationVariables>;
export const DeskEnterprisesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DeskEnterprises($filter: EnterpriseFilter, $first: Int!, $after: String) {
  enterprises(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      name
      sector
      isKey
      isDemo
      openProblemCount
      lamp
      park {
        id
        name
      }
      division {
        code
        name
      }
      assignments {
        id
        role
        cadre {
          id
          name
        }
      }
      plannedAssignments {
        id
        startsOn
        cadre {
          id
          name
        }
      }
      lastVisit {
        id
        checkedInAt
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<DeskEnterprisesQuery, DeskEnterprisesQueryVariables>;
export const EnterpriseCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EnterpriseCounts($divisionCode: String, $text: String) {
  none: enterprises(
    filter: {divisionCode: $divisionCode, text: $text, unassigned: true}
    first: 1
  ) {
    totalCount
  }
  all: enterprises(filter: {divisionCode: $divisionCode, text: $text}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<EnterpriseCountsQuery, EnterpriseCountsQueryVariables>;
export const UnassignedCountDocument = /*#__PURE__*/ new TypedDocumentString(`
    query UnassignedCount {
  enterprises(filter: {unassigned: true}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<UnassignedCountQuery, UnassignedCountQueryVariables>;
export const EnterpriseLinksDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EnterpriseLinks($id: ID!) {
  enterprise(id: $id) {
    id
    name
    isDemo
    isKey
    sector
    park {
      id
      name
    }
    division {
      code
      name
    }
    assignments {
      ...Link
    }
    plannedAssignments {
      ...Link
    }
  }
}
    fragment Link on Assignment {
  id
  role
  mode
  startsOn
  endsOn
  cadre {
    id
    name
    rank
    phone
    organization {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<EnterpriseLinksQuery, EnterpriseLinksQueryVariables>;
export const FindCadresDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindCadres($filter: CadreFilter, $first: Int!) {
  cadres(filter: $filter, first: $first) {
    totalCount
    nodes {
      id
      name
      rank
      enterpriseCount
      organization {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindCadresQuery, FindCadresQueryVariables>;
export const AssignEnterpriseDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation AssignEnterprise($input: AssignEnterpriseInput!) {
  assignEnterprise(input: $input) {
    assignment {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AssignEnterpriseMutation, AssignEnterpriseMutationVariables>;
export const EndAssignmentDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EndAssignment($input: EndAssignmentInput!) {
  endAssignment(input: $input) {
    assignment {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndAssignmentMutation, EndAssignmentMutationVariables>;
export const CancelAssignmentDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CancelAssignment($input: CancelAssignmentInput!) {
  cancelAssignment(input: $input) {
    assignment {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelAssignmentMutation, CancelAssignmentMutationVariables>;
export const FindColleaguesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindColleagues($filter: ColleagueFilter, $first: Int!) {
  colleagues(filter: $filter, first: $first) {
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
    `) as unknown as TypedDocumentString<FindColleaguesQuery, FindColleaguesQueryVariables>;
