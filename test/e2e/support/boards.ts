import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export async function draw(page: Page, tool: 'rectangle' | 'ellipse' | 'freedraw', x: number, y: number) {
  await page.getByTestId(`toolbar-${tool}`).click({ force: true });
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 80, { steps: 12 });
  await page.mouse.up();
}

/** The picture that the page exports: the same shapes are the same bytes. */
export async function picture(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** How many shapes the exported picture has. */
export const shapesIn = async (page: Page) => (await picture(page)).match(/<g [^>]*transform=/g)?.length ?? 0;
