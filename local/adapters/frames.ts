import type { Duplex } from 'node:stream';
import * as ws from 'ws';

interface FrameOptions {
  fin: boolean;
  rsv1: boolean;
  opcode: number;
  mask: boolean;
  readOnly: boolean;
}

/** The static method of ws that builds a frame; its types leave it out. */
const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: FrameOptions): Buffer[] } };
const TEXT = 1;

/** A text message as it goes over the wire, to be written to any number of connections (RFC 6455, section 5.2). */
export function textFrame(data: Buffer): Buffer {
  return Buffer.concat(
    Sender.frame(data, { fin: true, rsv1: false, opcode: TEXT, mask: false, readOnly: true }),
  );
}

/** Frames that wait for the end of this turn of the event loop. */
const waiting = new Map<ws.WebSocket, Buffer[]>();

/**
 * Writes a frame that was built before. A write is what a delivery costs: frames that come in the same turn go in one.
 * Nothing of ws waits in between: without compression it writes at once too.
 */
export function writeFrame(socket: ws.WebSocket, built: Buffer): void {
  if (waiting.size === 0) setImmediate(writeAll);
  const frames = waiting.get(socket);
  if (frames) frames.push(built);
  else waiting.set(socket, [built]);
}

function writeAll(): void {
  for (const [socket, frames] of waiting) {
    if (socket.readyState !== socket.OPEN) continue;
    const [first] = frames;
    const bytes = frames.length === 1 && first ? first : Buffer.concat(frames);
    (socket as unknown as { _socket: Duplex })._socket.write(bytes);
  }
  waiting.clear();
}
