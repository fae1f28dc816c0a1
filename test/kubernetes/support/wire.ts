import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be slow or cut, as the network between two computers is. */
export interface Wire {
  port: number;
  /** Connections that are open. */
  open(): number;
  /** Without a word to either side but that it is over. */
  cut(): void;
  stop(): void;
}

/** @param delay milliseconds until a new connection is passed on */
export async function stretchWire(target: number, delay = 0): Promise<Wire> {
  const pairs = new Set<Socket[]>();
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((near) => {
    const pair = [near];
    pairs.add(pair);
    near.on('error', () => {}).on('close', () => pairs.delete(pair));
    setTimeout(() => {
      if (near.destroyed) return;
      const far = connect(target, '127.0.0.1');
      pair.push(far);
      far.on('error', () => {}).on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      near.pipe(far).pipe(near);
    }, delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    open: () => pairs.size,
    cut,
    stop() {
      cut();
      server.close();
    },
  };
}
