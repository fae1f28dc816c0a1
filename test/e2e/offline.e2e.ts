import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { draw, shapesIn } from './support/boards.ts';
import { openBrowser } from './support/browser.ts';
import { field, join, said, say, startGroup } from './support/groups.ts';
import { signUp, tunnel } from './support/people.ts';
import { openProxy } from './support/proxy.ts';

const atlas = openBrowser();

/** Waits until the browser has all that the page is made of, and what the server answered. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
          const found = await Promise.all(
            files.filter((path) => path.startsWith('/assets/')).map((path) => caches.match(path)),
          );
          return navigator.serviceWorker.controller !== null && found.every(Boolean);
        }),
      { timeout: 20_000 },
    )
    .toBe(true);
}

/** The answers that this browser keeps. */
const answersIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const asked = indexedDB.open('atlas.answers');
        asked.onsuccess = () => {
          const found = asked.result.transaction('answers').objectStore('answers').getAll();
          found.onsuccess = () => resolve(JSON.stringify(found.result));
        };
      }),
  );

const canvas = (page: Page) => page.locator('.excalidraw canvas').first();

test('a group and its whiteboard open without a network; what is written and drawn there arrives once', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  const between = await tunnel(bob.page);
  await join(bob.page, await startGroup(ada.page, 'Travellers'));
  await say(ada.page, 'before the tunnel');
  await bob.page.getByText('before the tunnel').waitFor();
  const group = new URL(bob.page.url()).pathname;
  await kept(bob.page);
  await expect.poll(() => answersIn(bob.page)).toContain('before the tunnel');
  await ada.page.getByRole('button', { name: 'New whiteboard' }).click();
  await ada.page.waitForURL('**/boards/brd_*');
  const board = new URL(ada.page.url()).pathname;
  await bob.page.goto(board);
  await canvas(ada.page).waitFor({ timeout: 30_000 });
  await canvas(bob.page).waitFor({ timeout: 30_000 });
  await draw(ada.page, 'rectangle', 350, 250);
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  await kept(bob.page);

  await between.cut();
  bob.page.on('dialog', (dialog) => void dialog.accept());
  await bob.page.reload();
  await canvas(bob.page).waitFor();
  await bob.page.getByText(/^You are offline: shown as of \d/).waitFor();
  expect(await shapesIn(bob.page)).toBe(1);
  await draw(bob.page, 'ellipse', 600, 300);
  await bob.page.getByText(/unsent/).waitFor();
  await bob.page.goto(group);
  await bob.page.getByText('before the tunnel').waitFor();
  await say(bob.page, 'from the tunnel');
  await bob.page.getByText('1 unsent').waitFor();
  await bob.page.reload();
  await bob.page.getByText('from the tunnel').waitFor();
  await bob.page.getByText('1 unsent').waitFor();
  await bob.page.goto(board);
  await canvas(bob.page).waitFor();
  expect(await shapesIn(bob.page)).toBe(2);

  await between.mend();
  await expect.poll(() => shapesIn(ada.page), { timeout: 40_000 }).toBe(2);
  await bob.page.getByText(/shown as of/).waitFor({ state: 'detached' });
  await bob.page.goto(group);
  await ada.page.goto(group);
  const all = ['before the tunnel', 'from the tunnel'];
  await expect.poll(() => said(ada.page), { timeout: 40_000 }).toEqual(all);
  await expect.poll(() => said(bob.page)).toEqual(all);
  await Promise.all([ada.close(), bob.close()]);
});

test('a diagram that is completed in a tunnel, and a message half written, outlive the page', async () => {
  const { page, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'Interrupted');
  const group = new URL(page.url()).pathname;
  await field(page).fill('half a thought');
  await page.goto('/diagrams/cache-aside');
  const button = page.getByRole('button', { name: /^Complete/ });
  await button.scrollIntoViewIfNeeded();
  // The code of the button that asks the server has come.
  await page.getByLabel('Completion').getByRole('status').waitFor({ state: 'attached' });
  await kept(page);
  await page.context().setOffline(true);
  await button.click();
  await page.getByText('You are offline. This is kept here').waitFor();
  await page.reload();
  await button.scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Completed', pressed: true }).waitFor();
  await page.getByText('You are offline. This is kept here').waitFor();
  // Any page sends it, not only the one on which it was pressed.
  await page.context().setOffline(false);
  await page.goto(group);
  expect(await field(page).inputValue()).toBe('half a thought');
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain('completion');
  await page.goto('/progress');
  await page.getByText('1 of').first().waitFor();
  await close();
});

const boardsHere = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).filter(({ name }) => name?.startsWith('atlas.board.')).map(() => 'board'),
  );

test('signing out drops what was kept, and somebody else in this browser sees nothing of it', async () => {
  const { page, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'Private matters');
  await say(page, 'a secret');
  await expect.poll(() => page.getByText('Sending').count()).toBe(0);
  const group = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'New whiteboard' }).click();
  await page.waitForURL('**/boards/brd_*');
  await canvas(page).waitFor({ timeout: 30_000 });
  await kept(page);
  await expect.poll(() => answersIn(page)).toMatch(/"boards":\[[^\]]*Whiteboard 1/);
  await page.goto(group);
  await page.getByText('a secret').waitFor();
  await expect.poll(() => answersIn(page)).toContain('a secret');
  expect(await boardsHere(page)).toEqual(['board']);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('Signed out.').waitFor();
  await expect.poll(() => answersIn(page)).toBe('[]');
  await expect.poll(() => boardsHere(page)).toEqual([]);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'This group is not open to you' }).waitFor();

  await page.context().setOffline(false);
  await signUp(page, atlas.url, 'Bob');
  await page.context().setOffline(true);
  await page.goto(group);
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/secret|Private matters|shown as of/);
  await close();
});

test('a page that was never opened says so without a network, and opens by itself with one', async () => {
  const { page, close } = await atlas.visit();
  await page.goto('/diagrams/cache-aside');
  await kept(page);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: /cache-aside/i }).waitFor();
  await page.getByText('You are offline.', { exact: false }).first().waitFor();
  await page.goto('/labs');
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Labs' }).waitFor();
  await close();
});

test('a server that is down is no network, and is noticed when it is back', async () => {
  const proxy = await openProxy(atlas.url);
  const { page, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'Behind a proxy');
  await say(page, 'still here');
  await expect.poll(() => page.getByText('Sending').count()).toBe(0);
  const group = proxy.url + new URL(page.url()).pathname;
  await page.goto(group);
  await page.getByText('still here').waitFor();
  await kept(page);
  await expect.poll(() => answersIn(page)).toContain('still here');
  proxy.down();
  await page.reload();
  await page.getByText('still here').waitFor();
  await page.getByText(/^Atlas cannot be reached: shown as of \d/).waitFor();
  proxy.up();
  await page.getByText('Atlas cannot be reached').waitFor({ state: 'detached' });
  await close();
  await proxy.close();
});

test('what is no page passes the worker once: a way back from a sign-in elsewhere counts', async () => {
  const proxy = await openProxy(atlas.url);
  const { page, close } = await atlas.visit({ baseURL: proxy.url });
  await page.goto('/diagrams');
  await kept(page);
  await page.goto('/diagrams');
  const way = '/auth/google/callback?code=1&state=2';
  await page.goto(way);
  expect(proxy.asked(way)).toBe(1);
  await close();
  await proxy.close();
});

test('a new build takes the place of the old one, says so, and can be retired', async () => {
  const proxy = await openProxy(atlas.url);
  const { page, close } = await atlas.visit({ baseURL: proxy.url });
  const caches = () => page.evaluate(async () => (await window.caches.keys()).sort());
  const update = () => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await page.goto('/diagrams');
  await kept(page);
  const [keptFiles, first] = await caches();
  proxy.replace('/service-worker.js', (text) =>
    text.replace(/version:"\w+",entry:"[^"]+"/, 'version:"another",entry:"/assets/another.js"'),
  );
  await update();
  await page.getByText('A new version of Atlas is there.').waitFor();
  expect(await caches()).toEqual([keptFiles, 'atlas-shell-another']);
  expect(first).not.toBe('atlas-shell-another');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { level: 1, name: /diagrams/i }).waitFor();
  await page.context().setOffline(false);

  const retired = await readFile('web/src/worker/retired.js', 'utf8');
  proxy.replace('/service-worker.js', () => retired);
  await update();
  await expect.poll(caches).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: /diagrams/i }).waitFor();
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
    .toBe(0);
  await close();
  await proxy.close();
});

test('answers are kept up to a number, a size and an age', async () => {
  const bundled = await build({
    entryPoints: ['web/src/data/kept-store.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'store',
    write: false,
  });
  const { page, close } = await atlas.visit();
  await page.goto('/no-such-page');
  const found = await page.evaluate(`(async () => {
    ${bundled.outputFiles[0]?.text}
    const day = 86_400_000;
    const now = Date.now();
    await store.putAnswer('ada', 'ancient', 1, now - 40 * day);
    const ancient = await store.findAnswer('ada', 'ancient');
    await store.putAnswer('ada', 'large', 'x'.repeat(600_000), now);
    for (let i = 0; i < 205; i++) await store.putAnswer('ada', String(i), i, now - 1_000 + i);
    const of = async (person, key) => (await store.findAnswer(person, key))?.answer;
    const kept = [ancient, await of('ada', 'large'), await of('ada', '4'), await of('ada', '5'), await of('ada', '204')];
    const other = await of('bob', '204');
    await store.clearAnswers();
    return [kept, other, await of('ada', '204')];
  })()`);
  expect(found).toEqual([[undefined, undefined, undefined, 5, 204], undefined, undefined]);
  await close();
});
