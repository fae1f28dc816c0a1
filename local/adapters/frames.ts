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

/**
 * Writes a frame that was built before. Nothing of ws waits in between: without compression it writes at once too.
 */
export function writeFrame(socket: ws.WebSocket, built: Buffer): void {
  (socket as unknown as { _socket: Duplex })._socket.write(built);
}
