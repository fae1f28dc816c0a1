import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashInputs, whenChanged } from './stamps.ts';

describe('a build step', () => {
  let folder: string;
  let builds: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atlas-stamps-'));
    builds = 0;
    writeFileSync(join(folder, 'input.md'), 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const build = async () => {
    builds += 1;
    writeFileSync(join(folder, 'result'), String(builds));
  };
  const step = (work = build) => {
    const inputs = { paths: [join(folder, 'input.md')], result: join(folder, 'result') };
    return whenChanged(join(folder, 'stamps', 'step'), inputs, work);
  };

  it('runs once for the same input', async () => {
    expect([await step(), await step(), builds]).toEqual([true, false, 1]);
  });

  it('runs again when the input has changed', async () => {
    await step();
    writeFileSync(join(folder, 'input.md'), 'two');
    expect([await step(), builds]).toEqual([true, 2]);
  });

  it('runs again when its result is gone', async () => {
    await step();
    rmSync(join(folder, 'result'));
    expect(await step()).toBe(true);
  });

  it('runs again after a failure, and after what was built before the failure is restored', async () => {
    await step();
    writeFileSync(join(folder, 'input.md'), 'broken');
    await expect(step(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    writeFileSync(join(folder, 'input.md'), 'one');
    expect(await step()).toBe(true);
  });

  it('is run by one process, while others that need it wait', async () => {
    const script = `
      import { writeFileSync, appendFileSync } from 'node:fs';
      import { whenChanged } from ${JSON.stringify(new URL('stamps.ts', import.meta.url).href)};
      const [folder] = process.argv.slice(1);
      const inputs = { paths: [folder + '/input.md'], result: folder + '/result' };
      const built = await whenChanged(folder + '/stamps/step', inputs, async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        writeFileSync(folder + '/result', 'built');
      });
      console.log(built);`;
    const outputs = await Promise.all(
      [1, 2, 3].map(async () => {
        const args = ['--input-type=module-typescript', '-e', script, folder];
        return (await promisify(execFile)('node', args)).stdout.trim();
      }),
    );
    expect(outputs.sort()).toEqual(['false', 'false', 'true']);
  });

  it('tells a moved file from an unmoved one, and leaves tests out', async () => {
    const before = await hashInputs([folder]);
    writeFileSync(join(folder, 'x.test.ts'), 'a test');
    expect(await hashInputs([folder])).toBe(before);
    rmSync(join(folder, 'input.md'));
    writeFileSync(join(folder, 'moved.md'), 'one');
    expect(await hashInputs([folder])).not.toBe(before);
  });
});
