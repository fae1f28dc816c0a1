import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The network between a page and the server, which a test can spoil. */
export interface Tunnel {
  port: number;
  /** Connections that there were. */
  count(): number;
  /** Nothing passes any more over the connections that are open, and neither side is told: a closed lid. */
  freeze(): void;
  /** Frozen connections end now, as they do when somebody notices. */
  drop(): void;
  /** All connections end, and new ones are refused: no network. */
  shut(): Promise<void>;
  /** New connections pass again. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A TCP connection for each that comes, to a port of this machine. */
export async function openTunnel(to: number): Promise<Tunnel> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let count = 0;
  let port = 0;
  let server: Server | undefined;

  const listen = async () => {
    const made = createServer((near) => {
      count += 1;
      const far = connect(to, '127.0.0.1');
      const pair = [near, far] as const;
      pairs.add(pair);
      for (const one of pair) {
        one.on('error', () => {});
        one.on('close', () => {
          if (!frozen.has(pair)) end(pair);
        });
      }
      near.pipe(far);
      far.pipe(near);
    });
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve));
    port = (made.address() as AddressInfo).port;
    server = made;
  };
  const frozen = new Set<readonly [Socket, Socket]>();
  const end = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair);
    frozen.delete(pair);
    for (const one of pair) one.destroy();
  };
  const endAll = () => {
    for (const pair of [...pairs]) end(pair);
  };
  const stop = async () => {
    const stopping = server;
    server = undefined;
    endAll();
    if (stopping) await new Promise((resolve) => stopping.close(resolve));
  };

  await listen();
  return {
    port,
    count: () => count,
    freeze() {
      for (const pair of pairs) {
        frozen.add(pair);
        const [near, far] = pair;
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    drop() {
      for (const pair of [...frozen]) end(pair);
    },
    shut: stop,
    reopen: listen,
    close: stop,
  };
}
