import type { ByStatusQuery, ByStatusQueryVariables, MapAreaQuery, MapAreaQueryVariables, MapEnterpriseQuery, MapEnterpriseQueryVariables, MapEnterprisesQuery, MapEnterprisesQueryVariables, ParkMapQuery, ParkMapQueryVariables, RedListQuery, RedListQueryVariables, StatisticsQuery, StatisticsQueryVariables, TrendQuery, TrendQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const StatisticsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Statistics($divisionCode: String!, $groupBy: StatisticsGroup!, $filter: StatisticsFilter, $rankBy: StatisticsMeasure, $atLeast: Int! = 1) {
  statistics(divisionCode: $divisionCode, groupBy: $groupBy, filter: $filter) {
    asOf
    total {
      ...Measures
    }
    rows(rankBy: $rankBy, atLeast: $atLeast) {
      key
      name
      rank
      measures {
        ...Measures
      }
    }
  }
}
    fragment Measures on Measures {
  reported
  accepted
  solved
  closed
  open
  overdue
  averageHandlingHours
  resolutionRate {
    numerator
    denominator
    percent
  }
  onTimeRate {
    numerator
    denominator
    percent
  }
  satisfactionRate {
    numerator
    denominator
    percent
  }
  visitCoverage {
    numerator
    denominator
    percent
  }
  closingRate {
    numerator
    denominator
    percent
  }
  signRate {
    numerator
    denominator
    percent
  }
  responseRate {
    numerator
    denominator
    percent
  }
  returnRate {
    numerator
    denominator
    percent
  }
  redoRate {
    numerator
    denominator
    percent
  }
  extensionRate {
    numerator
    denominator
    percent
  }
  fullSatisfactionRate {
    numerator
    denominator
    percent
  }
  evaluationRate {
    numerator
    denominator
    percent
  }
  sampledSatisfactionRate {
    numerator
    denominator
    percent
  }
}`) as unknown as TypedDocumentString<StatisticsQuery, StatisticsQueryVariables>;
export const TrendDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Trend($divisionCode: String!, $groupBy: StatisticsGroup!, $filter: StatisticsFilter) {
  statistics(divisionCode: $divisionCode, groupBy: $groupBy, filter: $filter) {
    rows {
      key
      name
      measures {
        reported
        accepted
        solved
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrendQuery, TrendQueryVariables>;
export const ByStatusDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ByStatus($divisionCode: String!, $filter: StatisticsFilter) {
  statistics(divisionCode: $divisionCode, groupBy: STATUS, filter: $filter) {
    rows {
      key
      name
      measures {
        reported
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ByStatusQuery, ByStatusQueryVariables>;
export const RedListDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RedList($divisionCode: String!, $first: Int!) {
  problems(
    filter: {divisionCode: $divisionCode, overdue: true}
    orderBy: DUE
    first: $first
  ) {
    totalCount
    nodes {
      id
      title
      dueAt
      dueText
      statusText
      enterprise {
        id
        name
      }
      leadOrganization {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RedListQuery, RedListQueryVariables>;
export const MapAreaDocument = /*#__PURE__*/ new TypedDocumentString(`
    query MapArea($code: ID!, $divisionCode: String!) {
  division(code: $code) {
    code
    name
    boundary
    labelPoint {
      lon
      lat
    }
    children {
      code
      name
      boundary
      labelPoint {
        lon
        lat
      }
    }
    parent {
      code
      name
    }
  }
  parks(filter: {divisionCode: $divisionCode}, first: 100) {
    totalCount
    nodes {
      id
      name
      location {
        lon
        lat
      }
      openProblemCount
      overdueProblemCount
    }
  }
  statistics(divisionCode: $divisionCode, groupBy: DIVISION) {
    rows {
      key
      measures {
        open
        overdue
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapAreaQuery, MapAreaQueryVariables>;
export const MapEnterprisesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query MapEnterprises($divisionCode: String!, $text: String, $counted: CountedInput, $first: Int!) {
  enterprises(
    filter: {divisionCode: $divisionCode, text: $text, counted: $counted}
    first: $first
  ) {
    nodes {
      id
      name
      lamp
      openProblemCount
      location {
        lon
        lat
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapEnterprisesQuery, MapEnterprisesQueryVariables>;
export const ParkMapDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ParkMap($id: ID!) {
  park(id: $id) {
    id
    name
    level
    boundary
    enterpriseCount
    openProblemCount
    overdueProblemCount
    enterprises(first: 100) {
      nodes {
        id
        name
        location {
          lon
          lat
        }
        openProblemCount
        lamp
      }
    }
    problems(filter: {open: true}, first: 100) {
      nodes {
        id
        number
        title
        statusText
        lamp
        dueAt
        dueText
        enterprise {
          id
          name
        }
        leadOrganization {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ParkMapQuery, ParkMapQueryVariables>;
export const MapEnterpriseDocument = /*#__PURE__*/ new TypedDocumentString(`
    query MapEnterprise($id: ID!) {
  enterprise(id: $id) {
    id
    name
    address
    park {
      id
      name
    }
    division {
      code
      name
    }
    problems(filter: {open: true}, first: 10) {
      nodes {
        id
        title
        statusText
        lamp
        dueAt
        dueText
        leadOrganization {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MapEnterpriseQuery, MapEnterpriseQueryVariables>;
