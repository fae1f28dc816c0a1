import type {
  MutationResolvers,
  QueryResolvers,
  Role,
  SignInProviderName,
  UserResolvers,
} from '../generated/schema.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import type { ProviderName } from '../platform/sign-in/providers.ts';
import { currentUser, requireAccount, setUserDisabled, setUserRole, user } from './auth.ts';
import { deleteIdentity, listIdentities } from './identities.store.ts';
import { personOf, requireUser } from './people.ts';
import {
  clearSessionCookies,
  deliver,
  endOwnSession,
  endSession,
  endSessions,
  refreshSession,
  sessionsOf,
} from './sessions.ts';
import type { SignedIn } from './sign-in.ts';
import { openSocket } from './tickets.ts';

/** Loaded with the first write: reading should not pay for it. */
const accounts = () => import('./accounts.ts');
const profile = () => import('./profile.ts');

const Query: Pick<QueryResolvers, 'currentUser' | 'user' | 'signInProviders'> = {
  currentUser: async (_parent, _args, ctx) => (await currentUser(ctx)) ?? null,
  user: async (_parent, { id }, ctx) => (await user(ctx, id)) ?? null,
  signInProviders: async (_parent, _args, ctx) =>
    (await ctx.services.providers.names()).map((name) => ({
      name: name.toUpperCase() as SignInProviderName,
      url: `/auth/${name}/start`,
    })),
};

const Mutation: Omit<MutationResolvers, 'completeDiagram' | 'reopenDiagram'> = {
  requestSignUp: async (_parent, { email }, ctx) => (await accounts()).requestSignUp(ctx, email),
  completeSignUp: async (_parent, { tokens, ...input }, ctx) =>
    payload(await (await accounts()).completeSignUp(ctx, input, tokens ?? 'COOKIE')),
  logIn: async (_parent, { tokens, ...input }, ctx) =>
    payload(await (await accounts()).logIn(ctx, input, tokens ?? 'COOKIE')),
  refreshSession: (_parent, { refreshToken }, ctx) => refresh(ctx, refreshToken),
  logOut: async (_parent, _args, ctx) => {
    await endOwnSession(ctx);
    return true;
  },
  logOutEverywhere: async (_parent, { keepCurrent }, ctx) => {
    const actor = requireAccount(ctx);
    const ended = await endSessions(ctx, actor.userId, keepCurrent ? actor.sessionId : undefined);
    if (!keepCurrent) clearSessionCookies(ctx);
    return ended;
  },
  endSession: async (_parent, { sessionId }, ctx) => {
    const actor = requireAccount(ctx);
    if (!(await endSession(ctx, actor.userId, sessionId)))
      throw new DomainError('NOT_FOUND', 'There is no such session.');
    return sessionsOf(ctx, actor);
  },
  requestPasswordReset: async (_parent, { email }, ctx) =>
    (await accounts()).requestPasswordReset(ctx, email),
  resetPassword: async (_parent, input, ctx) => {
    await (await accounts()).resetPassword(ctx, input);
    return true;
  },
  changePassword: async (_parent, input, ctx) =>
    (await profile()).changePassword(ctx, requireAccount(ctx), withoutNulls(input)),
  requestEmailChange: async (_parent, input, ctx) =>
    (await profile()).requestEmailChange(ctx, requireAccount(ctx), withoutNulls(input)),
  confirmEmailChange: async (_parent, { token }, ctx) =>
    (await profile()).confirmEmailChange(ctx, requireAccount(ctx), token),
  updateProfile: async (_parent, input, ctx) =>
    (await profile()).updateProfile(ctx, requireAccount(ctx), withoutNulls(input)),
  unlinkIdentity: async (_parent, { provider }, ctx) => {
    const { userId } = requireAccount(ctx);
    if (!(await deleteIdentity(ctx.db, userId, provider.toLowerCase() as ProviderName)))
      throw new DomainError('FORBIDDEN', 'Set a password first: this is the only way to sign in.');
    return requireUser(ctx, userId);
  },
  deleteAccount: async (_parent, { password }, ctx) => {
    await (await profile()).deleteAccount(ctx, requireAccount(ctx), password ?? undefined);
    return true;
  },
  openSocket: (_parent, _args, ctx) => openSocket(ctx),
  setUserRole: (_parent, { userId, role }, ctx) => setUserRole(ctx, userId, roleOf(role)),
  setUserDisabled: (_parent, { userId, disabled }, ctx) => setUserDisabled(ctx, userId, disabled),
};

const User: Pick<UserResolvers, 'name' | 'email' | 'role' | 'sessions' | 'identities'> = {
  name: async (parent, _args, ctx) => (await personOf(ctx, parent))?.name ?? null,
  email: async (parent, _args, ctx) => (await personOf(ctx, parent))?.email ?? null,
  role: ({ role }) => role.toUpperCase() as Role,
  sessions: (_parent, _args, ctx) => (ctx.actor ? sessionsOf(ctx, ctx.actor) : []),
  identities: async ({ id }, _args, ctx) =>
    (await listIdentities(ctx.db, id)).map((row) => ({
      provider: row.provider.toUpperCase() as SignInProviderName,
      linkedAt: row.linked_at,
    })),
};

/** A fresh pair of tokens for a client that keeps them itself. */
async function refresh(ctx: Context, token: string) {
  const refreshed = await refreshSession(ctx, token);
  if (!refreshed) throw new DomainError('UNAUTHENTICATED', 'Please sign in again.');
  ctx.actor = refreshed.actor;
  const tokens = await deliver(ctx, refreshed.actor, refreshed.refresh, 'BODY');
  return payload({ user: await requireUser(ctx, refreshed.actor.userId), merged: 0, tokens });
}

function payload({ user: owner, merged, tokens }: SignedIn) {
  return {
    user: owner,
    mergedCompletions: merged,
    accessToken: tokens?.accessToken ?? null,
    refreshToken: tokens?.refreshToken ?? null,
    accessTokenExpiresAt: tokens?.accessTokenExpiresAt ?? null,
  };
}

function roleOf(role: Role) {
  return role.toLowerCase() as 'learner' | 'author' | 'moderator' | 'admin';
}

function withoutNulls(input: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

export const authResolvers = { Query, Mutation, User };
