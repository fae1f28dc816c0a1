/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Role =
  | 'ADMIN'
  | 'AUTHOR'
  | 'LEARNER'
  | 'MODERATOR';

export type SignInProviderName =
  | 'GITHUB'
  | 'GOOGLE';

export type AccountFragment = { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean };

export type CurrentAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentAccountQuery = { currentUser: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } | null };

export type SignInProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInProvidersQuery = { signInProviders: Array<{ name: SignInProviderName, url: string }> };

export type AccountSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountSettingsQuery = { currentUser: { createdAt: string, id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean, sessions: Array<{ id: string, current: boolean, device: string, createdAt: string, lastSeenAt: string }> | null, identities: Array<{ provider: SignInProviderName, linkedAt: string }> | null } | null, signInProviders: Array<{ name: SignInProviderName, url: string }> };

export type RequestSignUpMutationVariables = Exact<{
  email: string;
}>;


export type RequestSignUpMutation = { requestSignUp: { minutes: number } };

export type CompleteSignUpMutationVariables = Exact<{
  token: string;
  password: string;
  name: string;
}>;


export type CompleteSignUpMutation = { completeSignUp: { mergedCompletions: number, user: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } } };

export type LogInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type LogInMutation = { logIn: { mergedCompletions: number, user: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } } };

export type LogOutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogOutMutation = { logOut: boolean };

export type LogOutEverywhereMutationVariables = Exact<{
  keepCurrent: boolean;
}>;


export type LogOutEverywhereMutation = { logOutEverywhere: number };

export type EndSessionMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type EndSessionMutation = { endSession: Array<{ id: string }> };

export type RequestPasswordResetMutationVariables = Exact<{
  email: string;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { minutes: number } };

export type ResetPasswordMutationVariables = Exact<{
  token: string;
  password: string;
}>;


export type ResetPasswordMutation = { resetPassword: boolean };

export type ChangePasswordMutationVariables = Exact<{
  currentPassword?: string | null | undefined;
  newPassword: string;
}>;


export type ChangePasswordMutation = { changePassword: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } };

export type RequestEmailChangeMutationVariables = Exact<{
  email: string;
  password?: string | null | undefined;
}>;


export type RequestEmailChangeMutation = { requestEmailChange: { minutes: number } };

export type ConfirmEmailChangeMutationVariables = Exact<{
  token: string;
}>;


export type ConfirmEmailChangeMutation = { confirmEmailChange: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } };

export type UpdateProfileMutationVariables = Exact<{
  name?: string | null | undefined;
  timeZone?: string | null | undefined;
}>;


export type UpdateProfileMutation = { updateProfile: { id: string, guest: boolean, name: string | null, email: string | null, timeZone: string, role: Role, hasPassword: boolean } };

export type UnlinkIdentityMutationVariables = Exact<{
  provider: SignInProviderName;
}>;


export type UnlinkIdentityMutation = { unlinkIdentity: { id: string, identities: Array<{ provider: SignInProviderName, linkedAt: string }> | null } };

export type DeleteAccountMutationVariables = Exact<{
  password?: string | null | undefined;
}>;


export type DeleteAccountMutation = { deleteAccount: boolean };

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

export type OpenSocketMutationVariables = Exact<{ [key: string]: never; }>;


export type OpenSocketMutation = { openSocket: { url: string, ticket: string } };

export type ProgressUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ProgressUpdatedSubscription = { progressUpdated: { completedCount: number } };

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
export const AccountFragmentDoc = new TypedDocumentString(`
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}
    `, {"fragmentName":"Account"}) as unknown as TypedDocumentString<AccountFragment, unknown>;
export const CurrentAccountDocument = new TypedDocumentString(`
    query CurrentAccount {
  currentUser {
    ...Account
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:50f8ea91a1c0015e2da26a67c9307a7dea51e3fd0681d116ef8f7a0aec8d8603"}) as unknown as TypedDocumentString<CurrentAccountQuery, CurrentAccountQueryVariables>;
export const SignInProvidersDocument = new TypedDocumentString(`
    query SignInProviders {
  signInProviders {
    name
    url
  }
}
    `, {"hash":"sha256:34b3188f74925aedc6a36b9e235fc29be50436f67c12d5727880ebd10f2f9326"}) as unknown as TypedDocumentString<SignInProvidersQuery, SignInProvidersQueryVariables>;
export const AccountSettingsDocument = new TypedDocumentString(`
    query AccountSettings {
  currentUser {
    ...Account
    createdAt
    sessions {
      id
      current
      device
      createdAt
      lastSeenAt
    }
    identities {
      provider
      linkedAt
    }
  }
  signInProviders {
    name
    url
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:6845b5a2dff6f49bbe1b0d792ec582569ef2aac2d65453186b7ed8cfbea55cc9"}) as unknown as TypedDocumentString<AccountSettingsQuery, AccountSettingsQueryVariables>;
export const RequestSignUpDocument = new TypedDocumentString(`
    mutation RequestSignUp($email: String!) {
  requestSignUp(email: $email) {
    minutes
  }
}
    `, {"hash":"sha256:4540bfd3336bd1e8a87b879dd76e0941ad3eb5054d2499b09f77e06e12fae8f3"}) as unknown as TypedDocumentString<RequestSignUpMutation, RequestSignUpMutationVariables>;
export const CompleteSignUpDocument = new TypedDocumentString(`
    mutation CompleteSignUp($token: String!, $password: String!, $name: String!) {
  completeSignUp(token: $token, password: $password, name: $name) {
    mergedCompletions
    user {
      ...Account
    }
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:dfb43bf9685bd0fb23e1214d41f4643e17e9880b0030d7f5db3b9f9693efc1cb"}) as unknown as TypedDocumentString<CompleteSignUpMutation, CompleteSignUpMutationVariables>;
export const LogInDocument = new TypedDocumentString(`
    mutation LogIn($email: String!, $password: String!) {
  logIn(email: $email, password: $password) {
    mergedCompletions
    user {
      ...Account
    }
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:33abfa4ae2a1140fd211d32a9244c08c8138073ffc5517012568f48523e136f5"}) as unknown as TypedDocumentString<LogInMutation, LogInMutationVariables>;
export const LogOutDocument = new TypedDocumentString(`
    mutation LogOut {
  logOut
}
    `, {"hash":"sha256:0b6e62ffaa90081b102c4c41011f06f64be899efbe92bd33767bc7ac725ce107"}) as unknown as TypedDocumentString<LogOutMutation, LogOutMutationVariables>;
export const LogOutEverywhereDocument = new TypedDocumentString(`
    mutation LogOutEverywhere($keepCurrent: Boolean!) {
  logOutEverywhere(keepCurrent: $keepCurrent)
}
    `, {"hash":"sha256:2048f6f22dffb202421d26f8399751f0b7414dbb0bfd5bac4cd8d065cca3a2ed"}) as unknown as TypedDocumentString<LogOutEverywhereMutation, LogOutEverywhereMutationVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($sessionId: ID!) {
  endSession(sessionId: $sessionId) {
    id
  }
}
    `, {"hash":"sha256:3c0492082977adf2a2b9cb6f419b05ee9a6dbe9fa35bfc577fc62a1a4f83cf95"}) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(`
    mutation RequestPasswordReset($email: String!) {
  requestPasswordReset(email: $email) {
    minutes
  }
}
    `, {"hash":"sha256:34742d0a132868460373d06d44d55dd3c3c4e868897f807caf96a31fe58c29f9"}) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($token: String!, $password: String!) {
  resetPassword(token: $token, password: $password)
}
    `, {"hash":"sha256:fcd8b0640d108e400f8a2d2783dc20649cdf30f65537f0197699e574fabab128"}) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($currentPassword: String, $newPassword: String!) {
  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
    ...Account
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:69a24a69a5a3f924b9ab786ecc398203c57067efc0ab01a1a1466202c14d969e"}) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const RequestEmailChangeDocument = new TypedDocumentString(`
    mutation RequestEmailChange($email: String!, $password: String) {
  requestEmailChange(email: $email, password: $password) {
    minutes
  }
}
    `, {"hash":"sha256:341e5c85a98a6bbc930ea66d3d96b87a44d0f80c784b8ffe070ab1778f795991"}) as unknown as TypedDocumentString<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>;
export const ConfirmEmailChangeDocument = new TypedDocumentString(`
    mutation ConfirmEmailChange($token: String!) {
  confirmEmailChange(token: $token) {
    ...Account
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:4932498a76cc4b2cb66e81862f1660612c345aa16efb316247f0b93f239d7b5a"}) as unknown as TypedDocumentString<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($name: String, $timeZone: String) {
  updateProfile(name: $name, timeZone: $timeZone) {
    ...Account
  }
}
    fragment Account on User {
  id
  guest
  name
  email
  timeZone
  role
  hasPassword
}`, {"hash":"sha256:5508cf5f2b3243d4d2fdd01dabd3516082fd058ffaf941df36618aa58e650025"}) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const UnlinkIdentityDocument = new TypedDocumentString(`
    mutation UnlinkIdentity($provider: SignInProviderName!) {
  unlinkIdentity(provider: $provider) {
    id
    identities {
      provider
      linkedAt
    }
  }
}
    `, {"hash":"sha256:6ea39c63577f3a7f9c5e6bec0ed48e14c138cca57e5033086ec7508f601e308c"}) as unknown as TypedDocumentString<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>;
export const DeleteAccountDocument = new TypedDocumentString(`
    mutation DeleteAccount($password: String) {
  deleteAccount(password: $password)
}
    `, {"hash":"sha256:d655a0470c79c86cb07299dc0eda6a1724e8dad3dee3808bc7a77e5448df3a86"}) as unknown as TypedDocumentString<DeleteAccountMutation, DeleteAccountMutationVariables>;
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
export const OpenSocketDocument = new TypedDocumentString(`
    mutation OpenSocket {
  openSocket {
    url
    ticket
  }
}
    `, {"hash":"sha256:495a643224b7a8bfbe9885e73083c55f410b96d8618a95dcd7988b63ecadc0bf"}) as unknown as TypedDocumentString<OpenSocketMutation, OpenSocketMutationVariables>;
export const ProgressUpdatedDocument = new TypedDocumentString(`
    subscription ProgressUpdated {
  progressUpdated {
    completedCount
  }
}
    `, {"hash":"sha256:d10343ed64a9e5280caaf2ed33099188fb3592e3950ab2b2f7e065eda4d43468"}) as unknown as TypedDocumentString<ProgressUpdatedSubscription, ProgressUpdatedSubscriptionVariables>;
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