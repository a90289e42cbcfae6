import type { ChangeCampaignPolicyMutation, ChangeCampaignPolicyMutationVariables, ChangeWorkCalendarMutation, ChangeWorkCalendarMutationVariables, PoliciesQuery, PoliciesQueryVariables, WorkCalendarQuery, WorkCalendarQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const WorkCalendarDocument = /*#__PURE__*/ new TypedDocumentString(`
    query WorkCalendar($year: Int!) {
  workCalendar(year: $year) {
    day
    off
    name
  }
}
    `) as unknown as TypedDocumentString<WorkCalendarQuery, WorkCalendarQueryVariables>;
export const PoliciesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Policies {
  campaigns(below: true) {
    id
    name
    startsOn
    endsOn
    slaPolicyCode
    policyChangeable
    division {
      code
      name
    }
  }
  slaPolicies {
    ...Policy
  }
}
    fragment Policy on SlaPolicy {
  code
  name
  source
  officeOpen
  officeClose
  objectDays
  rulingDays
  extendDays
  extensions
  extensionDays
  answerDays
  steps {
    timer
    complexity
    text
  }
}`) as unknown as TypedDocumentString<PoliciesQuery, PoliciesQueryVariables>;
export const ChangeWorkCalendarDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ChangeWorkCalendar($input: ChangeWorkCalendarInput!) {
  changeWorkCalendar(input: $input) {
    count
    moved {
      ...Moved
    }
    userErrors {
      code
      field
      message
    }
  }
}
    fragment Moved on DueMove {
  number
  organizationName
  role
  oldDueAt
  newDueAt
  dueReason
}`) as unknown as TypedDocumentString<ChangeWorkCalendarMutation, ChangeWorkCalendarMutationVariables>;
export const ChangeCampaignPolicyDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ChangeCampaignPolicy($input: ChangeCampaignPolicyInput!) {
  changeCampaignPolicy(input: $input) {
    count
    moved {
      ...Moved
    }
    userErrors {
      code
      field
      message
    }
  }
}
    fragment Moved on DueMove {
  number
  organizationName
  role
  oldDueAt
  newDueAt
  dueReason
}`) as unknown as TypedDocumentString<ChangeCampaignPolicyMutation, ChangeCampaignPolicyMutationVariables>;
