import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultPort, openFaultPort } from './faults.ts';

describe('the fault port', () => {
  let echo: Server;
  let port: FaultPort;
  let client: Socket;

  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    port = await openFaultPort((echo.address() as { port: number }).port);
    client = connect(port.port, '127.0.0.1');
    client.on('error', () => {});
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  });

  afterEach(async () => {
    client.destroy();
    await port.close();
    await new Promise<void>((resolve) => echo.close(() => resolve()));
  });

  function ask(text: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      client.on('data', (chunk) => {
        answer += chunk;
        if (answer.length >= text.length) resolve(answer);
      });
      client.write(text);
    });
  }

  it('passes bytes unchanged', async () => {
    const text = 'x'.repeat(300_000);
    expect(await ask(text)).toBe(text);
  });

  it('delays each way', async () => {
    port.faults.delay = 60;
    const began = performance.now();
    await ask('hello');
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it('cuts open connections and takes new ones', async () => {
    await ask('hello');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    port.cut();
    await closed;
    client = connect(port.port, '127.0.0.1');
    expect(await ask('again')).toBe('again');
  });

  it('stays open and silent when half-open', async () => {
    await ask('hello');
    port.faults.isHalfOpen = true;
    let heard = false;
    client.on('data', () => {
      heard = true;
    });
    client.write('anyone?');
    await sleep(150);
    expect(heard).toBe(false);
    expect(port.connections()).toBe(1);
  });
});
