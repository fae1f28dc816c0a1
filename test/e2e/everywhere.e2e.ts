import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';

/** What holds on every page: accessible, in both themes, on a phone, without JavaScript, without a network. */
const atlas = openBrowser();
const PAGES = [
  '/',
  '/diagrams',
  '/progress',
  '/diagrams/change-data-capture',
  '/diagrams/star-schema?step=1',
  '/labs',
  '/labs/calm-a-retry-storm',
  '/no-such-page',
  '/sign-in?problem=unverified',
  '/sign-up',
  '/forgot-password',
  '/settings',
  '/groups',
  '/groups/grp_01JABCDEFGHJKMNPQRSTVWXYZ0',
  '/boards/brd_01JABCDEFGHJKMNPQRSTVWXYZ0',
  '/join?invitation=unknown',
  '/partners',
  '/reports',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.each(PAGES)(`axe finds no violation in ${colorScheme}: %s`, async (path) => {
    const { page, close } = await atlas.visit({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
    expect(found).toEqual([]);
    await close();
  });
}

test.each(PAGES)('nothing is wider than a phone of 390 px: %s', async (path) => {
  const { page, close } = await atlas.visit({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await close();
});

test.each(['/', '/diagrams', '/diagrams/change-data-capture'])(
  'can be read without JavaScript: %s',
  async (path) => {
    const { page, close } = await atlas.visit({ javaScriptEnabled: false });
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(await page.locator('h1').innerText()).not.toBe('');
    expect(await page.locator('svg:visible, a[href^="/diagrams/"]:visible').count()).toBeGreaterThan(0);
    if (path.includes('capture')) expect(await page.locator('body').innerText()).toContain('When it fails');
    await close();
  },
);

test('L8 the policy allows no inline script or style, and no page breaks it', async () => {
  for (const path of PAGES) {
    const { page, problems, close } = await atlas.visit();
    const response = await page.goto(path);
    const policy = (await response?.allHeaders())?.['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    await page.waitForLoadState('networkidle');
    const violations = problems.filter((text) => /Content Security Policy/i.test(text));
    expect(violations).toEqual([]);
    await close();
  }
});

test('an unknown page is a 404 with ways back', async () => {
  const { page, close } = await atlas.visit();
  const response = await page.goto('/diagrams/no-such-diagram');
  expect(response?.status()).toBe(404);
  await page
    .getByRole('link', { name: /diagrams/i })
    .first()
    .waitFor();
  await close();
});

test('the theme is chosen once and kept', async () => {
  const { page, close } = await atlas.visit({ colorScheme: 'light' });
  await page.goto('/diagrams');
  await page.waitForLoadState('networkidle');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const choose = page.getByRole('button', { name: /theme|colou?r/i }).first();
  for (let i = 0; i < 3 && (await ground()) === light; i++) await choose.click();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
  await close();
});

test('a diagram that was opened stays readable when the network goes, and search still answers', async () => {
  const { page, close } = await atlas.visit();
  await page.goto('/diagrams/change-data-capture');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /search/i }).waitFor();
  await page.keyboard.type('ca');
  await page.getByRole('option').first().waitFor();
  await page.context().setOffline(true);
  await page.keyboard.type('nary');
  await expect
    .poll(async () => (await page.getByRole('option').allInnerTexts()).join(' '))
    .toContain('Canary');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.getByText('Step 1 of', { exact: false }).first().waitFor();
  await close();
});
