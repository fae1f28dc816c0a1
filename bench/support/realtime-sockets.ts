import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A receiver that costs next to nothing: it walks over frames, and makes text of them only when asked. */
export interface Receiver {
  say(text: string): void;
  /** The next text that begins so. */
  heard(beginning: string): Promise<string>;
  /** From now on payloads go here, unread. */
  count(told: (payload: Buffer) => void): void;
  close(): void;
}

export interface Way {
  port: number;
  path: string;
  /** Header lines of its own. */
  headers?: string;
}

/** All sockets of this process read into the same memory: a frame is looked at before the next read. */
const memory = Buffer.allocUnsafe(256 * 1024);
/** Connections that are opened at a time. */
const AT_ONCE = 50;
const TEXT = 0x1;
const PING = 0x9;

/**
 * A WebSocket client by hand, the same for all contestants: with the `ws` client the receivers, not the servers, would
 * be what a fan-out of a hundred thousand frames a second waits for.
 */
export async function openReceiver({ port, path, headers = '' }: Way): Promise<Receiver> {
  let isUpgraded = false;
  let rest = Buffer.alloc(0);
  let told: ((payload: Buffer) => void) | undefined;
  const texts: string[] = [];
  const waiting: { beginning: string; found(text: string): void }[] = [];
  let upgraded = () => {};
  let refused = (_error: Error) => {};
  const ready = new Promise<void>((resolve, reject) => {
    upgraded = resolve;
    refused = reject;
  });

  function onText(payload: Buffer): void {
    // Engine.IO's ping is a text of one byte.
    if (payload.length === 1 && payload[0] === 0x32) socket.write(frameOf('3'));
    else if (told) told(payload);
    else onAnswer(payload.toString());
  }

  function onAnswer(text: string): void {
    const at = waiting.findIndex(({ beginning }) => text.startsWith(beginning));
    if (at >= 0) waiting.splice(at, 1)[0]?.found(text);
    else texts.push(text);
  }

  function onData(length: number): boolean {
    let data = memory.subarray(0, length);
    if (rest.length > 0) data = Buffer.concat([rest, data]);
    let at = 0;
    if (!isUpgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end >= 0) {
        if (!data.toString('latin1', 0, 12).endsWith('101'))
          refused(new Error(data.toString('latin1', 0, end)));
        isUpgraded = true;
        at = end + 4;
        upgraded();
      }
    }
    while (isUpgraded && data.length >= at + 2) {
      let size = (data[at + 1] ?? 0) & 0x7f;
      let head = 2;
      if (size === 126) {
        if (data.length < at + 4) break;
        size = data.readUInt16BE(at + 2);
        head = 4;
      } else if (size === 127) {
        if (data.length < at + 10) break;
        size = Number(data.readBigUInt64BE(at + 2));
        head = 10;
      }
      if (data.length < at + head + size) break;
      const kind = (data[at] ?? 0) & 0xf;
      if (kind === TEXT) onText(data.subarray(at + head, at + head + size));
      else if (kind === PING) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
      at += head + size;
    }
    rest = at === data.length ? Buffer.alloc(0) : Buffer.from(data.subarray(at));
    return true;
  }

  const socket: Socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: { buffer: memory, callback: onData },
  });
  await once(socket, 'connect');
  socket.on('error', refused);
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${headers}\r\n`,
  );
  await ready;
  return {
    say: (text) => void socket.write(frameOf(text)),
    heard(beginning) {
      const at = texts.findIndex((text) => text.startsWith(beginning));
      if (at >= 0) return Promise.resolve(texts.splice(at, 1)[0] ?? '');
      return new Promise((resolve, reject) => {
        waiting.push({ beginning, found: resolve });
        socket.once('close', () =>
          reject(new Error(`Closed before ${beginning}, after ${texts.join('\n')}`)),
        );
      });
    },
    count(next) {
      told = next;
    },
    close: () => socket.destroy(),
  };
}

/** Masked by zeros: what is sent is what is read. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head =
    length < 126 ? Buffer.from([0x81, 0x80 | length]) : Buffer.from([0x81, 0xfe, length >> 8, length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/** Opens so many, some at a time, as a server that starts anew sees them come. */
export async function openMany<One, Prepared>(
  count: number,
  prepare: (from: number, some: number) => Promise<Prepared>,
  open: (prepared: Prepared, i: number) => Promise<One>,
): Promise<One[]> {
  const all: One[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - from);
    const prepared = await prepare(from, some);
    all.push(...(await Promise.all(Array.from({ length: some }, (_, i) => open(prepared, i)))));
  }
  await sleep(500);
  return all;
}
