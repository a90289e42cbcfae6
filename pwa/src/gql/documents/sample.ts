import type { DrawSampleMutation, DrawSampleMutationVariables, SampleQuery, SampleQueryVariables, SamplesQuery, SamplesQueryVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const SamplesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Samples($first: Int!, $after: String) {
  samples(first: $first, after: $after) {
    totalCount
    nodes {
      id
      kind
      fromDay
      toDay
      size
      sizeAsked
      population
      seed
      drawnAt
      division {
        code
        name
      }
      organization {
        id
        name
      }
      drawnBy {
        id
        name
      }
      reachedRate {
        numerator
        denominator
      }
      satisfactionRate {
        numerator
        denominator
        percent
      }
      reopenRate {
        numerator
        denominator
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<SamplesQuery, SamplesQueryVariables>;
export const SampleDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Sample($id: ID!) {
  sample(id: $id) {
    id
    kind
    fromDay
    toDay
    size
    sizeAsked
    population
    seed
    seedGiven
    drawnAt
    division {
      code
      name
    }
    organization {
      id
      name
    }
    drawnBy {
      id
      name
    }
    reachedRate {
      numerator
      denominator
      percent
    }
    solvedRate {
      numerator
      denominator
      percent
    }
    satisfactionRate {
      numerator
      denominator
      percent
    }
    reopenRate {
      numerator
      denominator
      percent
    }
  }
}
    `) as unknown as TypedDocumentString<SampleQuery, SampleQueryVariables>;
export const DrawSampleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DrawSample($input: DrawSampleInput!) {
  drawSample(input: $input) {
    sample {
      id
      size
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DrawSampleMutation, DrawSampleMutationVariables>;
