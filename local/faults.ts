import { connect, createServer, type Socket } from 'node:net';
import { StartFailure } from './failure.ts';

/** What the fault port does to traffic, changeable at any time. */
export interface Faults {
  /** Milliseconds that every chunk waits, each way; order is kept. */
  delay: number;
  /** Nothing passes and nothing is closed, as when a peer vanished without saying so. */
  isHalfOpen: boolean;
}

export interface FaultPort {
  port: number;
  faults: Faults;
  /** Open connections through the port. */
  connections(): number;
  /** Cuts every open connection at once (RST); new ones are taken. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * A TCP port in front of another one on loopback, for tests: traffic to a database, a cache or a queue goes
 * through it and can be delayed, cut or left half-open without the peers knowing.
 */
export async function openFaultPort(target: number): Promise<FaultPort> {
  const faults: Faults = { delay: 0, isHalfOpen: false };
  const pairs = new Set<[Socket, Socket]>();

  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) {
      // A reset is what this port is made for; the other side is told by the close below.
      socket.on('error', () => {});
      socket.once('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    pass(near, far, faults);
    pass(far, near, faults);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new StartFailure('The fault port has no address.');

  const cut = () => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };
  return {
    port: address.port,
    faults,
    connections: () => pairs.size,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

/** Hands chunks on one at a time, so that a delayed chunk is not overtaken and a slow reader holds the writer. */
function pass(from: Socket, to: Socket, faults: Faults): void {
  from.on('data', (chunk) => {
    if (faults.isHalfOpen) return;
    from.pause();
    const send = () => {
      if (to.writable) to.write(chunk, () => from.resume());
    };
    if (faults.delay > 0) setTimeout(send, faults.delay);
    else send();
  });
  from.on('end', () => {
    if (!faults.isHalfOpen) to.end();
  });
}
