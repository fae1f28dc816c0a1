/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query DiagramState($slug: String!) {\n  diagram(slug: $slug) {\n    id\n    slug\n    completedAt\n  }\n}\n\nquery Completed($after: String) {\n  diagrams(filter: {completed: true}, first: 50, after: $after) {\n    nodes {\n      id\n      slug\n      completedAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation CompleteDiagram($diagramId: ID!) {\n  completeDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}\n\nmutation ReopenDiagram($diagramId: ID!) {\n  reopenDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}": typeof types.DiagramStateDocument,
    "query ProgressPage {\n  currentUser {\n    id\n    guest\n    createdAt\n  }\n  userProgress {\n    completedCount\n    totalCount\n    areas {\n      area {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    skills {\n      skill {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    recent(first: 10) {\n      completedAt\n      diagram {\n        id\n        slug\n        title\n      }\n    }\n    next {\n      id\n      slug\n      title\n      summary\n      minutes\n      difficulty\n    }\n  }\n}": typeof types.ProgressPageDocument,
    "query Search($query: String!, $first: Int!) {\n  search(query: $query, first: $first) {\n    diagram {\n      id\n      slug\n      title\n      difficulty\n      category {\n        id\n      }\n    }\n    excerpt {\n      text\n      matched\n    }\n  }\n}": typeof types.SearchDocument,
};
const documents: Documents = {
    "query DiagramState($slug: String!) {\n  diagram(slug: $slug) {\n    id\n    slug\n    completedAt\n  }\n}\n\nquery Completed($after: String) {\n  diagrams(filter: {completed: true}, first: 50, after: $after) {\n    nodes {\n      id\n      slug\n      completedAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation CompleteDiagram($diagramId: ID!) {\n  completeDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}\n\nmutation ReopenDiagram($diagramId: ID!) {\n  reopenDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}": types.DiagramStateDocument,
    "query ProgressPage {\n  currentUser {\n    id\n    guest\n    createdAt\n  }\n  userProgress {\n    completedCount\n    totalCount\n    areas {\n      area {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    skills {\n      skill {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    recent(first: 10) {\n      completedAt\n      diagram {\n        id\n        slug\n        title\n      }\n    }\n    next {\n      id\n      slug\n      title\n      summary\n      minutes\n      difficulty\n    }\n  }\n}": types.ProgressPageDocument,
    "query Search($query: String!, $first: Int!) {\n  search(query: $query, first: $first) {\n    diagram {\n      id\n      slug\n      title\n      difficulty\n      category {\n        id\n      }\n    }\n    excerpt {\n      text\n      matched\n    }\n  }\n}": types.SearchDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DiagramState($slug: String!) {\n  diagram(slug: $slug) {\n    id\n    slug\n    completedAt\n  }\n}\n\nquery Completed($after: String) {\n  diagrams(filter: {completed: true}, first: 50, after: $after) {\n    nodes {\n      id\n      slug\n      completedAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation CompleteDiagram($diagramId: ID!) {\n  completeDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}\n\nmutation ReopenDiagram($diagramId: ID!) {\n  reopenDiagram(diagramId: $diagramId) {\n    diagram {\n      id\n      slug\n      completedAt\n    }\n  }\n}"): typeof import('./graphql.ts').DiagramStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProgressPage {\n  currentUser {\n    id\n    guest\n    createdAt\n  }\n  userProgress {\n    completedCount\n    totalCount\n    areas {\n      area {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    skills {\n      skill {\n        id\n        title\n      }\n      completedCount\n      totalCount\n    }\n    recent(first: 10) {\n      completedAt\n      diagram {\n        id\n        slug\n        title\n      }\n    }\n    next {\n      id\n      slug\n      title\n      summary\n      minutes\n      difficulty\n    }\n  }\n}"): typeof import('./graphql.ts').ProgressPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Search($query: String!, $first: Int!) {\n  search(query: $query, first: $first) {\n    diagram {\n      id\n      slug\n      title\n      difficulty\n      category {\n        id\n      }\n    }\n    excerpt {\n      text\n      matched\n    }\n  }\n}"): typeof import('./graphql.ts').SearchDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
