import { accounts, everyoneTheirOwn, type Policy } from '../platform/policy.ts';

/**
 * Who may ask; what of a group somebody sees depends on their place in it, which every statement asks for
 * (`groups.store.ts`, `chat.store.ts`). What leads to an object has decided who may see it.
 */
export const collabPolicy: Policy = {
  'Query.studyGroups': everyoneTheirOwn,
  'Query.myStudyGroups': everyoneTheirOwn,
  'Query.studyGroup': everyoneTheirOwn,
  'Query.groupInvitation': everyoneTheirOwn,
  'Query.board': accounts,
  'Query.partnerProfile': accounts,
  'Query.partnerSuggestions': accounts,
  'Query.groupSuggestions': accounts,
  'Query.partnerRequests': accounts,

  'Mutation.createStudyGroup': accounts,
  'Mutation.updateStudyGroup': accounts,
  'Mutation.setGroupGoal': accounts,
  'Mutation.joinStudyGroup': accounts,
  'Mutation.leaveStudyGroup': accounts,
  'Mutation.removeGroupMember': accounts,
  'Mutation.setGroupRole': accounts,
  'Mutation.renewGroupInvitation': accounts,
  'Mutation.setGroupArchived': accounts,
  'Mutation.setProgressShared': accounts,
  'Mutation.reportGroup': accounts,
  'Mutation.sendGroupMessage': accounts,
  'Mutation.editGroupMessage': accounts,
  'Mutation.deleteGroupMessage': accounts,
  'Mutation.reactToMessage': accounts,
  'Mutation.markGroupRead': accounts,
  'Mutation.createBoard': accounts,
  'Mutation.renameBoard': accounts,
  'Mutation.deleteBoard': accounts,
  'Mutation.updateBoard': accounts,
  'Mutation.setPartnerProfile': accounts,
  'Mutation.deletePartnerProfile': accounts,
  'Mutation.requestPartner': accounts,
  'Mutation.answerPartnerRequest': accounts,

  'Subscription.groupMessageReceived': accounts,

  StudyGroup: everyoneTheirOwn,
  StudyGroupConnection: everyoneTheirOwn,
  Peer: everyoneTheirOwn,
  GroupMember: everyoneTheirOwn,
  GoalItem: everyoneTheirOwn,
  GroupMessagePage: everyoneTheirOwn,
  GroupMessage: everyoneTheirOwn,
  Reaction: everyoneTheirOwn,
  Board: everyoneTheirOwn,
  PartnerProfile: everyoneTheirOwn,
  PartnerSuggestion: everyoneTheirOwn,
  GroupSuggestion: everyoneTheirOwn,
  PartnerRequest: everyoneTheirOwn,
};
