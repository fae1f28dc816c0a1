import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { draw, picture, shapesIn } from './support/boards.ts';
import { openBrowser, type Visit } from './support/browser.ts';
import { join, startGroup } from './support/groups.ts';
import { signUp, tunnel } from './support/people.ts';

const atlas = openBrowser();

/** Two members of a group before the same whiteboard. */
async function together(): Promise<{ ada: Visit; bob: Visit; between: Awaited<ReturnType<typeof tunnel>> }> {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  const between = await tunnel(bob.page);
  await join(bob.page, await startGroup(ada.page, 'Drawers'));
  await ada.page.getByRole('button', { name: 'New whiteboard' }).click();
  await ada.page.waitForURL('**/boards/brd_*');
  await bob.page.goto(new URL(ada.page.url()).pathname);
  for (const { page } of [ada, bob]) {
    await page.locator('.excalidraw canvas').first().waitFor({ timeout: 30_000 });
    await page.getByText('Live', { exact: true }).waitFor();
  }
  return { ada, bob, between };
}

/** Pastes so many strokes of 120 points, as from another whiteboard. */
async function pasteStrokes(page: Page, count: number): Promise<void> {
  // It listens to the keyboard of a page whose drawing has the focus.
  await page.mouse.click(640, 500);
  await page.evaluate((strokes) => {
    const elements = Array.from({ length: strokes }, (_, i) => ({
      type: 'freedraw',
      id: `stroke-${i}`,
      x: (i % 20) * 60,
      y: Math.floor(i / 20) * 60,
      width: 50,
      height: 50,
      points: Array.from({ length: 120 }, (_, j) => [(j * 50) / 119, 25 + 25 * Math.sin(i + j / 7)]),
      pressures: [],
      simulatePressure: true,
      strokeColor: '#1e1e1e',
      backgroundColor: 'transparent',
      version: 1,
      isDeleted: false,
    }));
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', JSON.stringify({ type: 'excalidraw/clipboard', elements }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, count);
}

/** Runs a mutation as who has signed in on a page. */
async function mutate(page: Page, query: string): Promise<void> {
  const answer = await page.evaluate(async (text) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/graphql', {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: text }),
    });
    return response.json();
  }, query);
  expect(answer.errors).toBeUndefined();
}

const idIn = (page: Page) => page.url().split('/').at(-1) ?? '';

/** Where the pointers of others are drawn on a page. */
const pointersOn = (page: Page) =>
  page.locator('canvas.interactive').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
    let [count, x, y] = [0, 0, 0];
    for (let i = 3; i < data.length; i += 4)
      if (data[i]) {
        count += 1;
        x += ((i - 3) / 4) % width;
        y += Math.floor((i - 3) / 4 / width);
      }
    return count > 0 ? { x: x / count / width, y: y / count / height } : undefined;
  });

async function isInMiddle(page: Page): Promise<boolean> {
  const { x, y } = (await pointersOn(page)) ?? { x: 0, y: 0 };
  return Math.min(x, y) > 0.15 && Math.max(x, y) < 0.85;
}

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
  await ada.page.getByLabel('Find a diagram').fill('cache aside');
  await ada.page.keyboard.press('Enter');
  await expect.poll(async () => (await picture(bob.page)).includes('Redis'), { timeout: 20_000 }).toBe(true);
  expect(await picture(bob.page)).toBe(await picture(ada.page));
  const [png] = await Promise.all([
    ada.page.waitForEvent('download'),
    ada.page.getByRole('button', { name: 'PNG' }).click(),
  ]);
  const bytes = await readFile(await png.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(5_000);

  // A second one lies beside the first, and undo takes it alone back, without a press in between.
  const one = await shapesIn(bob.page);
  await ada.page.getByRole('button', { name: 'Place a diagram' }).click();
  await ada.page.keyboard.type('cache stampede');
  await ada.page.keyboard.press('Enter');
  await expect.poll(() => shapesIn(bob.page)).toBeGreaterThan(one);
  await ada.page.keyboard.press('Control+z');
  await expect.poll(() => shapesIn(bob.page)).toBe(one);
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

test('W14 much that was drawn in a tunnel arrives, and both have the same picture', async () => {
  const { ada, bob, between } = await together();
  await between.cut();
  await bob.page.locator('.connection[data-state="offline"]').waitFor();
  // More than a message holds, than a request that outlives its page may hold, and than the server takes at once.
  await pasteStrokes(bob.page, 300);
  await bob.page.getByText(/unsent/).waitFor();
  await between.mend();
  await expect.poll(() => shapesIn(ada.page), { timeout: 60_000 }).toBe(300);
  await bob.page.getByText('Live', { exact: true }).waitFor();
  expect(await picture(bob.page)).toBe(await picture(ada.page));
  // What is pasted while there is a connection is as much.
  await pasteStrokes(ada.page, 80);
  await expect.poll(() => shapesIn(bob.page), { timeout: 60_000 }).toBe(380);
  await ada.page.getByText('Live', { exact: true }).waitFor();
  await Promise.all([ada.close(), bob.close()]);
}, 150_000);

test('W14 a page that is loaded anew in the tunnel shows what was drawn, and knows that it is unsent', async () => {
  const { ada, bob, between } = await together();
  await between.cutLive();
  await bob.page.locator('.connection:not([data-state="live"])').waitFor();
  await draw(bob.page, 'ellipse', 600, 300);
  await bob.page.getByText(/unsent/).waitFor();
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  bob.page.once('dialog', (dialog) => void dialog.accept());
  await bob.page.reload();
  await bob.page.locator('.excalidraw canvas').first().waitFor();
  await bob.page.getByText(/unsent/).waitFor();
  expect(await shapesIn(bob.page)).toBe(1);
  await between.mend();
  await expect.poll(() => shapesIn(ada.page), { timeout: 40_000 }).toBe(1);
  await bob.page.getByText('Live', { exact: true }).waitFor({ timeout: 40_000 });
  await Promise.all([ada.close(), bob.close()]);
});

test('W14 a whiteboard that is deleted while one is away can be looked at and saved, also later', async () => {
  const { ada, bob, between } = await together();
  await draw(ada.page, 'rectangle', 350, 250);
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  await between.cut();
  await bob.page.locator('.connection[data-state="offline"]').waitFor();
  await draw(bob.page, 'ellipse', 600, 300);
  await mutate(ada.page, `mutation { deleteBoard(id: "${idIn(ada.page)}") }`);
  await between.mend();
  const gone = bob.page.getByText('This whiteboard is gone.');
  await gone.waitFor({ timeout: 40_000 });
  for (const again of [false, true]) {
    if (again) await bob.page.reload();
    await gone.waitFor();
    await bob.page.getByText(/changes? of yours never arrived/).waitFor();
    await bob.page.locator('.excalidraw canvas').first().waitFor();
    expect(await shapesIn(bob.page)).toBe(2);
    expect(await bob.page.getByTestId('toolbar-rectangle').count()).toBe(0);
    const [png] = await Promise.all([
      bob.page.waitForEvent('download'),
      bob.page.getByRole('button', { name: 'PNG' }).click(),
    ]);
    expect((await readFile(await png.path())).length).toBeGreaterThan(1_000);
  }
  await Promise.all([ada.close(), bob.close()]);
});

test('W14 who drew while the group was archived is told that nobody else has it', async () => {
  const { ada, bob, between } = await together();
  await between.cut();
  await bob.page.locator('.connection[data-state="offline"]').waitFor();
  await draw(bob.page, 'ellipse', 600, 300);
  await bob.page.getByText(/unsent/).waitFor();
  const group = (await ada.page.locator('.board-title a').getAttribute('href'))?.split('/').at(-1);
  await mutate(ada.page, `mutation { setGroupArchived(id: "${group}", archived: true) { id } }`);
  await between.mend();
  await bob.page.getByText(/changes? of yours never arrived/).waitFor({ timeout: 40_000 });
  await bob.page.reload();
  await bob.page.getByText(/changes? of yours never arrived/).waitFor();
  await bob.page.locator('.excalidraw canvas').first().waitFor();
  expect(await shapesIn(bob.page)).toBe(1);
  expect(await shapesIn(ada.page)).toBe(0);
  await Promise.all([ada.close(), bob.close()]);
});

test('a browser that keeps nothing opens the whiteboard, and says so', async () => {
  const { ada, bob } = await together();
  await draw(ada.page, 'rectangle', 350, 250);
  // As some private windows do: a question that nobody answers.
  await bob.page.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await bob.page.reload();
  await bob.page.getByText('This browser does not keep the whiteboard').waitFor();
  await bob.page.locator('.excalidraw canvas').first().waitFor();
  await expect.poll(() => shapesIn(bob.page)).toBe(1);
  await draw(bob.page, 'ellipse', 600, 300);
  await expect.poll(() => shapesIn(ada.page)).toBe(2);
  await Promise.all([ada.close(), bob.close()]);
});

test('each sees where others point, and follows who has not pointed yet to wherever they go', async () => {
  const { ada, bob } = await together();
  const follow = bob.page.getByRole('button', { name: 'Follow Ada' });
  await follow.click();
  await bob.page.getByRole('button', { name: 'Stop following Ada' }).waitFor();
  expect(await pointersOn(bob.page)).toBeUndefined();
  await draw(ada.page, 'rectangle', 350, 250);
  await expect.poll(() => pointersOn(bob.page)).toBeDefined();
  // She goes far away from what he looks at.
  for (let i = 0; i < 5; i++) await ada.page.mouse.wheel(3_000, 2_000);
  await ada.page.mouse.move(600, 450, { steps: 5 });
  // What was drawn is out of his sight, too; who is not followed would be at the edge.
  await bob.page.getByRole('button', { name: 'Scroll back to content' }).waitFor();
  await expect.poll(() => isInMiddle(bob.page)).toBe(true);
  await bob.page.getByRole('button', { name: 'Stop following Ada' }).click();
  await ada.page.mouse.wheel(9_000, 0);
  await ada.page.mouse.move(640, 500, { steps: 5 });
  await expect.poll(() => isInMiddle(bob.page)).toBe(false);
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

test('who made a whiteboard deletes it from the group, and nobody else’s', async () => {
  const { ada, bob } = await together();
  await bob.page.locator('.board-title a').click();
  await bob.page.getByRole('button', { name: 'New whiteboard' }).click();
  await bob.page.waitForURL('**/boards/brd_*');
  await bob.page.locator('.board-title a').click();
  const own = bob.page.getByRole('button', { name: 'Delete Whiteboard 2' });
  await own.waitFor();
  expect(await bob.page.getByRole('button', { name: 'Delete Whiteboard 1' }).count()).toBe(0);
  bob.page.once('dialog', (dialog) => void dialog.accept());
  await own.click();
  await own.waitFor({ state: 'detached' });
  await bob.page.getByRole('link', { name: 'Whiteboard 1' }).waitFor();
  await Promise.all([ada.close(), bob.close()]);
});
