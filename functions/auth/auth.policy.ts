import {
  accounts,
  everyone,
  everyoneTheirOwn,
  ownIdOr,
  type Policy,
  people,
  roles,
  theirOwn,
  theirOwnOr,
} from '../platform/policy.ts';

/** Who may see and do what with accounts. */
export const authPolicy: Policy = {
  'Query.currentUser': everyoneTheirOwn,
  'Query.user': ownIdOr('moderator', 'admin'),
  'Query.signInProviders': everyone,

  'User.id': everyoneTheirOwn,
  'User.guest': everyoneTheirOwn,
  'User.createdAt': everyoneTheirOwn,
  'User.name': theirOwnOr('moderator', 'admin'),
  'User.email': theirOwnOr('admin'),
  'User.timeZone': everyoneTheirOwn,
  'User.role': everyoneTheirOwn,
  'User.disabled': everyoneTheirOwn,
  'User.hasPassword': everyoneTheirOwn,
  'User.sessions': theirOwn,
  'User.identities': theirOwn,

  // Whoever has no account yet has to be able to get one.
  'Mutation.requestSignUp': everyoneTheirOwn,
  'Mutation.completeSignUp': everyoneTheirOwn,
  'Mutation.logIn': everyoneTheirOwn,
  'Mutation.refreshSession': everyoneTheirOwn,
  'Mutation.logOut': everyoneTheirOwn,
  'Mutation.requestPasswordReset': everyoneTheirOwn,
  'Mutation.resetPassword': everyoneTheirOwn,

  'Mutation.logOutEverywhere': accounts,
  'Mutation.endSession': accounts,
  'Mutation.changePassword': accounts,
  'Mutation.requestEmailChange': accounts,
  'Mutation.confirmEmailChange': accounts,
  'Mutation.updateProfile': accounts,
  'Mutation.unlinkIdentity': accounts,
  'Mutation.deleteAccount': accounts,
  'Mutation.openSocket': people,
  'Mutation.setUserRole': roles('admin'),
  'Mutation.setUserDisabled': roles('moderator', 'admin'),

  SignInProvider: everyone,
  MailPayload: everyoneTheirOwn,
  SessionPayload: everyoneTheirOwn,
  Session: everyoneTheirOwn,
  Identity: everyoneTheirOwn,
  SocketTicket: everyoneTheirOwn,
};
