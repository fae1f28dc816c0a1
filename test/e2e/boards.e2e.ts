import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, type Visit } from './support/browser.ts';
import { signUp, tunnel } from './support/people.ts';

const atlas = openBrowser();

/** Two members of a group before the same whiteboard. */
async function together(): Promise<{ ada: Visit; bob: Visit; between: Awaited<ReturnType<typeof tunnel>> }> {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  const between = await tunnel(bob.page);
  await ada.page.goto('/groups');
  await ada.page.getByRole('button', { name: 'Start a group' }).click();
  await ada.page.getByLabel('Name').fill('Drawers');
  await ada.page.getByRole('button', { name: 'Start the group' }).click();
  await ada.page.waitForURL('**/groups/grp_*');
  const link = await ada.page.getByLabel('Invitation link').inputValue();
  await bob.page.goto(link);
  await bob.page.getByRole('button', { name: 'Join the group' }).click();
  await bob.page.waitForURL('**/groups/grp_*');
  await ada.page.getByRole('button', { name: 'New whiteboard' }).click();
  await ada.page.waitForURL('**/boards/brd_*');
  await bob.page.goto(new URL(ada.page.url()).pathname);
  for (const { page } of [ada, bob]) {
    await page.locator('.excalidraw canvas').first().waitFor({ timeout: 30_000 });
    await page.getByText('Live', { exact: true }).waitFor();
  }
  return { ada, bob, between };
}

async function draw(page: Page, tool: 'rectangle' | 'ellipse' | 'freedraw', x: number, y: number) {
  await page.getByTestId(`toolbar-${tool}`).click({ force: true });
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 80, { steps: 12 });
  await page.mouse.up();
}

/** The picture that the page exports: the same shapes are the same bytes. */
async function picture(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** How many shapes the exported picture has. */
const shapesIn = async (page: Page) => (await picture(page)).match(/<g [^>]*transform=/g)?.length ?? 0;

test('two draw together; each takes back their own only; both have the same picture', async () => {
  const { ada, bob } = await together();
  await draw(ada.page, 'rectangle', 350, 250);
  await draw(bob.page, 'ellipse', 600, 400);
  await draw(ada.page, 'freedraw', 350, 500);
  await expect.poll(() => shapesIn(bob.page), { timeout: 20_000 }).toBe(3);
  expect(await picture(bob.page)).toBe(await picture(ada.page));
  await ada.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shapesIn(bob.page)).toBe(2);
  // However often she presses it, Bob's ellipse is not hers to undo; choosing a shape is a step of its own.
  const undo = ada.page.getByRole('button', { name: 'Undo' });
  for (let i = 0; i < 6 && (await undo.isEnabled()); i++) await undo.click();
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  await expect.poll(() => shapesIn(ada.page)).toBe(1);
  const redo = ada.page.getByRole('button', { name: 'Redo' });
  for (let i = 0; i < 6 && (await redo.isEnabled()); i++) await redo.click();
  await expect.poll(() => shapesIn(bob.page)).toBe(3);
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

test('W14 both draw while one is in a tunnel, even over a reload; then both have the same', async () => {
  const { ada, bob, between } = await together();
  await draw(ada.page, 'rectangle', 350, 250);
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  await between.cut();
  await bob.page.locator('.connection[data-state="offline"]').waitFor();
  await draw(bob.page, 'ellipse', 600, 300);
  await draw(bob.page, 'freedraw', 600, 500);
  await draw(ada.page, 'rectangle', 350, 500);
  await bob.page.getByText(/unsent/).waitFor();
  await between.mend();
  await expect.poll(() => shapesIn(ada.page), { timeout: 40_000 }).toBe(4);
  await expect.poll(() => picture(bob.page)).toBe(await picture(ada.page));
  await bob.page.reload();
  await bob.page.locator('.excalidraw canvas').first().waitFor();
  await expect.poll(() => shapesIn(bob.page)).toBe(4);
  await Promise.all([ada.close(), bob.close()]);
});

test('any diagram becomes shapes, and leaves as a picture', async () => {
  const { ada, bob } = await together();
  await ada.page.getByRole('button', { name: 'Place a diagram' }).click();
  await ada.page.getByLabel('Find a diagram').fill('Cache-aside');
  await ada.page.locator('.place-diagram .popup button').first().click();
  await expect.poll(async () => (await picture(bob.page)).includes('Redis'), { timeout: 20_000 }).toBe(true);
  expect(await picture(bob.page)).toBe(await picture(ada.page));
  const [png] = await Promise.all([
    ada.page.waitForEvent('download'),
    ada.page.getByRole('button', { name: 'PNG' }).click(),
  ]);
  const bytes = await readFile(await png.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(5_000);
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});
