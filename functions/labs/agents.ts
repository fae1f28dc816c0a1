import type { ServerToAgent, ServerToPage } from '../../client/lab/messages.ts';
import type { Context } from '../platform/context.ts';
import { emit } from '../platform/queue/outbox.ts';
import { hashOf, machineIn, newAgentToken } from './agent-tokens.ts';
import { machineDue } from './labs.events.ts';
import { LABS } from './limits.ts';
import { type AgentMessage, agentMessage } from './relay.messages.ts';
import { pageOf } from './relay.ts';
import { confirmAgent, greetAgent } from './sessions.store.ts';
import { agentRoom, labRoom } from './telling.ts';

/** A connection that is an agent's: nobody's account, and it can do nothing but what is written here. */
interface Agent {
  sessionId: string;
  machine: number;
}

/** Agents that this process knows the connections of. */
const KNOWN = 10_000;
const known = new Map<string, Agent | undefined>();

/**
 * What an agent said. A learner owns the machine, so this may be the learner's own program: it reaches the pages of its
 * own lab and nothing else.
 */
export async function receiveAgentMessage(
  ctx: Context,
  connectionId: string,
  value: unknown,
): Promise<ServerToAgent | undefined> {
  const parsed = agentMessage.safeParse(value);
  if (!parsed.success) return { type: 'agent-refused', message: 'This message has another form.' };
  const message = parsed.data;
  switch (message.type) {
    case 'agent-hello':
      return greet(ctx, connectionId, message.token);
    case 'agent-ready':
      return confirm(ctx, connectionId, message.token);
    default: {
      const agent = await agentOf(ctx, connectionId);
      if (!agent) return { type: 'agent-refused', message: 'Say who you are first.' };
      await passOn(ctx, agent, message);
      return undefined;
    }
  }
}

const REFUSED: ServerToAgent = { type: 'agent-refused', message: 'This token is not good any more.' };

/** A good token is answered with the one for the next connection; it is dead once that one is confirmed. */
async function greet(ctx: Context, connectionId: string, token: string): Promise<ServerToAgent> {
  const machine = machineIn(token);
  if (!machine) return REFUSED;
  const next = newAgentToken(`${machine.sessionId}.${machine.machine}`);
  const claim = { id: machine.sessionId, machine: machine.machine, hash: hashOf(token) };
  // Each greeting costs writes, and its end a look at the machine: who does nothing but greet is refused.
  const isGood = await greetAgent(ctx.db, claim, { next: next.hash, most: LABS.hellos, now: ctx.now });
  if (!isGood) return REFUSED;
  const { connections } = await ctx.services.live();
  // An actor that no account has: whatever else the connection asks for, there is nothing for it.
  const actor = {
    userId: machine.sessionId,
    sessionId: `agent.${machine.machine}`,
    role: 'learner',
    guest: true,
  } as const;
  if (!(await connections.identify(connectionId, actor, ctx.now))) return REFUSED;
  return { type: 'agent-welcome', token: next.token };
}

/** From now on this connection is the machine's, and the one before it is not. */
async function confirm(
  ctx: Context,
  connectionId: string,
  token: string,
): Promise<ServerToAgent | undefined> {
  const agent = await agentOf(ctx, connectionId);
  const claim = agent && { id: agent.sessionId, machine: agent.machine, hash: hashOf(token) };
  if (!claim || !(await confirmAgent(ctx.db, claim))) return REFUSED;
  const { rooms, posts } = await ctx.services.live();
  const room = agentRoom(claim.id);
  const before = await rooms.occupants(room);
  const actor = {
    userId: claim.id,
    sessionId: `agent.${claim.machine}`,
    role: 'learner',
    guest: true,
  } as const;
  await rooms.enter(room, { connectionId, actor }, ctx.now);
  for (const old of before) {
    if (old.connectionId === connectionId) continue;
    await rooms.leaveAll([old.connectionId]);
    await posts.close(old.connectionId);
  }
  await tellConnected(ctx, claim.id, true);
  return undefined;
}

async function passOn(
  ctx: Context,
  { sessionId }: Agent,
  message: Exclude<AgentMessage, { type: 'agent-hello' | 'agent-ready' }>,
): Promise<void> {
  const { rooms, posts, forget } = await ctx.services.live();
  const told: ServerToPage = { ...message, lab: sessionId };
  if (!('to' in message) || message.to === undefined) {
    await rooms.tell(ctx, labRoom(sessionId), told);
    return;
  }
  const page = pageOf(await rooms.occupants(labRoom(sessionId)), message.to);
  if (page && !(await posts.send(page, told))) await forget(ctx, [page]);
}

async function agentOf(ctx: Context, connectionId: string): Promise<Agent | undefined> {
  const found = known.get(connectionId);
  if (found) return found;
  const { connections } = await ctx.services.live();
  const actor = await connections.actorOf(connectionId);
  if (!actor?.userId.startsWith('lss_')) return undefined;
  const agent = { sessionId: actor.userId, machine: Number(actor.sessionId.slice('agent.'.length)) };
  known.set(connectionId, agent);
  if (known.size > KNOWN) known.delete(known.keys().next().value ?? '');
  return agent;
}

/** An agent's connection ended: perhaps its machine did, which a worker looks into. */
export async function agentLeft(ctx: Context, room: string, connectionId: string): Promise<void> {
  known.delete(connectionId);
  const sessionId = room.slice('lab-agent:'.length);
  const { rooms } = await ctx.services.live();
  if ((await rooms.occupants(room)).length > 0) return;
  await tellConnected(ctx, sessionId, false);
  await emit(ctx, ctx.db, machineDue, { sessionId });
}

async function tellConnected(ctx: Context, lab: string, connected: boolean): Promise<void> {
  const { rooms } = await ctx.services.live();
  const told: ServerToPage = { type: 'lab-agent', lab, connected };
  await rooms.tell(ctx, labRoom(lab), told);
}
