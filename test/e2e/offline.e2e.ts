import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { draw, shapesIn } from './support/boards.ts';
import { openBrowser } from './support/browser.ts';
import { join, said, say, startGroup } from './support/groups.ts';
import { signUp, tunnel } from './support/people.ts';

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
