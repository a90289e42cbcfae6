import type { OutboundChannelsQuery, OutboundChannelsQueryVariables, SaveOutboundMutation, SaveOutboundMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const OutboundChannelsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query OutboundChannels {
  outboundChannels {
    id
    kind
    name
    host
    signed
    enabled
    waiting
    failure
    division {
      code
      name
    }
    organization {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OutboundChannelsQuery, OutboundChannelsQueryVariables>;
export const SaveOutboundDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveOutbound($input: SaveOutboundInput!) {
  saveOutbound(input: $input) {
    channel {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveOutboundMutation, SaveOutboundMutationVariables>;
