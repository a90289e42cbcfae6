import type { CadreCountsQuery, CadreCountsQueryVariables, CadresQuery, CadresQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const CadresDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Cadres($filter: CadreFilter, $first: Int!, $after: String) {
  cadres(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      name
      rank
      phone
      enterpriseCount
      organization {
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
    `) as unknown as TypedDocumentString<CadresQuery, CadresQueryVariables>;
export const CadreCountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query CadreCounts($text: String) {
  all: cadres(filter: {text: $text}, first: 1) {
    totalCount
  }
  leader: cadres(filter: {text: $text, rank: [LEADER]}, first: 1) {
    totalCount
  }
  section: cadres(filter: {text: $text, rank: [SECTION]}, first: 1) {
    totalCount
  }
  staff: cadres(filter: {text: $text, rank: [STAFF]}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<CadreCountsQuery, CadreCountsQueryVariables>;
