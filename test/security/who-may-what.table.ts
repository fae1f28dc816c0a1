/**
 * Who may what, field by field. `+` may, `-` is refused, `0` gets nothing, as if there were nothing. The account that
 * is asked about belongs to `owner`. A new field without a row fails `who-may-what.test.ts`; so does a row that the
 * API does not keep.
 */
export const PERSONAS = ['visitor', 'guest', 'owner', 'other', 'author', 'moderator', 'admin'] as const;
export type Persona = (typeof PERSONAS)[number];

/** One sign a persona, in their order. */
type Row = string;

const ALL = '+ + + + + + +';
const PEOPLE = '- + + + + + +';
const ACCOUNTS = '- - + + + + +';
const MODERATORS = '- - - - - + +';
const ADMINS = '- - - - - - +';
/** Through `user(id)`, others but moderators get nobody, hence no field. */
const OF_A_USER = '0 0 + 0 0 + +';
const OF_ONESELF = '0 0 + 0 0 0 0';

export const TABLE: Readonly<Record<string, Row>> = {
  'Query.diagram': ALL,
  'Query.diagrams': ALL,
  'Query.search': ALL,
  'Query.areas': ALL,
  'Query.userProgress': ALL,
  'Query.currentUser': '0 + + + + + +',
  'Query.signInProviders': ALL,
  'Query.user': OF_A_USER,

  'Mutation.completeDiagram': ALL,
  'Mutation.reopenDiagram': ALL,
  'Mutation.requestSignUp': ALL,
  'Mutation.completeSignUp': ALL,
  'Mutation.logIn': ALL,
  'Mutation.refreshSession': ALL,
  'Mutation.logOut': ALL,
  'Mutation.requestPasswordReset': ALL,
  'Mutation.resetPassword': ALL,
  'Mutation.logOutEverywhere': ACCOUNTS,
  'Mutation.endSession': ACCOUNTS,
  'Mutation.changePassword': ACCOUNTS,
  'Mutation.requestEmailChange': ACCOUNTS,
  'Mutation.confirmEmailChange': ACCOUNTS,
  'Mutation.updateProfile': ACCOUNTS,
  'Mutation.unlinkIdentity': ACCOUNTS,
  'Mutation.deleteAccount': ACCOUNTS,
  'Mutation.openSocket': PEOPLE,
  'Mutation.setUserRole': ADMINS,
  'Mutation.setUserDisabled': MODERATORS,

  // What of a group somebody sees depends on their place in it: `group-who-may-what.test.ts`.
  'Query.studyGroups': ALL,
  'Query.myStudyGroups': ALL,
  'Query.studyGroup': ALL,
  'Query.groupInvitation': '0 0 0 0 0 0 0',
  'Query.board': ACCOUNTS,
  'Query.partnerProfile': '- - 0 0 0 0 0',
  'Query.partnerSuggestions': ACCOUNTS,
  'Query.groupSuggestions': ACCOUNTS,
  'Query.partnerRequests': ACCOUNTS,
  'Query.openGroupReports': MODERATORS,
  'Mutation.createStudyGroup': ACCOUNTS,
  'Mutation.updateStudyGroup': ACCOUNTS,
  'Mutation.setGroupGoal': ACCOUNTS,
  'Mutation.joinStudyGroup': ACCOUNTS,
  'Mutation.leaveStudyGroup': ACCOUNTS,
  'Mutation.removeGroupMember': ACCOUNTS,
  'Mutation.setGroupRole': ACCOUNTS,
  'Mutation.renewGroupInvitation': ACCOUNTS,
  'Mutation.setGroupArchived': ACCOUNTS,
  'Mutation.setProgressShared': ACCOUNTS,
  'Mutation.reportGroup': ACCOUNTS,
  'Mutation.dismissGroupReport': ACCOUNTS,
  'Mutation.resolveGroupReport': MODERATORS,
  'Mutation.sendGroupMessage': ACCOUNTS,
  'Mutation.editGroupMessage': ACCOUNTS,
  'Mutation.deleteGroupMessage': ACCOUNTS,
  'Mutation.reactToMessage': ACCOUNTS,
  'Mutation.markGroupRead': ACCOUNTS,
  'Mutation.createBoard': ACCOUNTS,
  'Mutation.renameBoard': ACCOUNTS,
  'Mutation.deleteBoard': ACCOUNTS,
  'Mutation.updateBoard': ACCOUNTS,
  'Mutation.setPartnerProfile': ACCOUNTS,
  'Mutation.deletePartnerProfile': ACCOUNTS,
  'Mutation.requestPartner': ACCOUNTS,
  'Mutation.withdrawPartnerRequest': ACCOUNTS,
  'Mutation.answerPartnerRequest': ACCOUNTS,

  // Whose lab it is, each statement asks for: `functions/labs/labs.int.test.ts`, `lab-relay.test.ts`.
  'Query.labs': ALL,
  'Query.lab': '0 0 0 0 0 0 0',
  'Query.labSession': ALL,
  'Query.labSessions': ALL,
  'Mutation.startLab': ALL,
  'Mutation.extendLab': PEOPLE,
  'Mutation.pauseLab': PEOPLE,
  'Mutation.resumeLab': PEOPLE,
  'Mutation.endLab': PEOPLE,
  'Mutation.resetLab': PEOPLE,
  'Mutation.checkLabStep': PEOPLE,
  'Mutation.takeLabHint': PEOPLE,
  'Mutation.revealLabSolution': PEOPLE,
  'Mutation.completeLab': ALL,

  'Subscription.labStatusChanged': PEOPLE,
  'Subscription.progressUpdated': PEOPLE,
  'Subscription.groupMessageReceived': ACCOUNTS,

  'User.id': OF_A_USER,
  'User.guest': OF_A_USER,
  'User.createdAt': OF_A_USER,
  'User.name': OF_A_USER,
  'User.email': '0 0 + 0 0 0 +',
  'User.timeZone': OF_A_USER,
  'User.role': OF_A_USER,
  'User.disabled': OF_A_USER,
  'User.hasPassword': OF_A_USER,
  'User.sessions': OF_ONESELF,
  'User.identities': OF_ONESELF,
};

/** Types whose fields are for whoever was given the object: what leads to it has a row above. */
export const OPEN_TYPES: readonly string[] = [
  'Diagram',
  'DiagramConnection',
  'PageInfo',
  'Area',
  'Skill',
  'SearchHit',
  'ExcerptPiece',
  'Progress',
  'AreaProgress',
  'SkillProgress',
  'Completion',
  'CompletionPayload',
  'SignInProvider',
  'MailPayload',
  'SessionPayload',
  'Session',
  'Identity',
  'SocketTicket',
  'StudyGroup',
  'StudyGroupConnection',
  'Peer',
  'GroupMember',
  'GoalItem',
  'GroupMessagePage',
  'GroupReport',
  'OpenGroupReport',
  'GroupMessage',
  'Reaction',
  'Board',
  'PartnerProfile',
  'PartnerSuggestion',
  'GroupSuggestion',
  'PartnerRequest',
  'Lab',
  'LabStep',
  'LabSession',
  'LabStepState',
  'LabCheck',
  'LabNode',
  'LabSolution',
  'LabFile',
  'LabSubmission',
  'LabResult',
  'LabSkill',
];

/** What others may change of the owner's rows, and see of the owner's secrets: nothing but this. */
export const MAY_CHANGE: Readonly<Record<string, readonly Persona[]>> = {
  'Mutation.setUserRole': ['admin'],
  'Mutation.setUserDisabled': ['moderator', 'admin'],
};
export const MAY_SEE: Readonly<Record<'name' | 'email', readonly Persona[]>> = {
  name: ['moderator', 'admin'],
  email: ['admin'],
};
