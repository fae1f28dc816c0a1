import * as z from 'zod/mini';
import { DELIVERY, type QueueName } from '../config.ts';

/** A kind of event: its name for ever, the queue that carries it, the shape of what it tells. */
export interface EventKind<Payload = unknown> {
  type: string;
  queue: QueueName;
  payload: z.ZodMiniType<Payload>;
}

/** What a queue carries: the event and where it came from. */
export interface AtlasEvent<Payload = unknown> {
  id: string;
  type: string;
  occurredAt: string;
  /** Of the request that made it: one id from the browser to the last worker. */
  requestId: string;
  payload: Payload;
}

const envelope = z.object({
  id: z.string().check(z.regex(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/)),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  requestId: z.string(),
  payload: z.unknown(),
});

/** A message that no delivery will make right; its sentence holds nothing of the message's content. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** @throws MalformedMessage for what is no event of Atlas, or too large */
export function parseEvent(text: string): AtlasEvent {
  if (Buffer.byteLength(text) > DELIVERY.messageBytes)
    throw new MalformedMessage('The message is too large.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedMessage('The message is not JSON.');
  }
  const parsed = z.safeParse(envelope, value);
  if (!parsed.success) throw new MalformedMessage('The message is not an event.');
  return parsed.data as AtlasEvent;
}

/** @throws MalformedMessage when the payload is not what this kind of event tells */
export function payloadOf<Payload>(kind: EventKind<Payload>, event: AtlasEvent): Payload {
  const parsed = z.safeParse(kind.payload, event.payload);
  if (!parsed.success) throw new MalformedMessage(`An event ${kind.type} with another payload.`);
  return parsed.data;
}
