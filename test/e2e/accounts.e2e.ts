import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { linkTo as linkAt, PASSWORD, signUp as signUpAt } from './support/people.ts';

const atlas = openBrowser();
const linkTo = (email: string) => linkAt(atlas.url, email);
const signUp = (page: Page) => signUpAt(page, atlas.url);

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function complete(page: Page, slug: string): Promise<void> {
  await page.goto(`/diagrams/${slug}`);
  await page.waitForLoadState('networkidle');
  // The page shows it at once; here it has to have arrived.
  const saved = page.waitForResponse((response) =>
    Boolean(response.url().endsWith('/graphql') && response.request().postData()?.includes('diagramId')),
  );
  await page.getByRole('button', { name: /complete this diagram/i }).click();
  await saved;
}

const completedCount = async (page: Page) => {
  await page.goto('/progress');
  await page.waitForLoadState('networkidle');
  return page.locator('main').innerText();
};

test('a guest signs up by mail and keeps what was done; the address of the page loses its token', async () => {
  const { page, problems, close } = await atlas.visit();
  await complete(page, 'cache-aside');
  await signUp(page);
  expect(page.url()).not.toContain('#');
  expect(await completedCount(page)).toMatch(/\b1\b/);
  await page
    .getByRole('button', { name: /account/i })
    .first()
    .waitFor();
  expect(problems).toEqual([]);
  await close();
});

test('signing in elsewhere brings the progress, and adds what was done there', async () => {
  const first = await atlas.visit();
  await complete(first.page, 'cache-aside');
  const email = await signUp(first.page);
  const second = await atlas.visit();
  await complete(second.page, 'change-data-capture');
  await signIn(second.page, email);
  await second.page.waitForURL('**/progress');
  expect(await completedCount(second.page)).toMatch(/\b2\b/);
  await Promise.all([first.close(), second.close()]);
});

test('a wrong password is said above the form, what was typed stays', async () => {
  const { page, close } = await atlas.visit();
  await signIn(page, 'nobody@example.com', 'not the password');
  await page.getByRole('alert').getByText('not right').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody@example.com');
  await close();
});

test('a forgotten password is set anew by mail, and other devices are signed out', async () => {
  const first = await atlas.visit();
  const email = await signUp(first.page);
  const second = await atlas.visit();
  await second.page.goto('/forgot-password');
  await second.page.getByLabel('E-mail').fill(email);
  await second.page.getByRole('button', { name: /send/i }).click();
  await second.page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  let link = '';
  await expect
    .poll(async () => (link = await linkTo(email)), { timeout: 10_000 })
    .toContain('/reset-password');
  await second.page.goto(link);
  await second.page.getByRole('textbox', { name: /password/i }).fill('seven loud mountains');
  await second.page.locator('form button[type=submit]').click();
  await second.page.waitForURL('**/sign-in*');
  await signIn(second.page, email, 'seven loud mountains');
  await second.page.waitForURL('**/progress');
  await first.page.goto('/settings');
  await first.page
    .getByRole('link', { name: /sign in/i })
    .first()
    .waitFor();
  await Promise.all([first.close(), second.close()]);
});

test('settings: the name changes, another device is ended, the archive comes, the account goes', async () => {
  const { page, close } = await atlas.visit();
  const email = await signUp(page);
  const phone = await atlas.visit({ userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0' });
  await signIn(phone.page, email);
  await phone.page.waitForURL('**/progress');

  await page.goto('/settings');
  await page.getByText('Firefox on Android').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByRole('button', { name: /save/i }).first().click();
  await page.getByText(/saved/i).first().waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Ada Lovelace');

  await page.getByRole('button', { name: /sign out.*firefox on android|end.*firefox on android/i }).click();
  await expect.poll(() => page.getByRole('button', { name: /firefox on android/i }).count()).toBe(0);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /download everything/i }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^atlas-.*\.zip$/);

  await page.getByLabel(/type.*delete/i).fill('delete');
  await page
    .locator('form')
    .filter({ hasText: /delete/i })
    .getByLabel(/password/i)
    .first()
    .fill(PASSWORD);
  await page
    .getByRole('button', { name: /delete/i })
    .last()
    .click();
  await page.waitForURL(`${atlas.url}/`);
  await signIn(page, email);
  await page.getByRole('alert').getByText('not right').waitFor();
  await Promise.all([close(), phone.close()]);
});

test('the menu of the account is worked by keyboard, and signs out', async () => {
  const { page, close } = await atlas.visit();
  await signUp(page);
  const button = page.getByRole('button', { name: /account/i }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await close();
});

test('what is completed in one tab shows in another at once', async () => {
  const { page, close } = await atlas.visit();
  await signUp(page);
  const other = await page.context().newPage();
  await other.goto('/progress');
  await other.getByText(/^Live/).waitFor();
  await complete(page, 'cache-aside');
  await other
    .getByRole('link', { name: /Cache-aside with a database/ })
    .first()
    .waitFor();
  await expect
    .poll(() => other.locator('main').innerText(), { timeout: 10_000 })
    .not.toContain('Nothing completed yet');
  await close();
});
