import { tellLeft as tellMembers } from '../collab/rooms.out.ts';
import { agentLeft } from '../labs/agents.ts';
import { tellPageLeft } from '../labs/relay.ts';
import type { Context } from '../platform/context.ts';
import type { Left } from '../platform/realtime/rooms.ts';

/** A connection has left a room: those who stay are told, each kind of room in its way. */
export async function tellLeft(ctx: Context, left: Left): Promise<void> {
  const { room, connectionId } = left;
  if (room.startsWith('lab-agent:')) await agentLeft(ctx, room, connectionId);
  else if (room.startsWith('lab:')) await tellPageLeft(ctx, room, connectionId);
  else await tellMembers(ctx, left);
}
