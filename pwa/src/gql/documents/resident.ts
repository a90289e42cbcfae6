import type { EnterpriseResidentLogsQuery, EnterpriseResidentLogsQueryVariables, ResidenceQuery, ResidenceQueryVariables, ResidentChecklistsQuery, ResidentChecklistsQueryVariables, ResidentLogsQuery, ResidentLogsQueryVariables, SaveResidentChecklistMutation, SaveResidentChecklistMutationVariables, WriteResidentLogMutation, WriteResidentLogMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const ResidenceDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Residence {
  viewer {
    residences {
      id
      startsOn
      endsOn
      enterprise {
        id
        name
      }
    }
  }
  residentLogs(filter: {mine: true}, first: 30) {
    totalCount
    nodes {
      ...Day
    }
  }
  residentChecklists {
    ...Checklist
  }
}
    fragment Day on ResidentLog {
  id
  day
  text
  hours
  duties
  receivedAt
  cadre {
    id
    name
  }
  enterprise {
    id
    name
  }
}
fragment Checklist on ResidentChecklist {
  id
  kind
  items
  savedAt
  division {
    code
    name
  }
}`) as unknown as TypedDocumentString<ResidenceQuery, ResidenceQueryVariables>;
export const ResidentLogsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ResidentLogs($filter: ResidentLogFilter, $first: Int!, $after: String) {
  residentLogs(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      ...Day
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    fragment Day on ResidentLog {
  id
  day
  text
  hours
  duties
  receivedAt
  cadre {
    id
    name
  }
  enterprise {
    id
    name
  }
}`) as unknown as TypedDocumentString<ResidentLogsQuery, ResidentLogsQueryVariables>;
export const ResidentChecklistsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ResidentChecklists {
  residentChecklists {
    ...Checklist
  }
}
    fragment Checklist on ResidentChecklist {
  id
  kind
  items
  savedAt
  division {
    code
    name
  }
}`) as unknown as TypedDocumentString<ResidentChecklistsQuery, ResidentChecklistsQueryVariables>;
export const EnterpriseResidentLogsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EnterpriseResidentLogs($id: ID!) {
  enterprise(id: $id) {
    id
    residentLogs(first: 3) {
      totalCount
      nodes {
        ...Day
      }
    }
  }
}
    fragment Day on ResidentLog {
  id
  day
  text
  hours
  duties
  receivedAt
  cadre {
    id
    name
  }
  enterprise {
    id
    name
  }
}`) as unknown as TypedDocumentString<EnterpriseResidentLogsQuery, EnterpriseResidentLogsQueryVariables>;
export const WriteResidentLogDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation WriteResidentLog($input: WriteResidentLogInput!) {
  writeResidentLog(input: $input) {
    residentLog {
      id
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
    `) as unknown as TypedDocumentString<WriteResidentLogMutation, WriteResidentLogMutationVariables>;
export const SaveResidentChecklistDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveResidentChecklist($input: SaveResidentChecklistInput!) {
  saveResidentChecklist(input: $input) {
    residentChecklist {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveResidentChecklistMutation, SaveResidentChecklistMutationVariables>;
