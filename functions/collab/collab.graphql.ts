import type {
  BoardResolvers,
  GroupMemberResolvers,
  GroupMessageResolvers,
  GroupReportResolvers,
  GroupRole,
  GroupSuggestionResolvers,
  GroupVisibility,
  MutationResolvers,
  OpenGroupReportResolvers,
  PartnerRequestResolvers,
  PartnerRequestState,
  PartnerSuggestionResolvers,
  QueryResolvers,
  StudyGroupInput,
  StudyGroupResolvers,
} from '../generated/schema.ts';
import type { Context } from '../platform/context.ts';
import type { Role } from './groups.store.ts';
import type { GroupRecord } from './groups.ts';
import type { ProfileRow } from './partners.store.ts';
import { peerOf } from './peers.ts';

/** Loaded with the first question about groups: most read diagrams alone. */
const groups = () => import('./groups.ts');
const members = () => import('./members.ts');
const chat = () => import('./chat.ts');
const boards = () => import('./boards.ts');
const partners = () => import('./partners.ts');
const suggestions = () => import('./suggestions.ts');
const reports = () => import('./reports.ts');

const Query: QueryResolvers = {
  studyGroups: async (_parent, { query, first, after }, ctx) =>
    (await groups()).publicGroups(ctx, { query: query ?? '', first: first ?? 20, after: after ?? undefined }),
  myStudyGroups: async (_parent, _args, ctx) => (await groups()).ownGroups(ctx),
  studyGroup: async (_parent, { id }, ctx) => (await (await groups()).group(ctx, id)) ?? null,
  groupInvitation: async (_parent, { token }, ctx) =>
    (await (await groups()).groupOfInvitation(ctx, token)) ?? null,
  board: async (_parent, { id }, ctx) => (await (await boards()).board(ctx, id)) ?? null,
  partnerProfile: async (_parent, _args, ctx) => {
    const found = await (await partners()).profile(ctx);
    return found ? profileOf(found) : null;
  },
  partnerSuggestions: async (_parent, { first }, ctx) =>
    (await suggestions()).partnerSuggestions(ctx, first ?? 10),
  groupSuggestions: async (_parent, { first }, ctx) =>
    (await suggestions()).groupSuggestions(ctx, first ?? 10),
  partnerRequests: async (_parent, _args, ctx) => (await partners()).requests(ctx),
  openGroupReports: async (_parent, _args, ctx) => (await reports()).openReports(ctx),
};

const Mutation: MutationResolvers = {
  createStudyGroup: async (_parent, { input }, ctx) => (await groups()).createGroup(ctx, fieldsOf(input)),
  updateStudyGroup: async (_parent, { id, input }, ctx) =>
    (await groups()).changeGroup(ctx, id, fieldsOf(input)),
  setGroupGoal: async (_parent, { id, itemIds }, ctx) => (await groups()).setGoal(ctx, id, itemIds),
  renewGroupInvitation: async (_parent, { id }, ctx) => (await groups()).renewInvitation(ctx, id),
  setGroupArchived: async (_parent, { id, archived }, ctx) => (await groups()).setArchived(ctx, id, archived),
  joinStudyGroup: async (_parent, { id, invitation }, ctx) =>
    (await members()).joinGroup(ctx, { id: id ?? undefined, invitation: invitation ?? undefined }),
  leaveStudyGroup: async (_parent, { id }, ctx) => {
    await (await members()).leaveGroup(ctx, id);
    return true;
  },
  removeGroupMember: async (_parent, { id, userId }, ctx) => (await members()).removeMember(ctx, id, userId),
  setGroupRole: async (_parent, { id, userId, role }, ctx) =>
    (await members()).setRole(ctx, id, userId, role.toLowerCase() as Role),
  setProgressShared: async (_parent, { id, shared }, ctx) => (await members()).setSharing(ctx, id, shared),
  markGroupRead: async (_parent, { groupId, sequence }, ctx) =>
    (await members()).markRead(ctx, groupId, sequence),
  reportGroup: async (_parent, { id, messageId, reason }, ctx) => {
    await (await reports()).report(ctx, { groupId: id, messageId: messageId ?? undefined, reason });
    return true;
  },
  dismissGroupReport: async (_parent, { id }, ctx) =>
    (await groups()).requireGroup(ctx, await (await reports()).dismissReport(ctx, id)),
  resolveGroupReport: async (_parent, { id }, ctx) => {
    await (await reports()).resolveReport(ctx, id);
    return true;
  },
  sendGroupMessage: async (_parent, { groupId, key, text, replyTo }, ctx) =>
    (await chat()).sendMessage(ctx, { groupId, key, text, replyTo: replyTo ?? undefined }),
  editGroupMessage: async (_parent, { id, text }, ctx) => (await chat()).editMessage(ctx, id, text),
  deleteGroupMessage: async (_parent, { id }, ctx) => (await chat()).deleteMessage(ctx, id),
  reactToMessage: async (_parent, { id, emoji, on }, ctx) => (await chat()).react(ctx, id, { emoji, on }),
  createBoard: async (_parent, { groupId, title }, ctx) =>
    (await boards()).createBoard(ctx, { groupId, title }),
  renameBoard: async (_parent, { id, title }, ctx) => (await boards()).renameBoard(ctx, id, title),
  deleteBoard: async (_parent, { id }, ctx) => {
    await (await boards()).deleteBoard(ctx, id);
    return true;
  },
  updateBoard: async (_parent, { id, update }, ctx) => {
    await (await import('./boards.live.ts')).uploadUpdate(ctx, id, update);
    return true;
  },
  setPartnerProfile: async (_parent, { input }, ctx) =>
    profileOf(await (await partners()).setProfile(ctx, input)),
  deletePartnerProfile: async (_parent, _args, ctx) => {
    await (await partners()).forgetProfile(ctx);
    return true;
  },
  requestPartner: async (_parent, { userId }, ctx) => (await partners()).requestPartner(ctx, userId),
  withdrawPartnerRequest: async (_parent, { id }, ctx) => {
    await (await partners()).withdraw(ctx, id);
    return true;
  },
  answerPartnerRequest: async (_parent, { id, accept }, ctx) => (await partners()).answer(ctx, id, accept),
};

const StudyGroup: StudyGroupResolvers = {
  visibility: ({ visibility }) => visibility.toUpperCase() as GroupVisibility,
  createdAt: (group) => group.created_at,
  archivedAt: (group) => group.archived_at,
  memberCount: (group) => group.member_count,
  goal: async (group, _args, ctx) => [...(await goalOf(ctx, group)).values()],
  myRole: (group) => (group.my_role?.toUpperCase() as GroupRole) ?? null,
  members: async (group, _args, ctx) => {
    const found = await (await members()).membersOf(ctx, group);
    const goal = [...(await goalOf(ctx, group)).keys()];
    return found?.map((member) => ({ ...member, goal })) ?? null;
  },
  sharesProgress: (group) => group.shares_progress,
  messages: async (group, { before, first }, ctx) =>
    group.my_role
      ? (await chat()).messages(ctx, group.id, { before: before ?? undefined, first: first ?? 50 })
      : null,
  search: async (group, { query, first }, ctx) =>
    group.my_role ? (await chat()).searchChat(ctx, group.id, { query, first: first ?? 20 }) : null,
  lastSequence: (group) => (group.my_role ? Number(group.last_sequence) : null),
  readSequence: (group) => (group.read_sequence === null ? null : Number(group.read_sequence)),
  unreadCount: async (group, _args, ctx) =>
    group.my_role ? ((await (await members()).unread(ctx)).get(group.id)?.unread ?? 0) : null,
  mentionCount: async (group, _args, ctx) =>
    group.my_role ? ((await (await members()).unread(ctx)).get(group.id)?.mentions ?? 0) : null,
  boards: async (group, _args, ctx) => (await boards()).boardsOf(ctx, group),
  invitation: (group) => (group.my_role && group.my_role !== 'member' ? group.invitation : null),
  reports: async (group, _args, ctx) => (await reports()).reportsOf(ctx, group),
};

const goalOf = async (ctx: Context, { id }: GroupRecord) => (await groups()).goalOf(ctx, id);

const GroupMember: GroupMemberResolvers = {
  peer: (member, _args, ctx) => peerOf(ctx, member.user_id),
  role: ({ role }) => role.toUpperCase() as GroupRole,
  joinedAt: (member) => member.joined_at,
  done: async (member, _args, ctx) => (await members()).doneOf(ctx, member),
};

const GroupMessage: GroupMessageResolvers = {
  groupId: (message) => message.group_id,
  key: (message) => message.client_key,
  sequence: (message) => Number(message.sequence),
  changedSequence: (message) => Number(message.changed_sequence),
  author: (message, _args, ctx) => (message.author_id ? peerOf(ctx, message.author_id) : null),
  replyTo: (message) => message.reply_to,
  createdAt: (message) => message.created_at,
  editedAt: (message) => message.edited_at,
  deletedAt: (message) => message.deleted_at,
};

const GroupReport: GroupReportResolvers = {
  message: async (report, _args, ctx) => (await reports()).reportedMessage(ctx, report),
  createdAt: (report) => report.created_at,
};

const OpenGroupReport: OpenGroupReportResolvers = {
  groupId: (report) => report.group_id,
  groupName: (report) => report.group_name,
  author: (report, _args, ctx) => (report.author_id ? peerOf(ctx, report.author_id) : null),
  createdAt: (report) => report.created_at,
  dismissed: (report) => report.dismissed_at !== null,
};

const Board: BoardResolvers = {
  createdAt: (board) => board.created_at,
  mayDelete: (board) => board.may_delete,
  group: async (board, _args, ctx) => (await groups()).requireGroup(ctx, board.group_id),
};

const PartnerSuggestion: PartnerSuggestionResolvers = {
  peer: ({ userId }, _args, ctx) => peerOf(ctx, userId),
};

const GroupSuggestion: GroupSuggestionResolvers = {};

const PartnerRequest: PartnerRequestResolvers = {
  peer: async (request, _args, ctx) => (await partners()).otherOf(ctx, request),
  incoming: (request, _args, ctx) => request.to_id === ctx.actor?.userId,
  state: ({ state }) => state.toUpperCase() as PartnerRequestState,
  createdAt: (request) => request.created_at,
  reasons: async (request, _args, ctx) => (await suggestions()).whyAsked(ctx, request),
  group: async ({ group_id: groupId }, _args, ctx) =>
    groupId ? ((await (await groups()).group(ctx, groupId)) ?? null) : null,
};

const fieldsOf = (input: StudyGroupInput) => ({ ...input, visibility: input.visibility.toLowerCase() });

const profileOf = (row: ProfileRow) => ({ ...row, timeZone: row.time_zone });

export const collabResolvers = {
  Query,
  Mutation,
  StudyGroup,
  GroupMember,
  GroupMessage,
  GroupReport,
  OpenGroupReport,
  Board,
  PartnerSuggestion,
  GroupSuggestion,
  PartnerRequest,
};
