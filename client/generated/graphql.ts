/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type GroupRole =
  | 'MEMBER'
  | 'MODERATOR'
  | 'OWNER';

export type GroupVisibility =
  /** Only who has the link may join. */
  | 'INVITATION'
  /** Anybody finds it and may join. */
  | 'PUBLIC';

export type LabCheckState =
  /** The check itself did not run: nobody's mistake but ours. `observed` says what happened. */
  | 'BROKEN'
  | 'FAILED'
  | 'PASSED'
  | 'PENDING';

export type LabFileInput = {
  path: string;
  text: string;
};

export type LabMachineKind =
  /** A namespace of the cluster. */
  | 'KUBERNETES'
  /** Real processes in a sandbox of this computer. */
  | 'SANDBOX'
  /** A shell that is simulated: programs are imitated, there are no processes. */
  | 'SIMULATED';

export type LabState =
  /** The learner ended it, and its files are gone; or its time was up, and they are kept for a week. */
  | 'ENDED'
  /** The machine could not be made; `detail` says why. */
  | 'FAILED'
  /** The files are kept, the machine is not. */
  | 'PAUSED'
  | 'READY'
  | 'STARTING'
  /** No machine is free: `place` and `waitSeconds` say how long it takes. */
  | 'WAITING';

export type PartnerProfileInput = {
  goal: string;
  hours: Array<number>;
  languages: Array<string>;
  paused: boolean;
};

export type PartnerRequestState =
  | 'ACCEPTED'
  | 'DECLINED'
  | 'OPEN';

export type Role =
  | 'ADMIN'
  | 'AUTHOR'
  | 'LEARNER'
  | 'MODERATOR';

export type SignInProviderName =
  | 'GITHUB'
  | 'GOOGLE';

export type StudyGroupInput = {
  description: string;
  /** Such as `en`: the language that is spoken here. */
  language: string;
  name: string;
  visibility: GroupVisibility;
};

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
  timeZone?: string | null | undefined;
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

export type BoardQueryVariables = Exact<{
  id: string | number;
}>;


export type BoardQuery = { board: { id: string, title: string, group: { id: string, name: string, archivedAt: string | null, myRole: GroupRole | null, members: Array<{ peer: { id: string, name: string } }> | null } } | null };

export type CreateBoardMutationVariables = Exact<{
  groupId: string | number;
  title: string;
}>;


export type CreateBoardMutation = { createBoard: { id: string, title: string } };

export type RenameBoardMutationVariables = Exact<{
  id: string | number;
  title: string;
}>;


export type RenameBoardMutation = { renameBoard: { id: string, title: string } };

export type DeleteBoardMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteBoardMutation = { deleteBoard: boolean };

export type UpdateBoardMutationVariables = Exact<{
  id: string | number;
  update: string;
}>;


export type UpdateBoardMutation = { updateBoard: boolean };

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

export type GroupCardFragment = { id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null };

export type MessageFieldsFragment = { id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> };

export type GroupDetailsFragment = { invitation: string | null, sharesProgress: boolean | null, readSequence: number | null, lastSequence: number | null, id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null, reports: Array<{ id: string, reason: string, createdAt: string, message: { id: string, text: string, author: { id: string, name: string } | null } }> | null, goal: Array<{ diagram: { id: string, slug: string, title: string, minutes: number } | null, lab: { id: string, slug: string, title: string, minutes: number, completedAt: string | null } | null }>, members: Array<{ role: GroupRole, joinedAt: string, done: Array<string> | null, peer: { id: string, name: string } }> | null, boards: Array<{ id: string, title: string, createdAt: string, mayDelete: boolean }> | null };

export type GroupsQueryVariables = Exact<{
  query?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type GroupsQuery = { studyGroups: { nodes: Array<{ id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyGroupsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyGroupsQuery = { myStudyGroups: Array<{ id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null }> };

export type GroupQueryVariables = Exact<{
  id: string | number;
}>;


export type GroupQuery = { studyGroup: { invitation: string | null, sharesProgress: boolean | null, readSequence: number | null, lastSequence: number | null, id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null, reports: Array<{ id: string, reason: string, createdAt: string, message: { id: string, text: string, author: { id: string, name: string } | null } }> | null, goal: Array<{ diagram: { id: string, slug: string, title: string, minutes: number } | null, lab: { id: string, slug: string, title: string, minutes: number, completedAt: string | null } | null }>, members: Array<{ role: GroupRole, joinedAt: string, done: Array<string> | null, peer: { id: string, name: string } }> | null, boards: Array<{ id: string, title: string, createdAt: string, mayDelete: boolean }> | null } | null };

export type GroupInvitationQueryVariables = Exact<{
  token: string;
}>;


export type GroupInvitationQuery = { groupInvitation: { id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null } | null };

export type GroupMessagesQueryVariables = Exact<{
  id: string | number;
  before?: number | null | undefined;
}>;


export type GroupMessagesQuery = { studyGroup: { lastSequence: number | null, messages: { hasEarlier: boolean, nodes: Array<{ id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> }> } | null } | null };

export type SearchGroupQueryVariables = Exact<{
  id: string | number;
  query: string;
}>;


export type SearchGroupQuery = { studyGroup: { search: Array<{ id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> }> | null } | null };

export type CreateGroupMutationVariables = Exact<{
  input: StudyGroupInput;
}>;


export type CreateGroupMutation = { createStudyGroup: { id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null } };

export type UpdateGroupMutationVariables = Exact<{
  id: string | number;
  input: StudyGroupInput;
}>;


export type UpdateGroupMutation = { updateStudyGroup: { id: string } };

export type SetGroupGoalMutationVariables = Exact<{
  id: string | number;
  itemIds: Array<string | number> | string | number;
}>;


export type SetGroupGoalMutation = { setGroupGoal: { id: string } };

export type JoinGroupMutationVariables = Exact<{
  id?: string | number | null | undefined;
  invitation?: string | null | undefined;
}>;


export type JoinGroupMutation = { joinStudyGroup: { id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null } };

export type LeaveGroupMutationVariables = Exact<{
  id: string | number;
}>;


export type LeaveGroupMutation = { leaveStudyGroup: boolean };

export type RemoveMemberMutationVariables = Exact<{
  id: string | number;
  userId: string | number;
}>;


export type RemoveMemberMutation = { removeGroupMember: { id: string } };

export type SetMemberRoleMutationVariables = Exact<{
  id: string | number;
  userId: string | number;
  role: GroupRole;
}>;


export type SetMemberRoleMutation = { setGroupRole: { id: string } };

export type RenewInvitationMutationVariables = Exact<{
  id: string | number;
}>;


export type RenewInvitationMutation = { renewGroupInvitation: { id: string } };

export type SetGroupArchivedMutationVariables = Exact<{
  id: string | number;
  archived: boolean;
}>;


export type SetGroupArchivedMutation = { setGroupArchived: { id: string } };

export type ShareProgressMutationVariables = Exact<{
  id: string | number;
  shared: boolean;
}>;


export type ShareProgressMutation = { setProgressShared: { id: string } };

export type ReportGroupMutationVariables = Exact<{
  id: string | number;
  messageId?: string | number | null | undefined;
  reason: string;
}>;


export type ReportGroupMutation = { reportGroup: boolean };

export type DismissReportMutationVariables = Exact<{
  id: string | number;
}>;


export type DismissReportMutation = { dismissGroupReport: { id: string } };

export type OpenReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenReportsQuery = { openGroupReports: Array<{ id: string, groupName: string, text: string | null, reason: string, createdAt: string, dismissed: boolean, author: { id: string, name: string } | null }> };

export type ResolveReportMutationVariables = Exact<{
  id: string | number;
}>;


export type ResolveReportMutation = { resolveGroupReport: boolean };

export type SendMessageMutationVariables = Exact<{
  groupId: string | number;
  key: string;
  text: string;
  replyTo?: string | number | null | undefined;
}>;


export type SendMessageMutation = { sendGroupMessage: { id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> } };

export type EditMessageMutationVariables = Exact<{
  id: string | number;
  text: string;
}>;


export type EditMessageMutation = { editGroupMessage: { id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> } };

export type DeleteMessageMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteMessageMutation = { deleteGroupMessage: { id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> } };

export type ReactMutationVariables = Exact<{
  id: string | number;
  emoji: string;
  on: boolean;
}>;


export type ReactMutation = { reactToMessage: { id: string, groupId: string, key: string, sequence: number, changedSequence: number, text: string, replyTo: string | null, createdAt: string, editedAt: string | null, deletedAt: string | null, author: { id: string, name: string } | null, reactions: Array<{ emoji: string, people: Array<string> }> } };

export type MarkReadMutationVariables = Exact<{
  groupId: string | number;
  sequence: number;
}>;


export type MarkReadMutation = { markGroupRead: { id: string, unreadCount: number | null, mentionCount: number | null, readSequence: number | null } };

export type LabCheckFieldsFragment = { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null };

export type LabSessionFieldsFragment = { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null };

export type LabsQueryVariables = Exact<{ [key: string]: never; }>;


export type LabsQuery = { labs: Array<{ id: string, slug: string, unavailable: string | null, machine: LabMachineKind | null, completedAt: string | null, session: { id: string, state: LabState, expiresAt: string | null } | null }> };

export type LabQueryVariables = Exact<{
  slug: string;
}>;


export type LabQuery = { lab: { id: string, slug: string, unavailable: string | null, machine: LabMachineKind | null, completedAt: string | null, session: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } | null } | null };

export type LabSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type LabSessionQuery = { labSession: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } | null };

export type StartLabMutationVariables = Exact<{
  labId: string | number;
}>;


export type StartLabMutation = { startLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type ExtendLabMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type ExtendLabMutation = { extendLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type PauseLabMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type PauseLabMutation = { pauseLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type ResumeLabMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type ResumeLabMutation = { resumeLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type EndLabMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type EndLabMutation = { endLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type ResetLabMutationVariables = Exact<{
  sessionId: string | number;
  step?: string | number | null | undefined;
}>;


export type ResetLabMutation = { resetLab: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type CheckLabStepMutationVariables = Exact<{
  sessionId: string | number;
  step: string | number;
  key: string;
}>;


export type CheckLabStepMutation = { checkLabStep: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } };

export type TakeLabHintMutationVariables = Exact<{
  sessionId: string | number;
  step: string | number;
  rung: number;
}>;


export type TakeLabHintMutation = { takeLabHint: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type RevealLabSolutionMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type RevealLabSolutionMutation = { revealLabSolution: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type CompleteLabMutationVariables = Exact<{
  labId: string | number;
  solution?: Array<LabFileInput> | LabFileInput | null | undefined;
  key: string;
}>;


export type CompleteLabMutation = { completeLab: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } };

export type LabStatusChangedSubscriptionVariables = Exact<{
  sessionId: string | number;
}>;


export type LabStatusChangedSubscription = { labStatusChanged: { id: string, state: LabState, detail: string | null, version: number, place: number | null, waitSeconds: number | null, machine: LabMachineKind, createdAt: string, readyAt: string | null, expiresAt: string | null, secondsLeft: number | null, canExtend: boolean, lab: { id: string, slug: string, title: string }, steps: Array<{ id: string, title: string, passedAt: string | null, attempts: number, hints: Array<string>, check: { id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null } | null }>, solution: { script: string, explanation: string } | null, submission: { id: string, state: LabCheckState, attempt: number, createdAt: string, finishedAt: string | null, checks: Array<{ id: string, step: string, state: LabCheckState, requestedAt: string, finishedAt: string | null, observed: string | null, expected: string | null, why: string | null, node: { node: string, diagram: { id: string, slug: string, title: string } } | null }> } | null, result: { completedAt: string, minutes: number, attempts: number, hints: number, withSolution: boolean, skills: Array<{ doneBefore: number, doneAfter: number, total: number, skill: { id: string, title: string } }> } | null } };

export type OpenSocketMutationVariables = Exact<{ [key: string]: never; }>;


export type OpenSocketMutation = { openSocket: { url: string, ticket: string } };

export type ProgressUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ProgressUpdatedSubscription = { progressUpdated: { completedCount: number } };

export type PartnerProfileFieldsFragment = { paused: boolean, languages: Array<string>, goal: string, hours: Array<number> };

export type PartnerRequestFieldsFragment = { id: string, incoming: boolean, state: PartnerRequestState, reasons: Array<string>, createdAt: string, peer: { id: string, name: string }, group: { id: string, name: string } | null };

export type PartnersQueryVariables = Exact<{ [key: string]: never; }>;


export type PartnersQuery = { currentUser: { id: string, timeZone: string } | null, partnerProfile: { paused: boolean, languages: Array<string>, goal: string, hours: Array<number> } | null, partnerSuggestions: Array<{ reasons: Array<string>, peer: { id: string, name: string } }>, groupSuggestions: Array<{ reasons: Array<string>, group: { id: string, name: string, description: string, visibility: GroupVisibility, language: string, memberCount: number, archivedAt: string | null, myRole: GroupRole | null, unreadCount: number | null, mentionCount: number | null } }>, partnerRequests: Array<{ id: string, incoming: boolean, state: PartnerRequestState, reasons: Array<string>, createdAt: string, peer: { id: string, name: string }, group: { id: string, name: string } | null }> };

export type SetPartnerProfileMutationVariables = Exact<{
  input: PartnerProfileInput;
  timeZone: string;
}>;


export type SetPartnerProfileMutation = { updateProfile: { id: string, timeZone: string }, setPartnerProfile: { paused: boolean, languages: Array<string>, goal: string, hours: Array<number> } };

export type DeletePartnerProfileMutationVariables = Exact<{ [key: string]: never; }>;


export type DeletePartnerProfileMutation = { deletePartnerProfile: boolean };

export type RequestPartnerMutationVariables = Exact<{
  userId: string | number;
}>;


export type RequestPartnerMutation = { requestPartner: { id: string, incoming: boolean, state: PartnerRequestState, reasons: Array<string>, createdAt: string, peer: { id: string, name: string }, group: { id: string, name: string } | null } };

export type AnswerPartnerMutationVariables = Exact<{
  id: string | number;
  accept: boolean;
}>;


export type AnswerPartnerMutation = { answerPartnerRequest: { id: string, incoming: boolean, state: PartnerRequestState, reasons: Array<string>, createdAt: string, peer: { id: string, name: string }, group: { id: string, name: string } | null } };

export type WithdrawPartnerMutationVariables = Exact<{
  id: string | number;
}>;


export type WithdrawPartnerMutation = { withdrawPartnerRequest: boolean };

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
export const MessageFieldsFragmentDoc = new TypedDocumentString(`
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}
    `, {"fragmentName":"MessageFields"}) as unknown as TypedDocumentString<MessageFieldsFragment, unknown>;
export const GroupCardFragmentDoc = new TypedDocumentString(`
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}
    `, {"fragmentName":"GroupCard"}) as unknown as TypedDocumentString<GroupCardFragment, unknown>;
export const GroupDetailsFragmentDoc = new TypedDocumentString(`
    fragment GroupDetails on StudyGroup {
  ...GroupCard
  reports {
    id
    reason
    createdAt
    message {
      id
      text
      author {
        id
        name
      }
    }
  }
  invitation
  sharesProgress
  readSequence
  lastSequence
  goal {
    diagram {
      id
      slug
      title
      minutes
    }
    lab {
      id
      slug
      title
      minutes
      completedAt
    }
  }
  members {
    role
    joinedAt
    done
    peer {
      id
      name
    }
  }
  boards {
    id
    title
    createdAt
    mayDelete
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"fragmentName":"GroupDetails"}) as unknown as TypedDocumentString<GroupDetailsFragment, unknown>;
export const LabCheckFieldsFragmentDoc = new TypedDocumentString(`
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
    `, {"fragmentName":"LabCheckFields"}) as unknown as TypedDocumentString<LabCheckFieldsFragment, unknown>;
export const LabSessionFieldsFragmentDoc = new TypedDocumentString(`
    fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}`, {"fragmentName":"LabSessionFields"}) as unknown as TypedDocumentString<LabSessionFieldsFragment, unknown>;
export const PartnerProfileFieldsFragmentDoc = new TypedDocumentString(`
    fragment PartnerProfileFields on PartnerProfile {
  paused
  languages
  goal
  hours
}
    `, {"fragmentName":"PartnerProfileFields"}) as unknown as TypedDocumentString<PartnerProfileFieldsFragment, unknown>;
export const PartnerRequestFieldsFragmentDoc = new TypedDocumentString(`
    fragment PartnerRequestFields on PartnerRequest {
  id
  incoming
  state
  reasons
  createdAt
  peer {
    id
    name
  }
  group {
    id
    name
  }
}
    `, {"fragmentName":"PartnerRequestFields"}) as unknown as TypedDocumentString<PartnerRequestFieldsFragment, unknown>;
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
    mutation CompleteSignUp($token: String!, $password: String!, $name: String!, $timeZone: String) {
  completeSignUp(
    token: $token
    password: $password
    name: $name
    timeZone: $timeZone
  ) {
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
}`, {"hash":"sha256:1dab3ac3d2ec42f0d1af6d9cb043c92cd8eeef4d9b24a0f27414cafa241a8358"}) as unknown as TypedDocumentString<CompleteSignUpMutation, CompleteSignUpMutationVariables>;
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
export const BoardDocument = new TypedDocumentString(`
    query Board($id: ID!) {
  board(id: $id) {
    id
    title
    group {
      id
      name
      archivedAt
      myRole
      members {
        peer {
          id
          name
        }
      }
    }
  }
}
    `, {"hash":"sha256:418205a6dc5c218e50d381e428930d96d1fd0e475efc64bc791ef4a9d0de046c"}) as unknown as TypedDocumentString<BoardQuery, BoardQueryVariables>;
export const CreateBoardDocument = new TypedDocumentString(`
    mutation CreateBoard($groupId: ID!, $title: String!) {
  createBoard(groupId: $groupId, title: $title) {
    id
    title
  }
}
    `, {"hash":"sha256:6095d629a28f44d3dd946cc192db62ee71b1e2392630e1f8f3fcfac996f03648"}) as unknown as TypedDocumentString<CreateBoardMutation, CreateBoardMutationVariables>;
export const RenameBoardDocument = new TypedDocumentString(`
    mutation RenameBoard($id: ID!, $title: String!) {
  renameBoard(id: $id, title: $title) {
    id
    title
  }
}
    `, {"hash":"sha256:8ae5a9a4441d2418eb4f3a59f12fcaef80ea5b529daa712c84677f85eb2fe98a"}) as unknown as TypedDocumentString<RenameBoardMutation, RenameBoardMutationVariables>;
export const DeleteBoardDocument = new TypedDocumentString(`
    mutation DeleteBoard($id: ID!) {
  deleteBoard(id: $id)
}
    `, {"hash":"sha256:5f67528e501024590a817052b5011ba8a430bf522365465b919d00ece07987f0"}) as unknown as TypedDocumentString<DeleteBoardMutation, DeleteBoardMutationVariables>;
export const UpdateBoardDocument = new TypedDocumentString(`
    mutation UpdateBoard($id: ID!, $update: String!) {
  updateBoard(id: $id, update: $update)
}
    `, {"hash":"sha256:0ef22f81b325ec129519092a78fb7c055797b83c68e710fe29ea2b1c667e7f61"}) as unknown as TypedDocumentString<UpdateBoardMutation, UpdateBoardMutationVariables>;
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
export const GroupsDocument = new TypedDocumentString(`
    query Groups($query: String, $after: String) {
  studyGroups(query: $query, first: 20, after: $after) {
    nodes {
      ...GroupCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"hash":"sha256:520e3915004cc82359364df7e5d70e431d632ab9d31c3fe03989d904c9fadf02"}) as unknown as TypedDocumentString<GroupsQuery, GroupsQueryVariables>;
export const MyGroupsDocument = new TypedDocumentString(`
    query MyGroups {
  myStudyGroups {
    ...GroupCard
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"hash":"sha256:099eb958da897ed5a117a5145a58cf1d335625ddaf32ce2902f6d1b145d010ae"}) as unknown as TypedDocumentString<MyGroupsQuery, MyGroupsQueryVariables>;
export const GroupDocument = new TypedDocumentString(`
    query Group($id: ID!) {
  studyGroup(id: $id) {
    ...GroupDetails
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}
fragment GroupDetails on StudyGroup {
  ...GroupCard
  reports {
    id
    reason
    createdAt
    message {
      id
      text
      author {
        id
        name
      }
    }
  }
  invitation
  sharesProgress
  readSequence
  lastSequence
  goal {
    diagram {
      id
      slug
      title
      minutes
    }
    lab {
      id
      slug
      title
      minutes
      completedAt
    }
  }
  members {
    role
    joinedAt
    done
    peer {
      id
      name
    }
  }
  boards {
    id
    title
    createdAt
    mayDelete
  }
}`, {"hash":"sha256:98809da6943bab26d26233f0913f8786e6d814461a6f5c132b1696f892760518"}) as unknown as TypedDocumentString<GroupQuery, GroupQueryVariables>;
export const GroupInvitationDocument = new TypedDocumentString(`
    query GroupInvitation($token: String!) {
  groupInvitation(token: $token) {
    ...GroupCard
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"hash":"sha256:ec0dce00afe195c1965a3359b1f0f7f545eda05e88e3d405b8c92ac00a573abb"}) as unknown as TypedDocumentString<GroupInvitationQuery, GroupInvitationQueryVariables>;
export const GroupMessagesDocument = new TypedDocumentString(`
    query GroupMessages($id: ID!, $before: Int) {
  studyGroup(id: $id) {
    lastSequence
    messages(before: $before, first: 50) {
      hasEarlier
      nodes {
        ...MessageFields
      }
    }
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:8e546bae57c646a983251bf4241e5635cb883e16777e61eea95709dc62153a5a"}) as unknown as TypedDocumentString<GroupMessagesQuery, GroupMessagesQueryVariables>;
export const SearchGroupDocument = new TypedDocumentString(`
    query SearchGroup($id: ID!, $query: String!) {
  studyGroup(id: $id) {
    search(query: $query, first: 30) {
      ...MessageFields
    }
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:c618c637a096ce07e33c91ee2aec04e3ce68c441211d6601d3e7b1b528928ff7"}) as unknown as TypedDocumentString<SearchGroupQuery, SearchGroupQueryVariables>;
export const CreateGroupDocument = new TypedDocumentString(`
    mutation CreateGroup($input: StudyGroupInput!) {
  createStudyGroup(input: $input) {
    ...GroupCard
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"hash":"sha256:8048599f3fec92d907af112435ff83ad5cdd5d6a6be498acc6048bec637236d2"}) as unknown as TypedDocumentString<CreateGroupMutation, CreateGroupMutationVariables>;
export const UpdateGroupDocument = new TypedDocumentString(`
    mutation UpdateGroup($id: ID!, $input: StudyGroupInput!) {
  updateStudyGroup(id: $id, input: $input) {
    id
  }
}
    `, {"hash":"sha256:aa7c10a3044140622ef71dbf3c04094c03354f48ed41758cbac42bbd6525f9ef"}) as unknown as TypedDocumentString<UpdateGroupMutation, UpdateGroupMutationVariables>;
export const SetGroupGoalDocument = new TypedDocumentString(`
    mutation SetGroupGoal($id: ID!, $itemIds: [ID!]!) {
  setGroupGoal(id: $id, itemIds: $itemIds) {
    id
  }
}
    `, {"hash":"sha256:f64086c022ca256972c2df52b9c5782d07f6286004afc162cdaf9f8ed84f9f41"}) as unknown as TypedDocumentString<SetGroupGoalMutation, SetGroupGoalMutationVariables>;
export const JoinGroupDocument = new TypedDocumentString(`
    mutation JoinGroup($id: ID, $invitation: String) {
  joinStudyGroup(id: $id, invitation: $invitation) {
    ...GroupCard
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}`, {"hash":"sha256:08af4212cad1b5a0c80ef22d3ed335b1d2d94d3396f930b526a8bdf9c18b0d66"}) as unknown as TypedDocumentString<JoinGroupMutation, JoinGroupMutationVariables>;
export const LeaveGroupDocument = new TypedDocumentString(`
    mutation LeaveGroup($id: ID!) {
  leaveStudyGroup(id: $id)
}
    `, {"hash":"sha256:64eded23b0b76e11477930917aad7afd8e729bf56b156a991b1420ef75f5a954"}) as unknown as TypedDocumentString<LeaveGroupMutation, LeaveGroupMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($id: ID!, $userId: ID!) {
  removeGroupMember(id: $id, userId: $userId) {
    id
  }
}
    `, {"hash":"sha256:a32fd2d10e59ea09401aac531668929467668f98b6e7c6331a9688b8c1b67bd7"}) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const SetMemberRoleDocument = new TypedDocumentString(`
    mutation SetMemberRole($id: ID!, $userId: ID!, $role: GroupRole!) {
  setGroupRole(id: $id, userId: $userId, role: $role) {
    id
  }
}
    `, {"hash":"sha256:f3242a4f713095b6adc43667be43685fd49ffa3e6b02e29a468ac61248a57a34"}) as unknown as TypedDocumentString<SetMemberRoleMutation, SetMemberRoleMutationVariables>;
export const RenewInvitationDocument = new TypedDocumentString(`
    mutation RenewInvitation($id: ID!) {
  renewGroupInvitation(id: $id) {
    id
  }
}
    `, {"hash":"sha256:7513f4889a79812baac0a98579f6f946b7739108bac13220f3cbb018fd086624"}) as unknown as TypedDocumentString<RenewInvitationMutation, RenewInvitationMutationVariables>;
export const SetGroupArchivedDocument = new TypedDocumentString(`
    mutation SetGroupArchived($id: ID!, $archived: Boolean!) {
  setGroupArchived(id: $id, archived: $archived) {
    id
  }
}
    `, {"hash":"sha256:a215256315d3f3db90b3cb2ab325e3f0c08fc17b30c4de876d59a43754290cfa"}) as unknown as TypedDocumentString<SetGroupArchivedMutation, SetGroupArchivedMutationVariables>;
export const ShareProgressDocument = new TypedDocumentString(`
    mutation ShareProgress($id: ID!, $shared: Boolean!) {
  setProgressShared(id: $id, shared: $shared) {
    id
  }
}
    `, {"hash":"sha256:67d99009664a8c52e234d4f5998f72c14ef95fe07242652697e2b95a14039601"}) as unknown as TypedDocumentString<ShareProgressMutation, ShareProgressMutationVariables>;
export const ReportGroupDocument = new TypedDocumentString(`
    mutation ReportGroup($id: ID!, $messageId: ID, $reason: String!) {
  reportGroup(id: $id, messageId: $messageId, reason: $reason)
}
    `, {"hash":"sha256:bbb0685e36d7dece5cd3214b1f3cfab7fdec222ad395ba3a3208835a506776e2"}) as unknown as TypedDocumentString<ReportGroupMutation, ReportGroupMutationVariables>;
export const DismissReportDocument = new TypedDocumentString(`
    mutation DismissReport($id: ID!) {
  dismissGroupReport(id: $id) {
    id
  }
}
    `, {"hash":"sha256:97dd990501c21893636fc790520237973387ec3514f476fa61f600ab71e9c2ae"}) as unknown as TypedDocumentString<DismissReportMutation, DismissReportMutationVariables>;
export const OpenReportsDocument = new TypedDocumentString(`
    query OpenReports {
  openGroupReports {
    id
    groupName
    text
    reason
    createdAt
    dismissed
    author {
      id
      name
    }
  }
}
    `, {"hash":"sha256:f2d96104dd8bb1c280d24b905c2ed3079ca8d089a0726345eb345791ff82b047"}) as unknown as TypedDocumentString<OpenReportsQuery, OpenReportsQueryVariables>;
export const ResolveReportDocument = new TypedDocumentString(`
    mutation ResolveReport($id: ID!) {
  resolveGroupReport(id: $id)
}
    `, {"hash":"sha256:0b9b5fd88b39cae29ca90a7c8edc12403d36e9bbc96f24d7ac7b81a2c7d6cba6"}) as unknown as TypedDocumentString<ResolveReportMutation, ResolveReportMutationVariables>;
export const SendMessageDocument = new TypedDocumentString(`
    mutation SendMessage($groupId: ID!, $key: String!, $text: String!, $replyTo: ID) {
  sendGroupMessage(groupId: $groupId, key: $key, text: $text, replyTo: $replyTo) {
    ...MessageFields
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:bd93cdf061a6b978acb0862d2686713eea686fc5a19e7da1eaf37c5069efbed8"}) as unknown as TypedDocumentString<SendMessageMutation, SendMessageMutationVariables>;
export const EditMessageDocument = new TypedDocumentString(`
    mutation EditMessage($id: ID!, $text: String!) {
  editGroupMessage(id: $id, text: $text) {
    ...MessageFields
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:6b18d908a0faad518b7030760f03368b6789d01f7d8951b658d7fde055d2a918"}) as unknown as TypedDocumentString<EditMessageMutation, EditMessageMutationVariables>;
export const DeleteMessageDocument = new TypedDocumentString(`
    mutation DeleteMessage($id: ID!) {
  deleteGroupMessage(id: $id) {
    ...MessageFields
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:74b4bc1ae01b8e545c8193c5858a6a69e7883b8152cf3671b824929631bb66ec"}) as unknown as TypedDocumentString<DeleteMessageMutation, DeleteMessageMutationVariables>;
export const ReactDocument = new TypedDocumentString(`
    mutation React($id: ID!, $emoji: String!, $on: Boolean!) {
  reactToMessage(id: $id, emoji: $emoji, on: $on) {
    ...MessageFields
  }
}
    fragment MessageFields on GroupMessage {
  id
  groupId
  key
  sequence
  changedSequence
  author {
    id
    name
  }
  text
  replyTo
  createdAt
  editedAt
  deletedAt
  reactions {
    emoji
    people
  }
}`, {"hash":"sha256:84d447498bf7c180d00b88b8d640dbd392c3df43ad8d9d2f5a6cff34b72fd35f"}) as unknown as TypedDocumentString<ReactMutation, ReactMutationVariables>;
export const MarkReadDocument = new TypedDocumentString(`
    mutation MarkRead($groupId: ID!, $sequence: Int!) {
  markGroupRead(groupId: $groupId, sequence: $sequence) {
    id
    unreadCount
    mentionCount
    readSequence
  }
}
    `, {"hash":"sha256:ecf0041781459583799709affd588ed5ef5879bf5eee048e90eef8bb0b94b85a"}) as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const LabsDocument = new TypedDocumentString(`
    query Labs {
  labs {
    id
    slug
    unavailable
    machine
    completedAt
    session {
      id
      state
      expiresAt
    }
  }
}
    `, {"hash":"sha256:5c1ab67d5f9bdbf7c29b74be689c41674ce1ba16af8c469a103f6ecf0a71b91c"}) as unknown as TypedDocumentString<LabsQuery, LabsQueryVariables>;
export const LabDocument = new TypedDocumentString(`
    query Lab($slug: String!) {
  lab(slug: $slug) {
    id
    slug
    unavailable
    machine
    completedAt
    session {
      ...LabSessionFields
    }
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:b4898fbfce150b9b41c9a2e31381d42bc319130ad94a6ba220b84e3df5407413"}) as unknown as TypedDocumentString<LabQuery, LabQueryVariables>;
export const LabSessionDocument = new TypedDocumentString(`
    query LabSession($id: ID!) {
  labSession(id: $id) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:10aecfc6aaec8284d399bf7b9e95a6e7bb0e4f2f7ce9eeb3cfbad08fecb15065"}) as unknown as TypedDocumentString<LabSessionQuery, LabSessionQueryVariables>;
export const StartLabDocument = new TypedDocumentString(`
    mutation StartLab($labId: ID!) {
  startLab(labId: $labId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:83f018f05e374491b0843ebae3f65880d18f91a07ee9931891197a606a3ea536"}) as unknown as TypedDocumentString<StartLabMutation, StartLabMutationVariables>;
export const ExtendLabDocument = new TypedDocumentString(`
    mutation ExtendLab($sessionId: ID!) {
  extendLab(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:5735f3490a532f4b97df51553fc99fac618896fd0053f581f3e90552855767c1"}) as unknown as TypedDocumentString<ExtendLabMutation, ExtendLabMutationVariables>;
export const PauseLabDocument = new TypedDocumentString(`
    mutation PauseLab($sessionId: ID!) {
  pauseLab(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:50d1c153dbd30aa742f50c95600f76a0b1c59dec92de80b5bd03d62047058585"}) as unknown as TypedDocumentString<PauseLabMutation, PauseLabMutationVariables>;
export const ResumeLabDocument = new TypedDocumentString(`
    mutation ResumeLab($sessionId: ID!) {
  resumeLab(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:4cb68a755181e43470ac6ee37b069c6b9461b464a66de17b29e36f806cec32ef"}) as unknown as TypedDocumentString<ResumeLabMutation, ResumeLabMutationVariables>;
export const EndLabDocument = new TypedDocumentString(`
    mutation EndLab($sessionId: ID!) {
  endLab(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:78727f823f04c3404a73c7cca8af05162e1680e6a770df1583965ccc1e68f5c5"}) as unknown as TypedDocumentString<EndLabMutation, EndLabMutationVariables>;
export const ResetLabDocument = new TypedDocumentString(`
    mutation ResetLab($sessionId: ID!, $step: ID) {
  resetLab(sessionId: $sessionId, step: $step) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:a46fe8c397769bb14ed5ec5207044b16ca846267c9f019e236b1a4825f2d7410"}) as unknown as TypedDocumentString<ResetLabMutation, ResetLabMutationVariables>;
export const CheckLabStepDocument = new TypedDocumentString(`
    mutation CheckLabStep($sessionId: ID!, $step: ID!, $key: String!) {
  checkLabStep(sessionId: $sessionId, step: $step, key: $key) {
    ...LabCheckFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}`, {"hash":"sha256:30dd8e03af668e599efebd9db4f9deea783ea26ee94c0aa4c4cffd13ffa882c4"}) as unknown as TypedDocumentString<CheckLabStepMutation, CheckLabStepMutationVariables>;
export const TakeLabHintDocument = new TypedDocumentString(`
    mutation TakeLabHint($sessionId: ID!, $step: ID!, $rung: Int!) {
  takeLabHint(sessionId: $sessionId, step: $step, rung: $rung) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:3322097321fb34d703ee39b53ded83799614c7e3a2d031b7b87f87510df6b335"}) as unknown as TypedDocumentString<TakeLabHintMutation, TakeLabHintMutationVariables>;
export const RevealLabSolutionDocument = new TypedDocumentString(`
    mutation RevealLabSolution($sessionId: ID!) {
  revealLabSolution(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:237cf1c044b534a52e29e862d3f6e4bce0ccc9e52ea235216d5f431f0ab3c73e"}) as unknown as TypedDocumentString<RevealLabSolutionMutation, RevealLabSolutionMutationVariables>;
export const CompleteLabDocument = new TypedDocumentString(`
    mutation CompleteLab($labId: ID!, $solution: [LabFileInput!], $key: String!) {
  completeLab(labId: $labId, solution: $solution, key: $key) {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}`, {"hash":"sha256:d6cca0c34b5a0cb02cc7f544b08efa21e0c237e048c13cdfcb70d3429ab6fd02"}) as unknown as TypedDocumentString<CompleteLabMutation, CompleteLabMutationVariables>;
export const LabStatusChangedDocument = new TypedDocumentString(`
    subscription LabStatusChanged($sessionId: ID!) {
  labStatusChanged(sessionId: $sessionId) {
    ...LabSessionFields
  }
}
    fragment LabCheckFields on LabCheck {
  id
  step
  state
  requestedAt
  finishedAt
  observed
  expected
  why
  node {
    node
    diagram {
      id
      slug
      title
    }
  }
}
fragment LabSessionFields on LabSession {
  id
  state
  detail
  version
  place
  waitSeconds
  machine
  createdAt
  readyAt
  expiresAt
  secondsLeft
  canExtend
  lab {
    id
    slug
    title
  }
  steps {
    id
    title
    passedAt
    attempts
    hints
    check {
      ...LabCheckFields
    }
  }
  solution {
    script
    explanation
  }
  submission {
    id
    state
    attempt
    createdAt
    finishedAt
    checks {
      ...LabCheckFields
    }
  }
  result {
    completedAt
    minutes
    attempts
    hints
    withSolution
    skills {
      doneBefore
      doneAfter
      total
      skill {
        id
        title
      }
    }
  }
}`, {"hash":"sha256:634f0b7f5de181e33f1d2fb753275ca9979dfea1eab852ab0b33153be73289f9"}) as unknown as TypedDocumentString<LabStatusChangedSubscription, LabStatusChangedSubscriptionVariables>;
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
export const PartnersDocument = new TypedDocumentString(`
    query Partners {
  currentUser {
    id
    timeZone
  }
  partnerProfile {
    ...PartnerProfileFields
  }
  partnerSuggestions(first: 10) {
    peer {
      id
      name
    }
    reasons
  }
  groupSuggestions(first: 5) {
    group {
      ...GroupCard
    }
    reasons
  }
  partnerRequests {
    ...PartnerRequestFields
  }
}
    fragment GroupCard on StudyGroup {
  id
  name
  description
  visibility
  language
  memberCount
  archivedAt
  myRole
  unreadCount
  mentionCount
}
fragment PartnerProfileFields on PartnerProfile {
  paused
  languages
  goal
  hours
}
fragment PartnerRequestFields on PartnerRequest {
  id
  incoming
  state
  reasons
  createdAt
  peer {
    id
    name
  }
  group {
    id
    name
  }
}`, {"hash":"sha256:4499efbff22fa29b4fa571380664768cc45cfa901e6fe7a0af6d70686945bcb6"}) as unknown as TypedDocumentString<PartnersQuery, PartnersQueryVariables>;
export const SetPartnerProfileDocument = new TypedDocumentString(`
    mutation SetPartnerProfile($input: PartnerProfileInput!, $timeZone: String!) {
  updateProfile(timeZone: $timeZone) {
    id
    timeZone
  }
  setPartnerProfile(input: $input) {
    ...PartnerProfileFields
  }
}
    fragment PartnerProfileFields on PartnerProfile {
  paused
  languages
  goal
  hours
}`, {"hash":"sha256:b7d33181ae5ff8a499d8a30b29b746c65156441d63498e79f38a8d82043d2a8c"}) as unknown as TypedDocumentString<SetPartnerProfileMutation, SetPartnerProfileMutationVariables>;
export const DeletePartnerProfileDocument = new TypedDocumentString(`
    mutation DeletePartnerProfile {
  deletePartnerProfile
}
    `, {"hash":"sha256:161483b2869d52df5ea77b9b8c36f071f7def2e4f893c395f72604c2cad5182a"}) as unknown as TypedDocumentString<DeletePartnerProfileMutation, DeletePartnerProfileMutationVariables>;
export const RequestPartnerDocument = new TypedDocumentString(`
    mutation RequestPartner($userId: ID!) {
  requestPartner(userId: $userId) {
    ...PartnerRequestFields
  }
}
    fragment PartnerRequestFields on PartnerRequest {
  id
  incoming
  state
  reasons
  createdAt
  peer {
    id
    name
  }
  group {
    id
    name
  }
}`, {"hash":"sha256:b8d11849c451b62669d907189c5cc813376a092c516d938461fae2052324fb4b"}) as unknown as TypedDocumentString<RequestPartnerMutation, RequestPartnerMutationVariables>;
export const AnswerPartnerDocument = new TypedDocumentString(`
    mutation AnswerPartner($id: ID!, $accept: Boolean!) {
  answerPartnerRequest(id: $id, accept: $accept) {
    ...PartnerRequestFields
  }
}
    fragment PartnerRequestFields on PartnerRequest {
  id
  incoming
  state
  reasons
  createdAt
  peer {
    id
    name
  }
  group {
    id
    name
  }
}`, {"hash":"sha256:9bc35bb8a27d734da3d9a619e7b9f55cdecc22f7fb8603da80afafbcd65c07da"}) as unknown as TypedDocumentString<AnswerPartnerMutation, AnswerPartnerMutationVariables>;
export const WithdrawPartnerDocument = new TypedDocumentString(`
    mutation WithdrawPartner($id: ID!) {
  withdrawPartnerRequest(id: $id)
}
    `, {"hash":"sha256:54bc46ad269d488918d1ded86fa8afe7d95ed7dd79a8b86d6bfc4ed9d0a010b7"}) as unknown as TypedDocumentString<WithdrawPartnerMutation, WithdrawPartnerMutationVariables>;
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