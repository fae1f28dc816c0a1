import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DiagramRecord } from '../content/content.ts';
import type { UserRecord } from '../auth/auth.ts';
import type { SessionRecord } from '../auth/sessions.ts';
import type { ProgressRecord, CompletionRecord } from '../learning/learning.ts';
import type { GroupRecord, GoalRecord } from '../collab/groups.ts';
import type { MemberRecord } from '../collab/members.ts';
import type { MessageRecord } from '../collab/chat.ts';
import type { ReportRecord, OpenReportRecord } from '../collab/reports.ts';
import type { BoardRecord } from '../collab/boards.ts';
import type { PeerRecord } from '../collab/peers.ts';
import type { SuggestionRecord, GroupSuggestionRecord } from '../collab/suggestions.ts';
import type { RequestRecord } from '../collab/partners.ts';
import type { LabRecord } from '../labs/labs.ts';
import type { LabSessionRecord } from '../labs/sessions.ts';
import type { StepRecord } from '../labs/session-details.ts';
import type { CheckRecord, SubmissionRecord } from '../labs/checks.ts';
import type { CompletionRow, SkillEffect } from '../labs/completions.store.ts';
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

export type Board = {
  __typename?: 'Board';
  createdAt: Scalars['DateTime']['output'];
  group: StudyGroup;
  /** `brd_` and a ULID. */
  id: Scalars['ID']['output'];
  /** The asking person may delete it: they made it, or lead its group. */
  mayDelete: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
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

/** One of these. */
export type GoalItem = {
  __typename?: 'GoalItem';
  diagram?: Maybe<Diagram>;
  lab?: Maybe<Lab>;
};

export type GroupMember = {
  __typename?: 'GroupMember';
  /** Done of the goal, for who shows it. */
  done?: Maybe<Array<Scalars['ID']['output']>>;
  joinedAt: Scalars['DateTime']['output'];
  peer: Peer;
  role: GroupRole;
};

export type GroupMessage = {
  __typename?: 'GroupMessage';
  /** Null when the account is gone. */
  author?: Maybe<Peer>;
  /** The number of its last change. */
  changedSequence: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  groupId: Scalars['ID']['output'];
  /** `msg_` and a ULID. */
  id: Scalars['ID']['output'];
  /** As it was sent: by it the author's client knows what it wrote. */
  key: Scalars['String']['output'];
  reactions: Array<Reaction>;
  replyTo?: Maybe<Scalars['ID']['output']>;
  /** Its number in the group: 1, 2, 3 and so on, shared with changes, so there are gaps. */
  sequence: Scalars['Int']['output'];
  /** Markdown; `<@usr_...>` names a member. Empty when it was deleted. */
  text: Scalars['String']['output'];
};

export type GroupMessagePage = {
  __typename?: 'GroupMessagePage';
  hasEarlier: Scalars['Boolean']['output'];
  nodes: Array<GroupMessage>;
};

export type GroupReport = {
  __typename?: 'GroupReport';
  createdAt: Scalars['DateTime']['output'];
  /** `rep_` and a ULID. */
  id: Scalars['ID']['output'];
  message: GroupMessage;
  reason: Scalars['String']['output'];
};

export type GroupRole =
  | 'MEMBER'
  | 'MODERATOR'
  | 'OWNER';

export type GroupSuggestion = {
  __typename?: 'GroupSuggestion';
  group: StudyGroup;
  reasons: Array<Scalars['String']['output']>;
};

export type GroupVisibility =
  /** Only who has the link may join. */
  | 'INVITATION'
  /** Anybody finds it and may join. */
  | 'PUBLIC';

/** A way to sign in that belongs to an account. */
export type Identity = {
  __typename?: 'Identity';
  linkedAt: Scalars['DateTime']['output'];
  provider: SignInProviderName;
};

export type Lab = {
  __typename?: 'Lab';
  /** When the asking person completed it; null when not. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it is explained. */
  diagrams: Array<Diagram>;
  /** 1 (first contact) to 5 (expert). */
  difficulty: Scalars['Int']['output'];
  /** Path of the immutable JSON document: instructions, step by step. */
  documentUrl: Scalars['String']['output'];
  /** `lab_` and a ULID. */
  id: Scalars['ID']['output'];
  /** After which the machine ends, unless extended. */
  limitMinutes: Scalars['Int']['output'];
  /** What its machine would be here; null when it can't be started. */
  machine?: Maybe<LabMachineKind>;
  /** What it takes, about. */
  minutes: Scalars['Int']['output'];
  needs: LabNeeds;
  /** The session of the asking person that has not ended. */
  session?: Maybe<LabSession>;
  skills: Array<Skill>;
  slug: Scalars['String']['output'];
  steps: Array<LabStep>;
  summary: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /** Why it can't be started here; null when it can. */
  unavailable?: Maybe<Scalars['String']['output']>;
};

export type LabCheck = {
  __typename?: 'LabCheck';
  expected?: Maybe<Scalars['String']['output']>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** The part of a diagram that it is about. */
  node?: Maybe<LabNode>;
  observed?: Maybe<Scalars['String']['output']>;
  requestedAt: Scalars['DateTime']['output'];
  state: LabCheckState;
  step: Scalars['ID']['output'];
  why?: Maybe<Scalars['String']['output']>;
};

export type LabCheckState =
  /** The check itself did not run: nobody's mistake but ours. `observed` says what happened. */
  | 'BROKEN'
  | 'FAILED'
  | 'PASSED'
  | 'PENDING';

export type LabFile = {
  __typename?: 'LabFile';
  path: Scalars['String']['output'];
  text: Scalars['String']['output'];
};

export type LabFileInput = {
  path: Scalars['String']['input'];
  text: Scalars['String']['input'];
};

export type LabMachineKind =
  /** A namespace of the cluster. */
  | 'KUBERNETES'
  /** Real processes in a sandbox of this computer. */
  | 'SANDBOX'
  /** A shell that is simulated: programs are imitated, there are no processes. */
  | 'SIMULATED';

export type LabNeeds =
  /** Needs a cluster. */
  | 'KUBERNETES'
  /** Needs real, sandboxed processes. */
  | 'LINUX'
  /** Runs everywhere, also simulated. */
  | 'SHELL';

export type LabNode = {
  __typename?: 'LabNode';
  diagram: Diagram;
  node: Scalars['String']['output'];
};

export type LabResult = {
  __typename?: 'LabResult';
  attempts: Scalars['Int']['output'];
  completedAt: Scalars['DateTime']['output'];
  /** Those that were opened in this or an earlier session of the lab. */
  hints: Scalars['Int']['output'];
  /** From the start, without pauses. */
  minutes: Scalars['Int']['output'];
  skills: Array<LabSkill>;
  /** The solution was looked at before, in this or an earlier session of the lab. */
  withSolution: Scalars['Boolean']['output'];
};

export type LabSession = {
  __typename?: 'LabSession';
  canExtend: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** What is happening, or why it ended, as a sentence. */
  detail?: Maybe<Scalars['String']['output']>;
  /** The machine ends then. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** `lss_` and a ULID; the `lab` of room messages. */
  id: Scalars['ID']['output'];
  lab: Lab;
  machine: LabMachineKind;
  /** Place in the queue, from 1. */
  place?: Maybe<Scalars['Int']['output']>;
  readyAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was achieved, once the lab is completed. */
  result?: Maybe<LabResult>;
  /** Until then by the server's clock, when this was answered: clocks of learners' devices are often wrong. */
  secondsLeft?: Maybe<Scalars['Int']['output']>;
  /** Null until it is asked for. */
  solution?: Maybe<LabSolution>;
  state: LabState;
  steps: Array<LabStepState>;
  /** The newest one. */
  submission?: Maybe<LabSubmission>;
  /** Goes up with each change: what is older than what one has can be dropped. */
  version: Scalars['Int']['output'];
  /** How long a machine is likely to take, from how many were given back in the last hour; null when nobody can say. */
  waitSeconds?: Maybe<Scalars['Int']['output']>;
};

/** What a lab did to a skill: of what Atlas has for it, how much was done before and afterwards. */
export type LabSkill = {
  __typename?: 'LabSkill';
  doneAfter: Scalars['Int']['output'];
  doneBefore: Scalars['Int']['output'];
  skill: Skill;
  total: Scalars['Int']['output'];
};

export type LabSolution = {
  __typename?: 'LabSolution';
  /** In Markdown. */
  explanation: Scalars['String']['output'];
  script: Scalars['String']['output'];
};

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

export type LabStep = {
  __typename?: 'LabStep';
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
};

export type LabStepState = {
  __typename?: 'LabStepState';
  attempts: Scalars['Int']['output'];
  /** The newest one. */
  check?: Maybe<LabCheck>;
  /** Those that were opened, in Markdown; there are three. */
  hints: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  passedAt?: Maybe<Scalars['DateTime']['output']>;
  title: Scalars['String']['output'];
};

/** What was handed in for the whole lab, and what came of it. */
export type LabSubmission = {
  __typename?: 'LabSubmission';
  /** Which one of this lab it is, from 1. */
  attempt: Scalars['Int']['output'];
  checks: Array<LabCheck>;
  createdAt: Scalars['DateTime']['output'];
  files: Array<LabFile>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** PASSED when every step passed. */
  state: LabCheckState;
};

export type MailPayload = {
  __typename?: 'MailPayload';
  /** Minutes for which the link of the mail is good. */
  minutes: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts or declines; accepting makes a group for both. */
  answerPartnerRequest: PartnerRequest;
  /** Sets or changes the password; ends all other sessions. An account without one leaves `currentPassword` out. */
  changePassword: User;
  /** Hands in the answers that are in the machine, and checks one step. The same `key` again is the same check. The outcome is told by `labStatusChanged`. */
  checkLabStep: LabCheck;
  /** Marks a diagram as completed. Doing it again changes nothing. Makes a guest account where there is none. */
  completeDiagram: CompletionPayload;
  /** Hands in a solution and checks all steps: these files, or what is in the machine of the open session. The same `key` again is the same submission. */
  completeLab: LabSubmission;
  /** Makes the account of the address that the link was sent to, and signs in. What a guest did here is kept. */
  completeSignUp: SessionPayload;
  /** Makes the new address that the link was sent to the account's own. */
  confirmEmailChange: User;
  createBoard: Board;
  /** Starts a group; the asking person owns it. */
  createStudyGroup: StudyGroup;
  /** Deletes the account and all that belongs to it, for ever. With a password it must be given. */
  deleteAccount: Scalars['Boolean']['output'];
  /** For who made it, and for the owner and moderators of the group. */
  deleteBoard: Scalars['Boolean']['output'];
  /** For its author, and for the owner and moderators of the group. */
  deleteGroupMessage: GroupMessage;
  /** Looks for nobody any more; nothing about it is kept. */
  deletePartnerProfile: Scalars['Boolean']['output'];
  /** The message stays: all reports of it are set aside in the group. For its owner and moderators. */
  dismissGroupReport: StudyGroup;
  /** For its author. */
  editGroupMessage: GroupMessage;
  /** Ends the lab; its files are gone. Ending twice is no error. */
  endLab: LabSession;
  /** Ends one session of the asking person; gives back those that are left. */
  endSession: Array<Session>;
  /** Half an hour more, once. */
  extendLab: LabSession;
  /** Joins a public group by its id, any group by its invitation. Joining twice is no error. */
  joinStudyGroup: StudyGroup;
  /** Leaves. An owner names somebody else first, unless nobody else is left: then the group is archived. */
  leaveStudyGroup: Scalars['Boolean']['output'];
  /** Signs in. What a guest did here is added to the account. */
  logIn: SessionPayload;
  /** Signs out here. Signing out twice is no error. */
  logOut: Scalars['Boolean']['output'];
  /** Ends all sessions of the asking person, this one too unless it is kept; gives back how many ended. */
  logOutEverywhere: Scalars['Int']['output'];
  /** Everything up to this number was read; it never goes back. */
  markGroupRead: StudyGroup;
  /** A ticket for the WebSocket, for guests too. */
  openSocket: SocketTicket;
  /** Keeps the files and gives the machine back; running programs end. Files that can't be kept leave the machine READY, with the reason as `detail`. */
  pauseLab: LabSession;
  /** Adds or takes back a reaction. */
  reactToMessage: GroupMessage;
  /** A fresh access token for clients that keep their tokens themselves. Browsers are refreshed by their cookie. */
  refreshSession: SessionPayload;
  /** For its owner; moderators remove members. The invitation becomes a new one, and only by that they come back. */
  removeGroupMember: StudyGroup;
  renameBoard: Board;
  /** Ends the invitation that was given out, and makes a new one. For its owner and moderators. */
  renewGroupInvitation: StudyGroup;
  /** Takes a completion back. Doing it again changes nothing. */
  reopenDiagram: CompletionPayload;
  /**
   * Tells the moderators of Atlas that a group, or a message of it, breaks the rules; of a message, the owner and the
   * moderators of the group hear too, not who said so.
   */
  reportGroup: Scalars['Boolean']['output'];
  /** Sends a link to a new address; the old one stays until the link is used. An account without password leaves it out. */
  requestEmailChange: MailPayload;
  /** Asks somebody who was suggested. Asking twice is no error. */
  requestPartner: PartnerRequest;
  /** Sends a link with which the password can be set anew, if the address has an account. */
  requestPasswordReset: MailPayload;
  /** Sends a link with which an account can be made. The answer is the same whether the address has an account or not. */
  requestSignUp: MailPayload;
  /** Puts the files back to how they were when the step began, or without a step, when the lab did; the time goes on. */
  resetLab: LabSession;
  /** Sets the password by the link of a mail. Ends all sessions; sign in with the new one afterwards. */
  resetPassword: Scalars['Boolean']['output'];
  /** Dealt with: a report is open no more, nor are others of the same message. For moderators and admins of Atlas. */
  resolveGroupReport: Scalars['Boolean']['output'];
  /** Makes a machine with the files that were kept. */
  resumeLab: LabSession;
  /** Shows the solution; the lab then counts as done with it, in later sessions too. */
  revealLabSolution: LabSession;
  /** Sends a message. The same `key` again is the same message, however often it arrives. */
  sendGroupMessage: GroupMessage;
  /** Nothing can be written any more; all can still be read. For its owner, who can also bring it back. */
  setGroupArchived: StudyGroup;
  /** Sets what the group learns: diagrams and labs, in this order. For its owner and moderators. */
  setGroupGoal: StudyGroup;
  /** For its owner. Naming another owner makes the asking person a moderator. */
  setGroupRole: StudyGroup;
  /** Looks for partners from now on, or differently. */
  setPartnerProfile: PartnerProfile;
  /** Whether the other members see what of the goal the asking person has done. */
  setProgressShared: StudyGroup;
  /** Locks an account out, or lets it in again; its sessions end. For moderators and admins. */
  setUserDisabled: User;
  /** Gives an account a role. For admins. */
  setUserRole: User;
  /** Starts a lab; the session that is open, when there is one, and within a week the one whose time was up, with its files and steps. Makes a guest account where there is none. CONFLICT while files are being kept: ask again. */
  startLab: LabSession;
  /** Opens a hint; rung 1 to 3, each after the one before. */
  takeLabHint: LabSession;
  /** Takes a way to sign in away, unless it is the last. */
  unlinkIdentity: User;
  /** What was drawn without a connection and is too much for the WebSocket: a Yjs update (version 1) in base64. */
  updateBoard: Scalars['Boolean']['output'];
  updateProfile: User;
  /** For its owner and moderators. */
  updateStudyGroup: StudyGroup;
  /** Takes an own request back that has no answer yet; nothing of it is kept. */
  withdrawPartnerRequest: Scalars['Boolean']['output'];
};


export type MutationAnswerPartnerRequestArgs = {
  accept: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
};


export type MutationChangePasswordArgs = {
  currentPassword?: InputMaybe<Scalars['String']['input']>;
  newPassword: Scalars['String']['input'];
};


export type MutationCheckLabStepArgs = {
  key: Scalars['String']['input'];
  sessionId: Scalars['ID']['input'];
  step: Scalars['ID']['input'];
};


export type MutationCompleteDiagramArgs = {
  diagramId: Scalars['ID']['input'];
};


export type MutationCompleteLabArgs = {
  key: Scalars['String']['input'];
  labId: Scalars['ID']['input'];
  solution?: InputMaybe<Array<LabFileInput>>;
};


export type MutationCompleteSignUpArgs = {
  name: Scalars['String']['input'];
  password: Scalars['String']['input'];
  timeZone?: InputMaybe<Scalars['String']['input']>;
  token: Scalars['String']['input'];
  tokens?: InputMaybe<TokenDelivery>;
};


export type MutationConfirmEmailChangeArgs = {
  token: Scalars['String']['input'];
};


export type MutationCreateBoardArgs = {
  groupId: Scalars['ID']['input'];
  title: Scalars['String']['input'];
};


export type MutationCreateStudyGroupArgs = {
  input: StudyGroupInput;
};


export type MutationDeleteAccountArgs = {
  password?: InputMaybe<Scalars['String']['input']>;
};


export type MutationDeleteBoardArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteGroupMessageArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDismissGroupReportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationEditGroupMessageArgs = {
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationEndLabArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationEndSessionArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationExtendLabArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationJoinStudyGroupArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  invitation?: InputMaybe<Scalars['String']['input']>;
};


export type MutationLeaveStudyGroupArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLogInArgs = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
  tokens?: InputMaybe<TokenDelivery>;
};


export type MutationLogOutEverywhereArgs = {
  keepCurrent?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationMarkGroupReadArgs = {
  groupId: Scalars['ID']['input'];
  sequence: Scalars['Int']['input'];
};


export type MutationPauseLabArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationReactToMessageArgs = {
  emoji: Scalars['String']['input'];
  id: Scalars['ID']['input'];
  on: Scalars['Boolean']['input'];
};


export type MutationRefreshSessionArgs = {
  refreshToken: Scalars['String']['input'];
};


export type MutationRemoveGroupMemberArgs = {
  id: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


export type MutationRenameBoardArgs = {
  id: Scalars['ID']['input'];
  title: Scalars['String']['input'];
};


export type MutationRenewGroupInvitationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReopenDiagramArgs = {
  diagramId: Scalars['ID']['input'];
};


export type MutationReportGroupArgs = {
  id: Scalars['ID']['input'];
  messageId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};


export type MutationRequestEmailChangeArgs = {
  email: Scalars['String']['input'];
  password?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRequestPartnerArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationRequestPasswordResetArgs = {
  email: Scalars['String']['input'];
};


export type MutationRequestSignUpArgs = {
  email: Scalars['String']['input'];
};


export type MutationResetLabArgs = {
  sessionId: Scalars['ID']['input'];
  step?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationResetPasswordArgs = {
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationResolveGroupReportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationResumeLabArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationRevealLabSolutionArgs = {
  sessionId: Scalars['ID']['input'];
};


export type MutationSendGroupMessageArgs = {
  groupId: Scalars['ID']['input'];
  key: Scalars['String']['input'];
  replyTo?: InputMaybe<Scalars['ID']['input']>;
  text: Scalars['String']['input'];
};


export type MutationSetGroupArchivedArgs = {
  archived: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
};


export type MutationSetGroupGoalArgs = {
  id: Scalars['ID']['input'];
  itemIds: Array<Scalars['ID']['input']>;
};


export type MutationSetGroupRoleArgs = {
  id: Scalars['ID']['input'];
  role: GroupRole;
  userId: Scalars['ID']['input'];
};


export type MutationSetPartnerProfileArgs = {
  input: PartnerProfileInput;
};


export type MutationSetProgressSharedArgs = {
  id: Scalars['ID']['input'];
  shared: Scalars['Boolean']['input'];
};


export type MutationSetUserDisabledArgs = {
  disabled: Scalars['Boolean']['input'];
  userId: Scalars['ID']['input'];
};


export type MutationSetUserRoleArgs = {
  role: Role;
  userId: Scalars['ID']['input'];
};


export type MutationStartLabArgs = {
  labId: Scalars['ID']['input'];
};


export type MutationTakeLabHintArgs = {
  rung: Scalars['Int']['input'];
  sessionId: Scalars['ID']['input'];
  step: Scalars['ID']['input'];
};


export type MutationUnlinkIdentityArgs = {
  provider: SignInProviderName;
};


export type MutationUpdateBoardArgs = {
  id: Scalars['ID']['input'];
  update: Scalars['String']['input'];
};


export type MutationUpdateProfileArgs = {
  name?: InputMaybe<Scalars['String']['input']>;
  timeZone?: InputMaybe<Scalars['String']['input']>;
};


export type MutationUpdateStudyGroupArgs = {
  id: Scalars['ID']['input'];
  input: StudyGroupInput;
};


export type MutationWithdrawPartnerRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What was reported, for those who look after Atlas. Who reported it is not told. */
export type OpenGroupReport = {
  __typename?: 'OpenGroupReport';
  /** Who wrote the message; null also when the account is gone. */
  author?: Maybe<Peer>;
  createdAt: Scalars['DateTime']['output'];
  /** Those who look after the group let the message stay. */
  dismissed: Scalars['Boolean']['output'];
  groupId: Scalars['ID']['output'];
  groupName: Scalars['String']['output'];
  /** `rep_` and a ULID. */
  id: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  /** Of the message; empty when it was deleted meanwhile, null when the group itself was reported. */
  text?: Maybe<Scalars['String']['output']>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type PartnerProfile = {
  __typename?: 'PartnerProfile';
  /** The area that they want to learn; empty for any. */
  goal: Scalars['String']['output'];
  /** Hours of the week in their own time zone, 0 is Monday 00:00 to 01:00. */
  hours: Array<Scalars['Int']['output']>;
  /** Languages that the person wants to speak, such as `en`. */
  languages: Array<Scalars['String']['output']>;
  paused: Scalars['Boolean']['output'];
  timeZone: Scalars['String']['output'];
};

export type PartnerProfileInput = {
  goal: Scalars['String']['input'];
  hours: Array<Scalars['Int']['input']>;
  languages: Array<Scalars['String']['input']>;
  paused: Scalars['Boolean']['input'];
};

export type PartnerRequest = {
  __typename?: 'PartnerRequest';
  createdAt: Scalars['DateTime']['output'];
  /** The group of both, once accepted. */
  group?: Maybe<StudyGroup>;
  /** `prq_` and a ULID. */
  id: Scalars['ID']['output'];
  /** The asking person was asked; otherwise they asked. */
  incoming: Scalars['Boolean']['output'];
  /** The other one. */
  peer: Peer;
  /** Why they would be a good partner, for who was asked and has not answered. */
  reasons: Array<Scalars['String']['output']>;
  state: PartnerRequestState;
};

export type PartnerRequestState =
  | 'ACCEPTED'
  | 'DECLINED'
  | 'OPEN';

export type PartnerSuggestion = {
  __typename?: 'PartnerSuggestion';
  peer: Peer;
  /** Why, in sentences, the strongest reason first. */
  reasons: Array<Scalars['String']['output']>;
};

/** Another person, as other learners see them. */
export type Peer = {
  __typename?: 'Peer';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
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
  /** A whiteboard of one of the asking person's groups. */
  board?: Maybe<Board>;
  /** Who asks; null until the first write makes a guest account. */
  currentUser?: Maybe<User>;
  /** The diagram of this slug; null when there is none. */
  diagram?: Maybe<Diagram>;
  /** The catalogue, filtered, in its reading order (category, difficulty, title). */
  diagrams: DiagramConnection;
  /** The group that an invitation leads to; null for one that is not good any more. */
  groupInvitation?: Maybe<StudyGroup>;
  /** Public groups that would fit. */
  groupSuggestions: Array<GroupSuggestion>;
  /** The lab of this slug; null when there is none. */
  lab?: Maybe<Lab>;
  /** A lab that the asking person started. Null for any other, as for an unknown id. */
  labSession?: Maybe<LabSession>;
  /** The labs of the asking person that have not ended, newest first. */
  labSessions: Array<LabSession>;
  /** The labs of the catalogue, in its order. */
  labs: Array<Lab>;
  /** The groups of the asking person, the one with the newest message first. */
  myStudyGroups: Array<StudyGroup>;
  /** What was reported and is not settled, oldest first. For moderators and admins of Atlas. */
  openGroupReports: Array<OpenGroupReport>;
  /** How the asking person looks for partners; null for who never asked. */
  partnerProfile?: Maybe<PartnerProfile>;
  /** Requests to the asking person and from them that are open, and those that were accepted. */
  partnerRequests: Array<PartnerRequest>;
  /** Who would be a good partner, best first. Empty for who does not look, or pauses. */
  partnerSuggestions: Array<PartnerSuggestion>;
  /** Full-text search over titles, summaries and explanations; forgives typing mistakes. */
  search: Array<SearchHit>;
  /** The ways to sign in beside e-mail and password, those that this deployment has. */
  signInProviders: Array<SignInProvider>;
  /** A group: a public one, or one of the asking person. Null for any other, as for an unknown id. */
  studyGroup?: Maybe<StudyGroup>;
  /** Public groups that are not archived, newest first; those that the words are about, when there are words. */
  studyGroups: StudyGroupConnection;
  /** An account by its id: for the person, moderators and admins. Null for everybody else, as for an unknown id. */
  user?: Maybe<User>;
  /** What the asking person has done; zeros for someone without an account. */
  userProgress: Progress;
};


export type QueryBoardArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDiagramArgs = {
  slug: Scalars['String']['input'];
};


export type QueryDiagramsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DiagramFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryGroupInvitationArgs = {
  token: Scalars['String']['input'];
};


export type QueryGroupSuggestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLabArgs = {
  slug: Scalars['String']['input'];
};


export type QueryLabSessionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartnerSuggestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


export type QueryStudyGroupArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStudyGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

export type Reaction = {
  __typename?: 'Reaction';
  emoji: Scalars['String']['output'];
  /** Ids of who reacted so. */
  people: Array<Scalars['ID']['output']>;
};

export type Role =
  | 'ADMIN'
  | 'AUTHOR'
  | 'LEARNER'
  | 'MODERATOR';

export type SearchHit = {
  __typename?: 'SearchHit';
  diagram: Diagram;
  /** An excerpt as alternating plain and matched text, so that no client ever inserts markup. */
  excerpt: Array<ExcerptPiece>;
};

/** A sign-in on one device. */
export type Session = {
  __typename?: 'Session';
  createdAt: Scalars['DateTime']['output'];
  /** This is the one that asks. */
  current: Scalars['Boolean']['output'];
  /** Such as `Firefox on Linux`. */
  device: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lastSeenAt: Scalars['DateTime']['output'];
};

export type SessionPayload = {
  __typename?: 'SessionPayload';
  /** Null where the tokens went into cookies. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token ends. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Completions of the guest that were added to the account. */
  mergedCompletions: Scalars['Int']['output'];
  refreshToken?: Maybe<Scalars['String']['output']>;
  user: User;
};

export type SignInProvider = {
  __typename?: 'SignInProvider';
  name: SignInProviderName;
  /** Where the browser goes to sign in; `?return=/path` says where to afterwards. */
  url: Scalars['String']['output'];
};

export type SignInProviderName =
  | 'GITHUB'
  | 'GOOGLE';

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

/** Opens the WebSocket: goes into the payload of `connection_init`. */
export type SocketTicket = {
  __typename?: 'SocketTicket';
  /** The ticket opens a connection until then; the connection itself goes on. */
  expiresAt: Scalars['DateTime']['output'];
  ticket: Scalars['String']['output'];
  /** Speaks `graphql-transport-ws`. */
  url: Scalars['String']['output'];
};

export type StudyGroup = {
  __typename?: 'StudyGroup';
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  boards?: Maybe<Array<Board>>;
  createdAt: Scalars['DateTime']['output'];
  description: Scalars['String']['output'];
  /** What the group learns, in order. */
  goal: Array<GoalItem>;
  /** `grp_` and a ULID. */
  id: Scalars['ID']['output'];
  /** For the owner and moderators. */
  invitation?: Maybe<Scalars['String']['output']>;
  language: Scalars['String']['output'];
  /** Of the newest change. */
  lastSequence?: Maybe<Scalars['Int']['output']>;
  memberCount: Scalars['Int']['output'];
  members?: Maybe<Array<GroupMember>>;
  /** Unread messages that name the asking person. */
  mentionCount?: Maybe<Scalars['Int']['output']>;
  /** The newest messages, or those before a number, oldest first. */
  messages?: Maybe<GroupMessagePage>;
  /** Null for who is no member, like all that follows. */
  myRole?: Maybe<GroupRole>;
  name: Scalars['String']['output'];
  readSequence?: Maybe<Scalars['Int']['output']>;
  /** Messages of others that somebody reported, oldest first. For the owner and moderators. */
  reports?: Maybe<Array<GroupReport>>;
  /** Messages with all these words, newest first. */
  search?: Maybe<Array<GroupMessage>>;
  /** The asking person shows the others what of the goal is done. */
  sharesProgress?: Maybe<Scalars['Boolean']['output']>;
  unreadCount?: Maybe<Scalars['Int']['output']>;
  visibility: GroupVisibility;
};


export type StudyGroupMessagesArgs = {
  before?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type StudyGroupSearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};

export type StudyGroupConnection = {
  __typename?: 'StudyGroupConnection';
  nodes: Array<StudyGroup>;
  pageInfo: PageInfo;
};

export type StudyGroupInput = {
  description: Scalars['String']['input'];
  /** Such as `en`: the language that is spoken here. */
  language: Scalars['String']['input'];
  name: Scalars['String']['input'];
  visibility: GroupVisibility;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** A message of the group that is new or has changed. For its members. */
  groupMessageReceived: GroupMessage;
  /** A lab of the asking person: told whenever its machine, a check or a submission is in another state. */
  labStatusChanged: LabSession;
  /** What the asking person has done: told anew whenever it changes, on whatever device. */
  progressUpdated: Progress;
};


export type SubscriptionGroupMessageReceivedArgs = {
  groupId: Scalars['ID']['input'];
};


export type SubscriptionLabStatusChangedArgs = {
  sessionId: Scalars['ID']['input'];
};

/** Where the tokens of a session go: into cookies that no script reads, or into the answer. */
export type TokenDelivery =
  | 'BODY'
  | 'COOKIE';

export type User = {
  __typename?: 'User';
  createdAt: Scalars['DateTime']['output'];
  disabled: Scalars['Boolean']['output'];
  /** For the person only. Null for a guest. */
  email?: Maybe<Scalars['String']['output']>;
  /** True until the account is claimed. */
  guest: Scalars['Boolean']['output'];
  /** Whether the account has a password; one that came by another provider may have none. */
  hasPassword: Scalars['Boolean']['output'];
  /** `usr_` and a ULID. */
  id: Scalars['ID']['output'];
  /** Null for anybody else. */
  identities?: Maybe<Array<Identity>>;
  /** Null for a guest. */
  name?: Maybe<Scalars['String']['output']>;
  role: Role;
  /** Last used first; null for anybody else. */
  sessions?: Maybe<Array<Session>>;
  /** An IANA zone such as `Europe/Berlin`; UTC unless told. */
  timeZone: Scalars['String']['output'];
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
  Board: ResolverTypeWrapper<BoardRecord>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Completion: ResolverTypeWrapper<CompletionRecord>;
  CompletionPayload: ResolverTypeWrapper<Omit<CompletionPayload, 'diagram' | 'progress' | 'user'> & { diagram: ResolversTypes['Diagram'], progress: ResolversTypes['Progress'], user: ResolversTypes['User'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Diagram: ResolverTypeWrapper<DiagramRecord>;
  DiagramConnection: ResolverTypeWrapper<Omit<DiagramConnection, 'nodes'> & { nodes: Array<ResolversTypes['Diagram']> }>;
  DiagramFilter: DiagramFilter;
  DiagramKind: DiagramKind;
  ExcerptPiece: ResolverTypeWrapper<ExcerptPiece>;
  GoalItem: ResolverTypeWrapper<GoalRecord>;
  GroupMember: ResolverTypeWrapper<MemberRecord>;
  GroupMessage: ResolverTypeWrapper<MessageRecord>;
  GroupMessagePage: ResolverTypeWrapper<Omit<GroupMessagePage, 'nodes'> & { nodes: Array<ResolversTypes['GroupMessage']> }>;
  GroupReport: ResolverTypeWrapper<ReportRecord>;
  GroupRole: GroupRole;
  GroupSuggestion: ResolverTypeWrapper<GroupSuggestionRecord>;
  GroupVisibility: GroupVisibility;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Identity: ResolverTypeWrapper<Identity>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Lab: ResolverTypeWrapper<LabRecord>;
  LabCheck: ResolverTypeWrapper<CheckRecord>;
  LabCheckState: LabCheckState;
  LabFile: ResolverTypeWrapper<LabFile>;
  LabFileInput: LabFileInput;
  LabMachineKind: LabMachineKind;
  LabNeeds: LabNeeds;
  LabNode: ResolverTypeWrapper<Omit<LabNode, 'diagram'> & { diagram: ResolversTypes['Diagram'] }>;
  LabResult: ResolverTypeWrapper<CompletionRow>;
  LabSession: ResolverTypeWrapper<LabSessionRecord>;
  LabSkill: ResolverTypeWrapper<SkillEffect>;
  LabSolution: ResolverTypeWrapper<LabSolution>;
  LabState: LabState;
  LabStep: ResolverTypeWrapper<LabStep>;
  LabStepState: ResolverTypeWrapper<StepRecord>;
  LabSubmission: ResolverTypeWrapper<SubmissionRecord>;
  MailPayload: ResolverTypeWrapper<MailPayload>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenGroupReport: ResolverTypeWrapper<OpenReportRecord>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartnerProfile: ResolverTypeWrapper<PartnerProfile>;
  PartnerProfileInput: PartnerProfileInput;
  PartnerRequest: ResolverTypeWrapper<RequestRecord>;
  PartnerRequestState: PartnerRequestState;
  PartnerSuggestion: ResolverTypeWrapper<SuggestionRecord>;
  Peer: ResolverTypeWrapper<PeerRecord>;
  Progress: ResolverTypeWrapper<ProgressRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reaction: ResolverTypeWrapper<Reaction>;
  Role: Role;
  SearchHit: ResolverTypeWrapper<Omit<SearchHit, 'diagram'> & { diagram: ResolversTypes['Diagram'] }>;
  Session: ResolverTypeWrapper<SessionRecord>;
  SessionPayload: ResolverTypeWrapper<Omit<SessionPayload, 'user'> & { user: ResolversTypes['User'] }>;
  SignInProvider: ResolverTypeWrapper<SignInProvider>;
  SignInProviderName: SignInProviderName;
  Skill: ResolverTypeWrapper<Skill>;
  SkillProgress: ResolverTypeWrapper<SkillProgress>;
  SocketTicket: ResolverTypeWrapper<SocketTicket>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  StudyGroup: ResolverTypeWrapper<GroupRecord>;
  StudyGroupConnection: ResolverTypeWrapper<Omit<StudyGroupConnection, 'nodes'> & { nodes: Array<ResolversTypes['StudyGroup']> }>;
  StudyGroupInput: StudyGroupInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TokenDelivery: TokenDelivery;
  User: ResolverTypeWrapper<UserRecord>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Area: Area;
  AreaProgress: AreaProgress;
  Board: BoardRecord;
  Boolean: Scalars['Boolean']['output'];
  Completion: CompletionRecord;
  CompletionPayload: Omit<CompletionPayload, 'diagram' | 'progress' | 'user'> & { diagram: ResolversParentTypes['Diagram'], progress: ResolversParentTypes['Progress'], user: ResolversParentTypes['User'] };
  DateTime: Scalars['DateTime']['output'];
  Diagram: DiagramRecord;
  DiagramConnection: Omit<DiagramConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Diagram']> };
  DiagramFilter: DiagramFilter;
  ExcerptPiece: ExcerptPiece;
  GoalItem: GoalRecord;
  GroupMember: MemberRecord;
  GroupMessage: MessageRecord;
  GroupMessagePage: Omit<GroupMessagePage, 'nodes'> & { nodes: Array<ResolversParentTypes['GroupMessage']> };
  GroupReport: ReportRecord;
  GroupSuggestion: GroupSuggestionRecord;
  ID: Scalars['ID']['output'];
  Identity: Identity;
  Int: Scalars['Int']['output'];
  Lab: LabRecord;
  LabCheck: CheckRecord;
  LabFile: LabFile;
  LabFileInput: LabFileInput;
  LabNode: Omit<LabNode, 'diagram'> & { diagram: ResolversParentTypes['Diagram'] };
  LabResult: CompletionRow;
  LabSession: LabSessionRecord;
  LabSkill: SkillEffect;
  LabSolution: LabSolution;
  LabStep: LabStep;
  LabStepState: StepRecord;
  LabSubmission: SubmissionRecord;
  MailPayload: MailPayload;
  Mutation: Record<PropertyKey, never>;
  OpenGroupReport: OpenReportRecord;
  PageInfo: PageInfo;
  PartnerProfile: PartnerProfile;
  PartnerProfileInput: PartnerProfileInput;
  PartnerRequest: RequestRecord;
  PartnerSuggestion: SuggestionRecord;
  Peer: PeerRecord;
  Progress: ProgressRecord;
  Query: Record<PropertyKey, never>;
  Reaction: Reaction;
  SearchHit: Omit<SearchHit, 'diagram'> & { diagram: ResolversParentTypes['Diagram'] };
  Session: SessionRecord;
  SessionPayload: Omit<SessionPayload, 'user'> & { user: ResolversParentTypes['User'] };
  SignInProvider: SignInProvider;
  Skill: Skill;
  SkillProgress: SkillProgress;
  SocketTicket: SocketTicket;
  String: Scalars['String']['output'];
  StudyGroup: GroupRecord;
  StudyGroupConnection: Omit<StudyGroupConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['StudyGroup']> };
  StudyGroupInput: StudyGroupInput;
  Subscription: Record<PropertyKey, never>;
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

export type BoardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Board'] = ResolversParentTypes['Board']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  group?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mayDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type GoalItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GoalItem'] = ResolversParentTypes['GoalItem']> = {
  diagram?: Resolver<Maybe<ResolversTypes['Diagram']>, ParentType, ContextType>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType>;
};

export type GroupMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupMember'] = ResolversParentTypes['GroupMember']> = {
  done?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  peer?: Resolver<ResolversTypes['Peer'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['GroupRole'], ParentType, ContextType>;
};

export type GroupMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupMessage'] = ResolversParentTypes['GroupMessage']> = {
  author?: Resolver<Maybe<ResolversTypes['Peer']>, ParentType, ContextType>;
  changedSequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  groupId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reactions?: Resolver<Array<ResolversTypes['Reaction']>, ParentType, ContextType>;
  replyTo?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GroupMessagePageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupMessagePage'] = ResolversParentTypes['GroupMessagePage']> = {
  hasEarlier?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['GroupMessage']>, ParentType, ContextType>;
};

export type GroupReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupReport'] = ResolversParentTypes['GroupReport']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['GroupMessage'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GroupSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GroupSuggestion'] = ResolversParentTypes['GroupSuggestion']> = {
  group?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IdentityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Identity'] = ResolversParentTypes['Identity']> = {
  linkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['SignInProviderName'], ParentType, ContextType>;
};

export type LabResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Lab'] = ResolversParentTypes['Lab']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  diagrams?: Resolver<Array<ResolversTypes['Diagram']>, ParentType, ContextType>;
  difficulty?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  limitMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  machine?: Resolver<Maybe<ResolversTypes['LabMachineKind']>, ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  needs?: Resolver<ResolversTypes['LabNeeds'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['LabSession']>, ParentType, ContextType>;
  skills?: Resolver<Array<ResolversTypes['Skill']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['LabStep']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unavailable?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LabCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabCheck'] = ResolversParentTypes['LabCheck']> = {
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['LabNode']>, ParentType, ContextType>;
  observed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LabCheckState'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  why?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LabFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabFile'] = ResolversParentTypes['LabFile']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabNodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabNode'] = ResolversParentTypes['LabNode']> = {
  diagram?: Resolver<ResolversTypes['Diagram'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabResult'] = ResolversParentTypes['LabResult']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skills?: Resolver<Array<ResolversTypes['LabSkill']>, ParentType, ContextType>;
  withSolution?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LabSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabSession'] = ResolversParentTypes['LabSession']> = {
  canExtend?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lab?: Resolver<ResolversTypes['Lab'], ParentType, ContextType>;
  machine?: Resolver<ResolversTypes['LabMachineKind'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  readyAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['LabResult']>, ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  solution?: Resolver<Maybe<ResolversTypes['LabSolution']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LabState'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['LabStepState']>, ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['LabSubmission']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waitSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LabSkillResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabSkill'] = ResolversParentTypes['LabSkill']> = {
  doneAfter?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  doneBefore?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skill?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LabSolutionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabSolution'] = ResolversParentTypes['LabSolution']> = {
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  script?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabStep'] = ResolversParentTypes['LabStep']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabStepStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabStepState'] = ResolversParentTypes['LabStepState']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  check?: Resolver<Maybe<ResolversTypes['LabCheck']>, ParentType, ContextType>;
  hints?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  passedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabSubmissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabSubmission'] = ResolversParentTypes['LabSubmission']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['LabCheck']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['LabFile']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LabCheckState'], ParentType, ContextType>;
};

export type MailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MailPayload'] = ResolversParentTypes['MailPayload']> = {
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  answerPartnerRequest?: Resolver<ResolversTypes['PartnerRequest'], ParentType, ContextType, RequireFields<MutationAnswerPartnerRequestArgs, 'accept' | 'id'>>;
  changePassword?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'newPassword'>>;
  checkLabStep?: Resolver<ResolversTypes['LabCheck'], ParentType, ContextType, RequireFields<MutationCheckLabStepArgs, 'key' | 'sessionId' | 'step'>>;
  completeDiagram?: Resolver<ResolversTypes['CompletionPayload'], ParentType, ContextType, RequireFields<MutationCompleteDiagramArgs, 'diagramId'>>;
  completeLab?: Resolver<ResolversTypes['LabSubmission'], ParentType, ContextType, RequireFields<MutationCompleteLabArgs, 'key' | 'labId'>>;
  completeSignUp?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationCompleteSignUpArgs, 'name' | 'password' | 'token' | 'tokens'>>;
  confirmEmailChange?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationConfirmEmailChangeArgs, 'token'>>;
  createBoard?: Resolver<ResolversTypes['Board'], ParentType, ContextType, RequireFields<MutationCreateBoardArgs, 'groupId' | 'title'>>;
  createStudyGroup?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationCreateStudyGroupArgs, 'input'>>;
  deleteAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<MutationDeleteAccountArgs>>;
  deleteBoard?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteBoardArgs, 'id'>>;
  deleteGroupMessage?: Resolver<ResolversTypes['GroupMessage'], ParentType, ContextType, RequireFields<MutationDeleteGroupMessageArgs, 'id'>>;
  deletePartnerProfile?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dismissGroupReport?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationDismissGroupReportArgs, 'id'>>;
  editGroupMessage?: Resolver<ResolversTypes['GroupMessage'], ParentType, ContextType, RequireFields<MutationEditGroupMessageArgs, 'id' | 'text'>>;
  endLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationEndLabArgs, 'sessionId'>>;
  endSession?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'sessionId'>>;
  extendLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationExtendLabArgs, 'sessionId'>>;
  joinStudyGroup?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, Partial<MutationJoinStudyGroupArgs>>;
  leaveStudyGroup?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationLeaveStudyGroupArgs, 'id'>>;
  logIn?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationLogInArgs, 'email' | 'password' | 'tokens'>>;
  logOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  logOutEverywhere?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationLogOutEverywhereArgs, 'keepCurrent'>>;
  markGroupRead?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationMarkGroupReadArgs, 'groupId' | 'sequence'>>;
  openSocket?: Resolver<ResolversTypes['SocketTicket'], ParentType, ContextType>;
  pauseLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationPauseLabArgs, 'sessionId'>>;
  reactToMessage?: Resolver<ResolversTypes['GroupMessage'], ParentType, ContextType, RequireFields<MutationReactToMessageArgs, 'emoji' | 'id' | 'on'>>;
  refreshSession?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'refreshToken'>>;
  removeGroupMember?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationRemoveGroupMemberArgs, 'id' | 'userId'>>;
  renameBoard?: Resolver<ResolversTypes['Board'], ParentType, ContextType, RequireFields<MutationRenameBoardArgs, 'id' | 'title'>>;
  renewGroupInvitation?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationRenewGroupInvitationArgs, 'id'>>;
  reopenDiagram?: Resolver<ResolversTypes['CompletionPayload'], ParentType, ContextType, RequireFields<MutationReopenDiagramArgs, 'diagramId'>>;
  reportGroup?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationReportGroupArgs, 'id' | 'reason'>>;
  requestEmailChange?: Resolver<ResolversTypes['MailPayload'], ParentType, ContextType, RequireFields<MutationRequestEmailChangeArgs, 'email'>>;
  requestPartner?: Resolver<ResolversTypes['PartnerRequest'], ParentType, ContextType, RequireFields<MutationRequestPartnerArgs, 'userId'>>;
  requestPasswordReset?: Resolver<ResolversTypes['MailPayload'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'email'>>;
  requestSignUp?: Resolver<ResolversTypes['MailPayload'], ParentType, ContextType, RequireFields<MutationRequestSignUpArgs, 'email'>>;
  resetLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationResetLabArgs, 'sessionId'>>;
  resetPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'password' | 'token'>>;
  resolveGroupReport?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationResolveGroupReportArgs, 'id'>>;
  resumeLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationResumeLabArgs, 'sessionId'>>;
  revealLabSolution?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationRevealLabSolutionArgs, 'sessionId'>>;
  sendGroupMessage?: Resolver<ResolversTypes['GroupMessage'], ParentType, ContextType, RequireFields<MutationSendGroupMessageArgs, 'groupId' | 'key' | 'text'>>;
  setGroupArchived?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationSetGroupArchivedArgs, 'archived' | 'id'>>;
  setGroupGoal?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationSetGroupGoalArgs, 'id' | 'itemIds'>>;
  setGroupRole?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationSetGroupRoleArgs, 'id' | 'role' | 'userId'>>;
  setPartnerProfile?: Resolver<ResolversTypes['PartnerProfile'], ParentType, ContextType, RequireFields<MutationSetPartnerProfileArgs, 'input'>>;
  setProgressShared?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationSetProgressSharedArgs, 'id' | 'shared'>>;
  setUserDisabled?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetUserDisabledArgs, 'disabled' | 'userId'>>;
  setUserRole?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationSetUserRoleArgs, 'role' | 'userId'>>;
  startLab?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationStartLabArgs, 'labId'>>;
  takeLabHint?: Resolver<ResolversTypes['LabSession'], ParentType, ContextType, RequireFields<MutationTakeLabHintArgs, 'rung' | 'sessionId' | 'step'>>;
  unlinkIdentity?: Resolver<ResolversTypes['User'], ParentType, ContextType, RequireFields<MutationUnlinkIdentityArgs, 'provider'>>;
  updateBoard?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationUpdateBoardArgs, 'id' | 'update'>>;
  updateProfile?: Resolver<ResolversTypes['User'], ParentType, ContextType, Partial<MutationUpdateProfileArgs>>;
  updateStudyGroup?: Resolver<ResolversTypes['StudyGroup'], ParentType, ContextType, RequireFields<MutationUpdateStudyGroupArgs, 'id' | 'input'>>;
  withdrawPartnerRequest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationWithdrawPartnerRequestArgs, 'id'>>;
};

export type OpenGroupReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenGroupReport'] = ResolversParentTypes['OpenGroupReport']> = {
  author?: Resolver<Maybe<ResolversTypes['Peer']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  groupId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  groupName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PartnerProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerProfile'] = ResolversParentTypes['PartnerProfile']> = {
  goal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hours?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
  languages?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  paused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PartnerRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerRequest'] = ResolversParentTypes['PartnerRequest']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['StudyGroup']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incoming?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  peer?: Resolver<ResolversTypes['Peer'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PartnerRequestState'], ParentType, ContextType>;
};

export type PartnerSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartnerSuggestion'] = ResolversParentTypes['PartnerSuggestion']> = {
  peer?: Resolver<ResolversTypes['Peer'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PeerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Peer'] = ResolversParentTypes['Peer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  board?: Resolver<Maybe<ResolversTypes['Board']>, ParentType, ContextType, RequireFields<QueryBoardArgs, 'id'>>;
  currentUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  diagram?: Resolver<Maybe<ResolversTypes['Diagram']>, ParentType, ContextType, RequireFields<QueryDiagramArgs, 'slug'>>;
  diagrams?: Resolver<ResolversTypes['DiagramConnection'], ParentType, ContextType, RequireFields<QueryDiagramsArgs, 'first'>>;
  groupInvitation?: Resolver<Maybe<ResolversTypes['StudyGroup']>, ParentType, ContextType, RequireFields<QueryGroupInvitationArgs, 'token'>>;
  groupSuggestions?: Resolver<Array<ResolversTypes['GroupSuggestion']>, ParentType, ContextType, RequireFields<QueryGroupSuggestionsArgs, 'first'>>;
  lab?: Resolver<Maybe<ResolversTypes['Lab']>, ParentType, ContextType, RequireFields<QueryLabArgs, 'slug'>>;
  labSession?: Resolver<Maybe<ResolversTypes['LabSession']>, ParentType, ContextType, RequireFields<QueryLabSessionArgs, 'id'>>;
  labSessions?: Resolver<Array<ResolversTypes['LabSession']>, ParentType, ContextType>;
  labs?: Resolver<Array<ResolversTypes['Lab']>, ParentType, ContextType>;
  myStudyGroups?: Resolver<Array<ResolversTypes['StudyGroup']>, ParentType, ContextType>;
  openGroupReports?: Resolver<Array<ResolversTypes['OpenGroupReport']>, ParentType, ContextType>;
  partnerProfile?: Resolver<Maybe<ResolversTypes['PartnerProfile']>, ParentType, ContextType>;
  partnerRequests?: Resolver<Array<ResolversTypes['PartnerRequest']>, ParentType, ContextType>;
  partnerSuggestions?: Resolver<Array<ResolversTypes['PartnerSuggestion']>, ParentType, ContextType, RequireFields<QueryPartnerSuggestionsArgs, 'first'>>;
  search?: Resolver<Array<ResolversTypes['SearchHit']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'first' | 'query'>>;
  signInProviders?: Resolver<Array<ResolversTypes['SignInProvider']>, ParentType, ContextType>;
  studyGroup?: Resolver<Maybe<ResolversTypes['StudyGroup']>, ParentType, ContextType, RequireFields<QueryStudyGroupArgs, 'id'>>;
  studyGroups?: Resolver<ResolversTypes['StudyGroupConnection'], ParentType, ContextType, RequireFields<QueryStudyGroupsArgs, 'first'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  userProgress?: Resolver<ResolversTypes['Progress'], ParentType, ContextType>;
};

export type ReactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reaction'] = ResolversParentTypes['Reaction']> = {
  emoji?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  people?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  diagram?: Resolver<ResolversTypes['Diagram'], ParentType, ContextType>;
  excerpt?: Resolver<Array<ResolversTypes['ExcerptPiece']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  mergedCompletions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type SignInProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInProvider'] = ResolversParentTypes['SignInProvider']> = {
  name?: Resolver<ResolversTypes['SignInProviderName'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type SocketTicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SocketTicket'] = ResolversParentTypes['SocketTicket']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ticket?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StudyGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StudyGroup'] = ResolversParentTypes['StudyGroup']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  boards?: Resolver<Maybe<Array<ResolversTypes['Board']>>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  goal?: Resolver<Array<ResolversTypes['GoalItem']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<Maybe<Array<ResolversTypes['GroupMember']>>, ParentType, ContextType>;
  mentionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['GroupMessagePage']>, ParentType, ContextType, RequireFields<StudyGroupMessagesArgs, 'first'>>;
  myRole?: Resolver<Maybe<ResolversTypes['GroupRole']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readSequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reports?: Resolver<Maybe<Array<ResolversTypes['GroupReport']>>, ParentType, ContextType>;
  search?: Resolver<Maybe<Array<ResolversTypes['GroupMessage']>>, ParentType, ContextType, RequireFields<StudyGroupSearchArgs, 'first' | 'query'>>;
  sharesProgress?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  unreadCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['GroupVisibility'], ParentType, ContextType>;
};

export type StudyGroupConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StudyGroupConnection'] = ResolversParentTypes['StudyGroupConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StudyGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  groupMessageReceived?: SubscriptionResolver<ResolversTypes['GroupMessage'], "groupMessageReceived", ParentType, ContextType, RequireFields<SubscriptionGroupMessageReceivedArgs, 'groupId'>>;
  labStatusChanged?: SubscriptionResolver<ResolversTypes['LabSession'], "labStatusChanged", ParentType, ContextType, RequireFields<SubscriptionLabStatusChangedArgs, 'sessionId'>>;
  progressUpdated?: SubscriptionResolver<ResolversTypes['Progress'], "progressUpdated", ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  disabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identities?: Resolver<Maybe<Array<ResolversTypes['Identity']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  sessions?: Resolver<Maybe<Array<ResolversTypes['Session']>>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Area?: AreaResolvers<ContextType>;
  AreaProgress?: AreaProgressResolvers<ContextType>;
  Board?: BoardResolvers<ContextType>;
  Completion?: CompletionResolvers<ContextType>;
  CompletionPayload?: CompletionPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Diagram?: DiagramResolvers<ContextType>;
  DiagramConnection?: DiagramConnectionResolvers<ContextType>;
  ExcerptPiece?: ExcerptPieceResolvers<ContextType>;
  GoalItem?: GoalItemResolvers<ContextType>;
  GroupMember?: GroupMemberResolvers<ContextType>;
  GroupMessage?: GroupMessageResolvers<ContextType>;
  GroupMessagePage?: GroupMessagePageResolvers<ContextType>;
  GroupReport?: GroupReportResolvers<ContextType>;
  GroupSuggestion?: GroupSuggestionResolvers<ContextType>;
  Identity?: IdentityResolvers<ContextType>;
  Lab?: LabResolvers<ContextType>;
  LabCheck?: LabCheckResolvers<ContextType>;
  LabFile?: LabFileResolvers<ContextType>;
  LabNode?: LabNodeResolvers<ContextType>;
  LabResult?: LabResultResolvers<ContextType>;
  LabSession?: LabSessionResolvers<ContextType>;
  LabSkill?: LabSkillResolvers<ContextType>;
  LabSolution?: LabSolutionResolvers<ContextType>;
  LabStep?: LabStepResolvers<ContextType>;
  LabStepState?: LabStepStateResolvers<ContextType>;
  LabSubmission?: LabSubmissionResolvers<ContextType>;
  MailPayload?: MailPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenGroupReport?: OpenGroupReportResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartnerProfile?: PartnerProfileResolvers<ContextType>;
  PartnerRequest?: PartnerRequestResolvers<ContextType>;
  PartnerSuggestion?: PartnerSuggestionResolvers<ContextType>;
  Peer?: PeerResolvers<ContextType>;
  Progress?: ProgressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reaction?: ReactionResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  SignInProvider?: SignInProviderResolvers<ContextType>;
  Skill?: SkillResolvers<ContextType>;
  SkillProgress?: SkillProgressResolvers<ContextType>;
  SocketTicket?: SocketTicketResolvers<ContextType>;
  StudyGroup?: StudyGroupResolvers<ContextType>;
  StudyGroupConnection?: StudyGroupConnectionResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

