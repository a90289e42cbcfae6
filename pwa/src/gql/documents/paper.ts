import type { DocumentTemplatesQuery, DocumentTemplatesQueryVariables, PrintProblemQuery, PrintProblemQueryVariables, SaveDocumentTemplateMutation, SaveDocumentTemplateMutationVariables } from '../graphql';
import { TypedDocumentString } from './document';

export const PrintProblemDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PrintProblem($id: ID!) {
  problem(id: $id) {
    id
    number
    title
    description
    demand
    category
    channel
    status
    round
    capturedAt
    closedAt
    enterprise {
      id
      name
      uscc
      address
    }
    reporter {
      id
      name
    }
    division {
      code
      name
    }
    park {
      id
      name
    }
    evaluation {
      solved
      grade
      comment
    }
    documents {
      id
      kind
      name
      number
      heading
      intro
      footer
      at
      dispatch {
        id
      }
      supervisionOrder {
        kindText
        note
        dueAt
        replyBy
        reply
        repliedAt
        organization {
          id
          name
        }
      }
    }
    dispatches {
      id
      line
      role
      round
      dispatchedAt
      signDueAt
      dueAt
      dueReason
      signedAt
      repliedAt
      solved
      reply
      statusText
      organization {
        id
        name
      }
    }
    events(first: 100) {
      nodes {
        id
        kind
        kindText
        at
        note
        organization {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PrintProblemQuery, PrintProblemQueryVariables>;
export const DocumentTemplatesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query DocumentTemplates {
  documentTemplates {
    id
    kind
    division {
      code
      name
    }
    name
    heading
    numbering
    intro
    footer
    savedAt
  }
}
    `) as unknown as TypedDocumentString<DocumentTemplatesQuery, DocumentTemplatesQueryVariables>;
export const SaveDocumentTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveDocumentTemplate($input: SaveDocumentTemplateInput!) {
  saveDocumentTemplate(input: $input) {
    documentTemplate {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SaveDocumentTemplateMutation, SaveDocumentTemplateMutationVariables>;
