import type { AddressInfo } from 'node:net';
import { spawn } from '@lydell/node-pty';
import { WebSocketServer } from 'ws';
import { serveParent } from './realtime-child.ts';

/**
 * What ours is compared with, a process: a WebSocket whose bytes go into a shell and whose shell's bytes come back, as a
 * few lines do it. No server between, nothing goes on after a break, nobody is waited for.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  const pty = spawn('/bin/bash', ['--noprofile', '--norc', '-i'], {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    encoding: null,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', TERM: 'xterm-256color', PS1: '$ ' },
  });
  pty.onData((data) => socket.send(data as unknown as Buffer));
  socket.on('message', (data) => pty.write(String(data)));
  socket.on('close', () => pty.kill('SIGHUP'));
});
await new Promise((resolve) => server.once('listening', resolve));
const { port } = server.address() as AddressInfo;

serveParent(
  async () => ({ url: `ws://127.0.0.1:${port}` }),
  () => new Promise((resolve) => server.close(resolve)),
);
