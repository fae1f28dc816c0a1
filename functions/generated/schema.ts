import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DiagramRecord } from '../content/content.ts';
import type { UserRecord } from '../auth/auth.ts';
import type { ProgressRecord, CompletionRecord } from '../learning/learning.ts';
import type { Context } from '../platform/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, ISO 8601 with milliseconds: `2026-01-31T09:30:00.000Z`. */
  DateTime: { input: string; output: Date | string; }
};

export type Area = {
  __typename?: 'Area';
  diagramCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  skills: Array<Skill>;
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type AreaProgress = {
  __typename?: 'AreaProgress';
  area: Area;
  completedCount: Scalars['Int']['output'];
  totalCount: Scalars['Int']['output'];
};

export type Completion = {
  __typename?: 'Completion';
  completedAt: Scalars['DateTime']['output'];
  diagram: Diagram;
};

export type CompletionPayload = {
  __typename?: 'CompletionPayload';
  diagram: Diagram;
  progress: Progress;
  user: User;
};

export type Diagram = {
  __typename?: 'Diagram';
  category: Area;
  /** When the asking person completed it; null when not. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 1 (first contact) to 5 (expert). */
  difficulty: Scalars['Int']['output'];
  /** Path of the immutable JSON document: drawing, parts, walkthrough, cards. */
  documentUrl: Scalars['String']['output'];
  /** `dia_` and a ULID. */
  id: Scalars['ID']['output'];
  kind: DiagramKind;
  /** Diagrams that name this one as a prerequisite. */
  leadsTo: Array<Diagram>;
  /** Reading time. */
  minutes: Scalars['Int']['output'];
  prerequisites: Array<Diagram>;
  skills: Array<Skill>;
  slug: Scalars['String']['output'];
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type DiagramConnection = {
  __typename?: 'DiagramConnection';
  nodes: Array<Diagram>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type DiagramFilter = {
  category?: InputMaybe<Scalars['String']['input']>;
  /** True: only completed ones; false: only those still to do. */
  completed?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 5; several mean any of them. */
  difficulty?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** An `area.skill` id. */
  skill?: InputMaybe<Scalars['String']['input']>;
};

export type DiagramKind =
  | 'ER'
  | 'FLOWCHART'
  | 'SEQUENCE'
  | 'STATE';

export type ExcerptPiece = {
  __typename?: 'ExcerptPiece';
  matched: Scalars['Boolean']['output'];
  text: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Marks a diagram as completed. Doing it again changes nothing. Makes a guest account where there is none. */
  completeDiagram: CompletionPayload;
  /** Takes a completion back. Doing it again changes nothing. */
  reopenDiagram: CompletionPayload;
};


export type MutationCompleteDiagramArgs = {
  diagramId: Scalars['ID']['input'];
};


export type MutationReopenDiagramArgs = {
  diagramId: Scalars['ID']['input'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Progress = {
  __typename?: 'Progress';
  /** One entry an area, in catalogue order. */
  areas: Array<AreaProgress>;
  completedCount: Scalars['Int']['output'];
  /** The next diagram to read: to do, prerequisites done, easiest first; null when all are done. */
  next?: Maybe<Diagram>;
  /** Newest first. */
  recent: Array<Completion>;
  /** One entry a skill that a diagram of the catalogue trains. */
  skills: Array<SkillProgress>;
  totalCount: Scalars['Int']['output'];
};


export type ProgressRecentArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Query = {
  __typename?: 'Query';
  /** The areas of the catalogue with their skills. */
  areas: Array<Area>;
  /** Who asks; null until the first write makes a guest account. */
  currentUser?: Maybe<User>;
  /** The diagram of this slug; null when there is none. */
  diagram?: Maybe<Diagram>;
  /** The catalogue, filtered, in its reading order (category, difficulty, title). */
  diagrams: DiagramConnection;
  /** Full-text search over titles, summaries and explanations; forgives typing mistakes. */
  search: Array<SearchHit>;
  /** What the asking person has done; zeros for someone without an account. */
  userProgress: Progress;
};


export type QueryDiagramArgs = {
  slug: Scalars['String']['input'];
};


export type QueryDiagramsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DiagramFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};

export type SearchHit = {
  __typename?: 'SearchHit';
  diagram: Diagram;
  /** An excerpt as alternating plain and matched text, so that no client ever inserts markup. */
  excerpt: Array<ExcerptPiece>;
};

export type Skill = {
  __typename?: 'Skill';
  /** `area.skill`. */
  id: Scalars['ID']['output'];
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type SkillProgress = {
  __typename?: 'SkillProgress';
  completedCount: Scalars['Int']['output'];
  skill: Skill;
  totalCount: Scalars['Int']['output'];
};

export type User = {
  __typename?: 'User';
  createdAt: Scalars['DateTime']['output'];
  /** True until the account is claimed. */
  guest: Scalars['Boolean']['output'];
  /** `usr_` and a ULID. */
  id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Area: ResolverTypeWrapper<Area>;
  AreaProgress: ResolverTypeWrapper<AreaProgress>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Completion: ResolverTypeWrapper<CompletionRecord>;
  CompletionPayload: ResolverTypeWrapper<Omit<CompletionPayload, 'diagram' | 'progress' | 'user'> & { diagram: ResolversTypes['Diagram'], progress: ResolversTypes['Progress'], user: ResolversTypes['User'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Diagram: ResolverTypeWrapper<DiagramRecord>;
  DiagramConnection: ResolverTypeWrapper<Omit<DiagramConnection, 'nodes'> & { nodes: Array<ResolversTypes['Diagram']> }>;
  DiagramFilter: DiagramFilter;
  DiagramKind: DiagramKind;
  ExcerptPiece: ResolverTypeWrapper<ExcerptPiece>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Progress: ResolverTypeWrapper<ProgressRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SearchHit: ResolverTypeWrapper<Omit<SearchHit, 'diagram'> & { diagram: ResolversTypes['Diagram'] }>;
  Skill: ResolverTypeWrapper<Skill>;
  SkillProgress: ResolverTypeWrapper<SkillProgress>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  User: ResolverTypeWrapper<UserRecord>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Area: Area;
  AreaProgress: AreaProgress;
  Boolean: Scalars['Boolean']['output'];
  Completion: CompletionRecord;
  CompletionPayload: Omit<CompletionPayload, 'diagram' | 'progress' | 'user'> & { diagram: ResolversParentTypes['Diagram'], progress: ResolversParentTypes['Progress'], user: ResolversParentTypes['User'] };
  DateTime: Scalars['DateTime']['output'];
  Diagram: DiagramRecord;
  DiagramConnection: Omit<DiagramConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Diagram']> };
  DiagramFilter: DiagramFilter;
  ExcerptPiece: ExcerptPiece;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Progress: ProgressRecord;
  Query: Record<PropertyKey, never>;
  SearchHit: Omit<SearchHit, 'diagram'> & { diagram: ResolversParentTypes['Diagram'] };
  Skill: Skill;
  SkillProgress: SkillProgress;
  String: Scalars['String']['output'];
  User: UserRecord;
};

export type AreaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Area'] = ResolversParentTypes['Area']> = {
  diagramCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  skills?: Resolver<Array<ResolversTypes['Skill']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AreaProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AreaProgress'] = ResolversParentTypes['AreaProgress']> = {
  area?: Resolver<ResolversTypes['Area'], ParentType, ContextType>;
  completedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompletionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Completion'] = ResolversParentTypes['Completion']> = {
  completedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  diagram?: Resolver<ResolversTypes['Diagram'], ParentType, ContextType>;
};

export type CompletionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompletionPayload'] = ResolversParentTypes['CompletionPayload']> = {
  diagram?: Resolver<ResolversTypes['Diagram'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Progress'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DiagramResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Diagram'] = ResolversParentTypes['Diagram']> = {
  category?: Resolver<ResolversTypes['Area'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  difficulty?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DiagramKind'], ParentType, ContextType>;
  leadsTo?: Resolver<Array<ResolversTypes['Diagram']>, ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  prerequisites?: Resolver<Array<ResolversTypes['Diagram']>, ParentType, ContextType>;
  skills?: Resolver<Array<ResolversTypes['Skill']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DiagramConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiagramConnection'] = ResolversParentTypes['DiagramConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Diagram']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExcerptPieceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExcerptPiece'] = ResolversParentTypes['ExcerptPiece']> = {
  matched?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  completeDiagram?: Resolver<ResolversTypes['CompletionPayload'], ParentType, ContextType, RequireFields<MutationCompleteDiagramArgs, 'diagramId'>>;
  reopenDiagram?: Resolver<ResolversTypes['CompletionPayload'], ParentType, ContextType, RequireFields<MutationReopenDiagramArgs, 'diagramId'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Progress'] = ResolversParentTypes['Progress']> = {
  areas?: Resolver<Array<ResolversTypes['AreaProgress']>, ParentType, ContextType>;
  completedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['Diagram']>, ParentType, ContextType>;
  recent?: Resolver<Array<ResolversTypes['Completion']>, ParentType, ContextType, RequireFields<ProgressRecentArgs, 'first'>>;
  skills?: Resolver<Array<ResolversTypes['SkillProgress']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  areas?: Resolver<Array<ResolversTypes['Area']>, ParentType, ContextType>;
  currentUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  diagram?: Resolver<Maybe<ResolversTypes['Diagram']>, ParentType, ContextType, RequireFields<QueryDiagramArgs, 'slug'>>;
  diagrams?: Resolver<ResolversTypes['DiagramConnection'], ParentType, ContextType, RequireFields<QueryDiagramsArgs, 'first'>>;
  search?: Resolver<Array<ResolversTypes['SearchHit']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'first' | 'query'>>;
  userProgress?: Resolver<ResolversTypes['Progress'], ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  diagram?: Resolver<ResolversTypes['Diagram'], ParentType, ContextType>;
  excerpt?: Resolver<Array<ResolversTypes['ExcerptPiece']>, ParentType, ContextType>;
};

export type SkillResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Skill'] = ResolversParentTypes['Skill']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SkillProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SkillProgress'] = ResolversParentTypes['SkillProgress']> = {
  completedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skill?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Area?: AreaResolvers<ContextType>;
  AreaProgress?: AreaProgressResolvers<ContextType>;
  Completion?: CompletionResolvers<ContextType>;
  CompletionPayload?: CompletionPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Diagram?: DiagramResolvers<ContextType>;
  DiagramConnection?: DiagramConnectionResolvers<ContextType>;
  ExcerptPiece?: ExcerptPieceResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Progress?: ProgressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  Skill?: SkillResolvers<ContextType>;
  SkillProgress?: SkillProgressResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

