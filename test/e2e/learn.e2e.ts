import { expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';

/** What a learner does, as a learner does it. */
const atlas = openBrowser();
const SLUG = 'tls-1-3-handshake';

test('find a diagram by search, step through it by keyboard alone, complete it, and find it complete after a reload', async () => {
  const { page, problems, close } = await atlas.visit();
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /search/i }).waitFor();
  await page.keyboard.type('tls handsh');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/diagrams/${SLUG}`);
  await page.locator('.viewer-svg').waitFor();

  await page.keyboard.press('ArrowRight');
  await page.waitForURL('**/*step=1');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL('**/*step=2');
  expect(await page.locator('.viewer-panel').innerText()).toContain('Step 2 of');
  expect(await page.locator('.edge[data-light="lit"]').count()).toBeGreaterThan(0);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL('**/*step=1');
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('step'));

  const button = page.getByRole('button', { name: /complete/i });
  const state = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await button.scrollIntoViewIfNeeded();
  await state;
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /completed/i, pressed: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.reload();
  // The prerendered page is taken over first: its button is another element.
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: /complete/i }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: /completed/i, pressed: true }).waitFor();
  expect(problems).toEqual([]);
  await close();
});

test('a part chosen with Tab and Enter explains itself, has a URL, and Back leaves it', async () => {
  const { page, close } = await atlas.visit();
  await page.goto(`/diagrams/${SLUG}`);
  await page.waitForLoadState('networkidle');
  await page.locator('.node[role="button"]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/*part=*');
  const panel = page.locator('.viewer-panel');
  for (const heading of ['What it is', 'Why it is there', 'When it fails'])
    expect(await panel.innerText()).toContain(heading);
  expect(await page.locator('.node[aria-pressed="true"]').count()).toBe(1);
  expect(await page.locator('.node[data-light="lit"]').count()).toBeGreaterThan(0);
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('part'));
  expect(await page.locator('.node[aria-pressed="true"]').count()).toBe(0);
  await close();
});

test('a link to a step opens at that step', async () => {
  const { page, problems, close } = await atlas.visit();
  await page.goto(`/diagrams/${SLUG}?step=3`);
  await page.getByText('Step 3 of', { exact: false }).first().waitFor();
  expect(problems).toEqual([]);
  await close();
});

test('a group folds and unfolds in its place', async () => {
  const { page, close } = await atlas.visit();
  await page.goto('/diagrams/change-data-capture');
  await page.waitForLoadState('networkidle');
  const nodes = await page.locator('.node').count();
  const title = page.locator('.group-title').first();
  await title.click();
  await page.locator('.group-title[aria-expanded="false"]').waitFor();
  expect(await page.locator('.node').count()).toBeLessThan(nodes);
  await title.press('Enter');
  await page.locator('.group-title[aria-expanded="false"]').waitFor({ state: 'detached' });
  expect(await page.locator('.node').count()).toBe(nodes);
  await close();
});

test('the wheel scrolls the page and Ctrl + wheel zooms the drawing', async () => {
  const { page, close } = await atlas.visit();
  await page.goto('/diagrams/change-data-capture');
  await page.waitForLoadState('networkidle');
  const svg = page.locator('.viewer-svg');
  await svg.hover();
  const view = await svg.getAttribute('viewBox');
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => window.scrollY > 0);
  expect(await svg.getAttribute('viewBox')).toBe(view);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(() => svg.getAttribute('viewBox')).not.toBe(view);
  await page.keyboard.press('0');
  await expect
    .poll(async () => Number((await svg.getAttribute('viewBox'))?.split(' ')[0]))
    .toBeCloseTo(-12, 0);
  await close();
});

test('filters live in the URL and what matches nothing offers a way out', async () => {
  const { page, close } = await atlas.visit();
  await page.goto('/diagrams?category=security&difficulty=5');
  await page.waitForLoadState('networkidle');
  await page.goto('/diagrams');
  await page.getByLabel('Area', { exact: false }).first().selectOption('security');
  await page.waitForURL('**/diagrams?category=security');
  expect(await page.locator('.card').count()).toBeGreaterThanOrEqual(3);
  await page.getByPlaceholder('In title, summary or skill').fill('zzzzzz');
  await expect.poll(() => page.locator('.card').count()).toBe(0);
  expect(await page.getByRole('button', { name: /clear|reset|remove/i }).count()).toBeGreaterThan(0);
  await close();
});

test('the outline says in words what the drawing shows', async () => {
  const { page, close } = await atlas.visit();
  await page.goto(`/diagrams/${SLUG}?view=outline`);
  const outline = page.locator('.viewer-outline');
  await outline.waitFor();
  expect(await outline.innerText()).toContain('When it fails');
  await close();
});

test('export gives an SVG without scripts and the Mermaid source', async () => {
  const { page, close } = await atlas.visit({ acceptDownloads: true });
  await page.goto(`/diagrams/${SLUG}`);
  await page.waitForLoadState('networkidle');
  const exported = async (name: string) => {
    await page.locator('.viewer-export summary').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  };
  const svg = (await exported('SVG picture')).toString();
  expect(svg).toMatch(/^<svg[^>]+xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toMatch(/<script|javascript:|\son\w+=/i);
  expect((await exported('PNG picture')).subarray(1, 4).toString()).toBe('PNG');
  expect((await exported('Mermaid source')).toString()).toContain('sequenceDiagram');
  await close();
});
