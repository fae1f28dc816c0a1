import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartFailure } from './failure.ts';
import { lockHolder, takeLock } from './lock.ts';
import { commandLine } from './processes.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atlas-lock-'));
    file = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is taken, and gone after its release', () => {
    const lock = takeLock(folder, 'http://localhost:1');
    expect(lock.recovered).toBe(false);
    expect(existsSync(file)).toBe(true);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while another living process holds it, naming where that one runs', async () => {
    const other = spawn('sleep', ['30']);
    try {
      await new Promise((resolve) => other.once('spawn', resolve));
      const holder = { pid: other.pid, command: commandLine(other.pid!), url: 'http://localhost:4711' };
      writeFileSync(file, JSON.stringify(holder));
      expect(() => takeLock(folder, 'http://localhost:1')).toThrow(StartFailure);
      expect(() => takeLock(folder, 'http://localhost:1')).toThrow(/http:\/\/localhost:4711 \(process \d+\)/);
      expect(lockHolder(folder)).toMatchObject({ pid: other.pid });
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('is recovered when its process has ended', async () => {
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('exit', resolve));
    writeFileSync(
      file,
      JSON.stringify({ pid: dead.pid, command: 'node local/main.ts', url: 'http://localhost:1' }),
    );
    expect(takeLock(folder, 'http://localhost:2').recovered).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is recovered when its process id now belongs to another program', () => {
    const reused = { pid: process.ppid, command: 'node local/main.ts', url: 'http://localhost:1' };
    writeFileSync(file, JSON.stringify(reused));
    expect(takeLock(folder, 'http://localhost:2').recovered).toBe(true);
  });

  it.each(['', 'null', '12', '{"pid":', '{"pid":"1"}'])('is recovered when it holds %j', (text) => {
    writeFileSync(file, text);
    expect(takeLock(folder, 'http://localhost:2').recovered).toBe(true);
  });

  it('is not removed by a process that no longer holds it', () => {
    const lock = takeLock(folder, 'http://localhost:1');
    writeFileSync(file, 'of another');
    lock.release();
    expect(existsSync(file)).toBe(true);
  });
});
