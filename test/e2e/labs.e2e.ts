import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bubblewrapWorks } from '../../functions/labs/runtime/embedded/bubblewrap.ts';
import { openBrowser } from './support/browser.ts';
import { tunnel } from './support/people.ts';

const atlas = openBrowser();
const LAB = 'calm-a-retry-storm';
const TITLE = 'Calm a retry storm';
/** A machine is made, and a fresh one for each check: on a busy computer that takes its time. */
const LONG = 30_000;

/** What the visible terminal shows. */
const shown = (page: Page) =>
  page.locator('.terminal-panel:not([hidden]) .xterm-rows').innerText({ timeout: 2_000 });

async function start(page: Page): Promise<void> {
  await page.goto(`/labs/${LAB}`);
  await page.getByRole('button', { name: 'Start the lab' }).click();
  await prompt(page);
}

/** Until the shell answers. */
async function prompt(page: Page): Promise<void> {
  await page.locator('.lab-link[data-state="live"]').waitFor({ timeout: LONG });
  await expect.poll(() => shown(page), { timeout: LONG }).toMatch(/\$/);
}

async function type(page: Page, command: string): Promise<void> {
  await page.locator('.terminal-panel:not([hidden]) .xterm-helper-textarea').focus();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

/** The answer of its solution, as the lab's author wrote it. */
async function solution(): Promise<string> {
  const script = await readFile(`content/labs/${LAB}/solution.sh`, 'utf8');
  return /<<'END'\n([\s\S]*?)\nEND\n/.exec(script)?.[1] ?? '';
}

/** Puts a text in the place of what the editor has, and saves it. */
async function write(page: Page, path: string, text: string): Promise<void> {
  await page
    .getByRole('tab', { name: /^Files/ })
    .last()
    .click();
  await page.getByRole('button', { name: new RegExp(path) }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+v');
  await page.getByText('not saved').first().waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.file-bar [role="status"]:text-is("")').waitFor({ state: 'attached' });
}

async function check(page: Page, outcome: 'Passed' | 'Not yet'): Promise<void> {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.check-title', { hasText: outcome }).waitFor({ timeout: LONG });
}

test('a lab from start to finish: shell, files, a check that fails and one that passes, hints, result', async () => {
  const { page, problems, close } = await atlas.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/labs');
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('heading', { name: 'What you do' }).waitFor();
  await page.getByRole('button', { name: 'Start the lab' }).click();
  await prompt(page);

  await type(page, 'echo $((40 + 2))-answers');
  await expect.poll(() => shown(page)).toContain('42-answers');
  // What a program prints is never markup, and reaches nothing outside the terminal.
  await type(page, String.raw`printf '\033]0;pwned\007<img src=x onerror=alert(1)>\n'`);
  await expect.poll(() => shown(page)).toMatch(/^<img src=x onerror=alert\(1\)>/m);
  expect(await page.locator('.terminals img').count()).toBe(0);
  expect(await page.title()).toContain(TITLE);
  // Pasted as one piece: the shell does not run it by itself.
  await page.evaluate(() => navigator.clipboard.writeText('echo pasted-$((1 + 1))'));
  await page.locator('.terminal-panel:not([hidden]) .xterm-helper-textarea').focus();
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown(page)).toContain('pasted-2');
  const before = (await shown(page)).length;
  await page.locator('.lab-instructions').getByRole('button', { name: 'Run' }).first().click();
  await expect.poll(async () => (await shown(page)).length).not.toBe(before);

  await check(page, 'Not yet');
  await page.getByText('What would pass').waitFor();
  const node = await page.getByRole('link', { name: /See it in the diagram/ }).getAttribute('href');
  expect(node).toMatch(/^\/diagrams\/[\w-]+\?part=/);
  await page.getByRole('button', { name: /Show a hint/ }).click();
  await page.getByText('Hint 1').waitFor();

  await write(page, 'client.conf', `${await solution()}\n`);
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await type(page, 'clear; grep -c attempts client.conf');
  await expect.poll(() => shown(page)).toMatch(/^\d+$/m);
  await check(page, 'Passed');
  await page.getByText('2 attempts').waitFor();

  await page.getByRole('button', { name: 'Hand in' }).first().click();
  await page.getByRole('button', { name: 'Hand in' }).last().click();
  await page.getByRole('heading', { name: 'Lab completed' }).waitFor({ timeout: 2 * LONG });
  await page
    .getByText(/of \d+ done/)
    .first()
    .waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await page.getByRole('button', { name: 'End lab' }).click();
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByRole('heading', { name: 'This lab has ended' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Lab completed' }).waitFor();
  await page.goto('/labs');
  await page.locator('.lab-card', { hasText: TITLE }).getByText('Completed').waitFor();
  expect(problems).toEqual([]);
  await close();
}, 240_000);

test('a reload comes back to the same shell, and so does a page that was in a tunnel', async () => {
  const { page, close } = await atlas.visit();
  const between = await tunnel(page);
  await start(page);
  await type(page, 'kept=yes-$((6 * 7)); cd /tmp');
  await type(page, 'echo $kept');
  await expect.poll(() => shown(page)).toContain('yes-42');
  await page.reload();
  await prompt(page);
  await type(page, 'clear; echo $kept in $PWD');
  await expect.poll(() => shown(page)).toContain('yes-42 in /tmp');

  await between.cut();
  await page.locator('.lab-link[data-state="offline"]').waitFor();
  await type(page, 'echo typed-in-the-$((1 + 0))-tunnel');
  await page.getByText(/keystrokes waiting/).waitFor();
  await between.mend();
  await expect.poll(() => shown(page), { timeout: 40_000 }).toContain('typed-in-the-1-tunnel');
  await close();
}, 120_000);

// A simulated shell has no `yes` that ends by its pipe.
test.skipIf(!bubblewrapWorks())(
  'L4 twenty megabytes of output do not freeze the page',
  async () => {
    const { page, close } = await atlas.visit();
    await start(page);
    // The longest time between two pictures, from now on.
    await page.evaluate(() => {
      let before = performance.now();
      const look = (now: number) => {
        const gap = Math.max(Number(document.body.dataset.gap ?? 0), now - before);
        document.body.dataset.gap = String(gap);
        before = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await type(page, "yes 0123456789abcdef | head -c 20000000; echo fi''nished");
    await expect.poll(() => shown(page)).toContain('0123456789abcdef');
    await page.getByRole('button', { name: /Show a hint/ }).click();
    await page.getByText('Hint 1').waitFor();
    await expect.poll(() => shown(page), { timeout: 60_000 }).toContain('finished');
    // A page that stands still for a second is what people call frozen; a busy computer stands for some of it.
    expect(Number(await page.evaluate(() => document.body.dataset.gap))).toBeLessThan(1_500);
    await type(page, "echo a''live");
    await expect.poll(() => shown(page)).toContain('alive');
    await close();
  },
  120_000,
);

test('a second terminal is a second shell of the same machine', async () => {
  const { page, close } = await atlas.visit();
  await start(page);
  await type(page, 'echo from-one > shared.txt');
  await page.getByRole('tab', { name: 'Terminal 2' }).click();
  await expect.poll(() => shown(page), { timeout: LONG }).toMatch(/\$/);
  await expect
    .poll(async () => {
      await type(page, 'cat shared.txt');
      return shown(page);
    })
    .toContain('from-one');
  await page.keyboard.press('Control+Shift+M');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('lab-machine-tab-2');
  await close();
}, 120_000);

test('what the terminal shows can be searched, spoken, and its links are seen before they open', async () => {
  const { page, close } = await atlas.visit();
  await start(page);
  await type(page, "echo nee''dle-$((3 + 4))");
  await expect.poll(() => shown(page)).toContain('needle-7');
  await page.keyboard.press('Control+Shift+F');
  const field = page.getByRole('searchbox', { name: 'Search in the terminal' });
  await field.fill('needle-7');
  await page.locator('.xterm-find-result-decoration').first().waitFor({ state: 'attached' });
  await field.fill('needle-8');
  await page.getByText('Not found').waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });

  const address = `${atlas.url}/labs?from=terminal`;
  await type(page, `clear; printf '\\033]8;;${address}\\007look-here\\033]8;;\\007\\n'`);
  await expect.poll(() => shown(page)).toMatch(/^look-here/m);
  const line = page.locator('.terminal-panel:not([hidden]) .xterm-rows > div', { hasText: /^look-here/ });
  const there = await line.boundingBox();
  const [x, y] = [(there?.x ?? 0) + 20, (there?.y ?? 0) + 8];
  // The screen lies over its lines, and takes the pointer.
  await page.mouse.move(x, y);
  await page.mouse.move(x + 2, y);
  await page.getByText(`Opens ${address} in a new tab`).waitFor();
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.mouse.click(x + 2, y)]);
  expect(opened.url()).toBe(address);
  await opened.close();
  await page.mouse.move(0, 0);
  await page.locator('.terminal-link').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /^Screen-reader mode/ }).click();
  await type(page, 'echo spoken-$((2 + 3))');
  await expect.poll(() => page.locator('.xterm-accessibility').first().textContent()).toContain('spoken-5');
  await close();
}, 120_000);

test('pause and resume keep the files; a reset takes them back', async () => {
  const { page, close } = await atlas.visit();
  await start(page);
  await type(page, 'echo mine-$((20 + 3)) > client.conf; sync; echo written');
  await expect.poll(() => shown(page)).toMatch(/^written/m);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor({ timeout: LONG });
  await page.goto('/labs');
  await page.getByRole('link', { name: `Continue ${TITLE}` }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await prompt(page);
  await type(page, 'cat client.conf');
  await expect.poll(() => shown(page)).toContain('mine-23');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset all' }).click();
  await page
    .locator('.machine-state')
    .waitFor({ timeout: LONG })
    .catch(() => {});
  await prompt(page);
  await type(page, 'clear; grep -c mine-23 client.conf');
  await expect.poll(() => shown(page)).toMatch(/^0$/m);
  await close();
}, 180_000);

test('on a phone there is one thing at a time, and nothing is wider than the screen', async () => {
  const { page, problems, close } = await atlas.visit({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    colorScheme: 'dark',
  });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.goto('/labs');
  expect(await wide()).toBeLessThanOrEqual(390);
  // One with long commands.
  await page.getByRole('link', { name: 'Find the failing dependency' }).click();
  await page.getByRole('heading', { name: 'What you do' }).waitFor();
  expect(await wide()).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Start the lab' }).click();
  await page.locator('.lab-instructions').waitFor();
  expect(await wide()).toBeLessThanOrEqual(390);
  await page.getByRole('tab', { name: 'Terminal', exact: true }).click({ timeout: LONG });
  await prompt(page);
  await page.getByRole('tab', { name: 'Files' }).first().click();
  await page.getByRole('button', { name: /findings\.txt/ }).click();
  await page.locator('.cm-content').waitFor();
  await page.getByRole('tab', { name: 'Instructions' }).click();
  await page.getByRole('button', { name: 'Run' }).first().click();
  await page.locator('.terminal-host').waitFor();
  expect(await wide()).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(problems).toEqual([]);
  await close();
}, 120_000);
