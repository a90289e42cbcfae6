import type { IssueEvaluationLinkMutation, IssueEvaluationLinkMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const IssueEvaluationLinkDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation IssueEvaluationLink($input: IssueEvaluationLinkInput!) {
  issueEvaluationLink(input: $input) {
    link {
      url
      expiresAt
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
    `) as unknown as TypedDocumentString<IssueEvaluationLinkMutation, IssueEvaluationLinkMutationVariables>;
