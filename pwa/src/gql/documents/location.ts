import type { LocationProposalsQuery, LocationProposalsQueryVariables, RuleOnLocationMutation, RuleOnLocationMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const LocationProposalsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query LocationProposals {
  locationProposals {
    ...Proposal
  }
}
    fragment Proposal on LocationProposal {
  id
  location {
    lon
    lat
  }
  metres
  spread
  visits
  cadres
  firstAt
  lastAt
  likelyCrs
  enterprise {
    id
    name
    address
    location {
      lon
      lat
    }
    division {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<LocationProposalsQuery, LocationProposalsQueryVariables>;
export const RuleOnLocationDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RuleOnLocation($input: RuleOnLocationInput!) {
  ruleOnLocation(input: $input) {
    enterprise {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RuleOnLocationMutation, RuleOnLocationMutationVariables>;
