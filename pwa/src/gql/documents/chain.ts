import type { ArrangeChainMembersMutation, ArrangeChainMembersMutationVariables, ChainEnterprisesQuery, ChainEnterprisesQueryVariables, ChainProblemsQuery, ChainProblemsQueryVariables, ChainQuery, ChainQueryVariables, ChainsQuery, ChainsQueryVariables, FindChainDepartmentsQuery, FindChainDepartmentsQueryVariables, FindFirmsQuery, FindFirmsQueryVariables, SaveIndustryChainMutation, SaveIndustryChainMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const ChainsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Chains($first: Int!, $after: String) {
  industryChains(first: $first, after: $after) {
    totalCount
    nodes {
      id
      name
      mine
      enterpriseCount
      openProblemCount
      overdueProblemCount
      division {
        code
        name
      }
      department {
        id
        name
      }
      heads {
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
    `) as unknown as TypedDocumentString<ChainsQuery, ChainsQueryVariables>;
export const ChainDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Chain($id: ID!) {
  industryChain(id: $id) {
    id
    name
    mine
    enterpriseCount
    openProblemCount
    overdueProblemCount
    division {
      code
      name
    }
    department {
      id
      name
    }
    heads {
      id
      name
      organization {
        id
        name
      }
    }
    liaison {
      ...Liaison
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
}`) as unknown as TypedDocumentString<ChainQuery, ChainQueryVariables>;
export const ChainProblemsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChainProblems($filter: ProblemFilter, $first: Int!, $after: String) {
  problems(filter: $filter, orderBy: DUE, first: $first, after: $after) {
    totalCount
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
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<ChainProblemsQuery, ChainProblemsQueryVariables>;
export const ChainEnterprisesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChainEnterprises($chainId: ID!, $first: Int!, $after: String) {
  enterprises(filter: {chainId: $chainId}, first: $first, after: $after) {
    totalCount
    nodes {
      id
      name
      openProblemCount
      lamp
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
    `) as unknown as TypedDocumentString<ChainEnterprisesQuery, ChainEnterprisesQueryVariables>;
export const FindChainDepartmentsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindChainDepartments($divisionCode: String!) {
  organizations(
    filter: {divisionCode: $divisionCode, kind: [DEPARTMENT]}
    first: 100
  ) {
    nodes {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FindChainDepartmentsQuery, FindChainDepartmentsQueryVariables>;
export const FindFirmsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindFirms($text: String!, $divisionCode: String!) {
  enterprises(filter: {text: $text, divisionCode: $divisionCode}, first: 8) {
    nodes {
      id
      name
      division {
        code
        name
      }
      chains {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindFirmsQuery, FindFirmsQueryVariables>;
export const SaveIndustryChainDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveIndustryChain($input: SaveIndustryChainInput!) {
  saveIndustryChain(input: $input) {
    industryChain {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveIndustryChainMutation, SaveIndustryChainMutationVariables>;
export const ArrangeChainMembersDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ArrangeChainMembers($input: ArrangeChainMembersInput!) {
  arrangeChainMembers(input: $input) {
    industryChain {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ArrangeChainMembersMutation, ArrangeChainMembersMutationVariables>;
