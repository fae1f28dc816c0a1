/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DiagramStateQueryVariables = Exact<{
  slug: string;
}>;


export type DiagramStateQuery = { diagram: { id: string, slug: string, completedAt: string | null } | null };

export type CompletedQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CompletedQuery = { diagrams: { nodes: Array<{ id: string, slug: string, completedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CompleteDiagramMutationVariables = Exact<{
  diagramId: string | number;
}>;


export type CompleteDiagramMutation = { completeDiagram: { diagram: { id: string, slug: string, completedAt: string | null } } };

export type ReopenDiagramMutationVariables = Exact<{
  diagramId: string | number;
}>;


export type ReopenDiagramMutation = { reopenDiagram: { diagram: { id: string, slug: string, completedAt: string | null } } };

export type ProgressPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ProgressPageQuery = { currentUser: { id: string, guest: boolean, createdAt: string } | null, userProgress: { completedCount: number, totalCount: number, areas: Array<{ completedCount: number, totalCount: number, area: { id: string, title: string } }>, skills: Array<{ completedCount: number, totalCount: number, skill: { id: string, title: string } }>, recent: Array<{ completedAt: string, diagram: { id: string, slug: string, title: string } }>, next: { id: string, slug: string, title: string, summary: string, minutes: number, difficulty: number } | null } };

export type SearchQueryVariables = Exact<{
  query: string;
  first: number;
}>;


export type SearchQuery = { search: Array<{ diagram: { id: string, slug: string, title: string, difficulty: number, category: { id: string } }, excerpt: Array<{ text: string, matched: boolean }> }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const DiagramStateDocument = new TypedDocumentString(`
    query DiagramState($slug: String!) {
  diagram(slug: $slug) {
    id
    slug
    completedAt
  }
}
    `, {"hash":"sha256:9833472998b19fc41f1bdf1ecf18825a2c4c2299128a69f61007568f6698a828"}) as unknown as TypedDocumentString<DiagramStateQuery, DiagramStateQueryVariables>;
export const CompletedDocument = new TypedDocumentString(`
    query Completed($after: String) {
  diagrams(filter: {completed: true}, first: 50, after: $after) {
    nodes {
      id
      slug
      completedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:a3ae1f6373d108bbbeeff040ff97e6ece4ca1e65105eba33dc94b971a196e26b"}) as unknown as TypedDocumentString<CompletedQuery, CompletedQueryVariables>;
export const CompleteDiagramDocument = new TypedDocumentString(`
    mutation CompleteDiagram($diagramId: ID!) {
  completeDiagram(diagramId: $diagramId) {
    diagram {
      id
      slug
      completedAt
    }
  }
}
    `, {"hash":"sha256:a628e08dde96d730b559a7dc035e44436533b2b18d58b2d80b2b7631049e8007"}) as unknown as TypedDocumentString<CompleteDiagramMutation, CompleteDiagramMutationVariables>;
export const ReopenDiagramDocument = new TypedDocumentString(`
    mutation ReopenDiagram($diagramId: ID!) {
  reopenDiagram(diagramId: $diagramId) {
    diagram {
      id
      slug
      completedAt
    }
  }
}
    `, {"hash":"sha256:b1c310a34770d7223c306dd31bdb2381d1c8a69dd39aada0fd9c18be0b534b8f"}) as unknown as TypedDocumentString<ReopenDiagramMutation, ReopenDiagramMutationVariables>;
export const ProgressPageDocument = new TypedDocumentString(`
    query ProgressPage {
  currentUser {
    id
    guest
    createdAt
  }
  userProgress {
    completedCount
    totalCount
    areas {
      area {
        id
        title
      }
      completedCount
      totalCount
    }
    skills {
      skill {
        id
        title
      }
      completedCount
      totalCount
    }
    recent(first: 10) {
      completedAt
      diagram {
        id
        slug
        title
      }
    }
    next {
      id
      slug
      title
      summary
      minutes
      difficulty
    }
  }
}
    `, {"hash":"sha256:d93ee2d0083af70e2f8ddbfb066dae8c9d3e4a003c92c131005edf97d67ca3c8"}) as unknown as TypedDocumentString<ProgressPageQuery, ProgressPageQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $first: Int!) {
  search(query: $query, first: $first) {
    diagram {
      id
      slug
      title
      difficulty
      category {
        id
      }
    }
    excerpt {
      text
      matched
    }
  }
}
    `, {"hash":"sha256:1f0650ebc452d0cf61aad9642e99fdfd0ae784f64600f9e106a39bf7a1c73d5a"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;