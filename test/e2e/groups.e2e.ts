import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { field, join, said, say, startGroup } from './support/groups.ts';
import { signUp, tunnel } from './support/people.ts';

const atlas = openBrowser();

test('three people join by a link, talk, react, answer, mention and read each other', async () => {
  const [ada, bob, cy] = await Promise.all([atlas.visit(), atlas.visit(), atlas.visit()]);
  for (const [visit, name] of [
    [ada, 'Ada'],
    [bob, 'Bob'],
    [cy, 'Cy'],
  ] as const)
    await signUp(visit.page, atlas.url, name);
  const link = await startGroup(ada.page, 'Three readers');
  await join(bob.page, link);
  await join(cy.page, link);
  await ada.page.locator('.members li', { hasText: 'Cy' }).waitFor();

  await say(ada.page, 'Who reads **cache-aside** with me? /diagrams/cache-aside');
  await bob.page.getByRole('link', { name: /Cache-aside/ }).waitFor();
  await field(bob.page).fill('Me, @A');
  await bob.page.getByRole('option', { name: 'Ada' }).waitFor();
  await bob.page.keyboard.press('Enter');
  await ada.page.getByText('Bob is writing').waitFor();
  await bob.page.keyboard.press('Enter');
  await ada.page.locator('.mention', { hasText: '@Ada' }).waitFor();

  const message = cy.page.locator('.message', { hasText: 'Who reads' });
  await message.hover();
  await message.getByRole('button', { name: 'React' }).click();
  await message.getByRole('button', { name: '🎉' }).click();
  await ada.page.getByRole('button', { name: '🎉 1' }).waitFor();
  await message.hover();
  await message.getByRole('button', { name: 'Reply' }).click();
  await say(cy.page, 'I do too');
  await bob.page.locator('.message-quote', { hasText: 'Ada: Who reads' }).waitFor();

  // Edited and deleted for everybody.
  await field(cy.page).press('ArrowUp');
  await expect.poll(() => field(cy.page).inputValue()).toBe('I do too');
  await say(cy.page, 'I do as well');
  await ada.page.getByText('I do as well').waitFor();
  const own = cy.page.locator('.message', { hasText: 'I do as well' });
  cy.page.on('dialog', (dialog) => void dialog.accept());
  await own.hover();
  await own.getByRole('button', { name: 'More' }).click();
  await own.getByRole('button', { name: 'Delete' }).click();
  await ada.page.getByText('This message was deleted.').waitFor();

  // Somebody elsewhere sees that there is something new, without a reload: here, and on any other page.
  await bob.page.goto('/groups');
  await bob.page.getByRole('link', { name: 'Three readers' }).waitFor();
  await say(ada.page, 'One more thing');
  const comesBack = (page: Page) =>
    page.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));
  await expect
    .poll(async () => {
      await comesBack(bob.page);
      return bob.page.locator('.badge').allInnerTexts();
    })
    .toEqual(['1 new']);
  await bob.page.goto('/diagrams');
  await bob.page.getByRole('link', { name: 'Groups 1 new' }).click();
  await bob.page.getByRole('link', { name: 'Three readers' }).click();
  // Being read, it is new no more.
  await bob.page.locator('.site-nav').getByRole('link', { name: 'Groups', exact: true }).waitFor();
  await bob.page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/groups', new URL(ada.page.url()).pathname, '/partners']) {
    await bob.page.goto(path);
    await bob.page.getByRole('button', { name: /^Account of/ }).waitFor();
    expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  const { violations } = await new AxeBuilder({ page: ada.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect([...ada.problems, ...bob.problems, ...cy.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close(), cy.close()]);
});

test('W13 who was in a tunnel misses nothing, and what was written there is sent, once and in order', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  const between = await tunnel(bob.page);
  const link = await startGroup(ada.page, 'Tunnel');
  await join(bob.page, link);
  await say(ada.page, 'one');
  await bob.page.getByText('one', { exact: true }).waitFor();
  await between.cut();
  await bob.page.locator('.connection[data-state="offline"]').waitFor();
  await say(bob.page, 'from the tunnel 1');
  await say(bob.page, 'from the tunnel 2');
  await bob.page.getByText('2 unsent').waitFor();
  for (const text of ['two', 'three', 'four']) await say(ada.page, text);
  await ada.page.getByText('four', { exact: true }).waitFor();
  // A page shows what is still on its way: only what the server has is certain to come first.
  await expect.poll(() => ada.page.getByText('Sending').count()).toBe(0);
  await between.mend();
  const all = ['one', 'two', 'three', 'four', 'from the tunnel 1', 'from the tunnel 2'];
  await expect.poll(() => said(bob.page), { timeout: 40_000 }).toEqual(all);
  await expect.poll(() => said(ada.page)).toEqual(all);
  await bob.page.getByText('Live', { exact: true }).waitFor();
  await Promise.all([ada.close(), bob.close()]);
});

test('a goal of diagrams and labs is found by title, followed, and shows what is done', async () => {
  const { page, problems, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'With a goal');
  await page.getByRole('button', { name: 'Change the goal' }).click();
  for (const title of ['Cache-aside with a database behind it', 'Calm a retry storm']) {
    await page.getByLabel('Find a diagram or a lab').fill(title.toUpperCase());
    await page.getByRole('button', { name: `Add ${title}` }).click();
    await page.getByRole('button', { name: `Take ${title} out` }).waitFor();
  }
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('You have done 0 of 2.').waitFor();
  await say(page, 'First /labs/calm-a-retry-storm');
  await page.locator('.unfolded').getByRole('link', { name: 'Calm a retry storm' }).waitFor();
  await page.locator('.goal').getByRole('link', { name: 'Cache-aside' }).click();
  await page.getByRole('button', { name: 'Complete this diagram' }).click();
  await page.getByRole('button', { name: 'Completed', pressed: true }).waitFor();
  await page.goBack();
  await page.getByText('You have done 1 of 2.').waitFor();
  await page.locator('.goal').getByRole('link', { name: 'Calm a retry storm' }).click();
  await page.getByRole('button', { name: 'Start the lab' }).waitFor();
  expect(problems).toEqual([]);
  await close();
});

test('who looks after a group sees what was reported, lets it stay or deletes it', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  await join(bob.page, await startGroup(ada.page, 'Reports'));
  for (const text of ['harmless', 'rude']) await say(bob.page, text);
  ada.page.on('dialog', (dialog) => void dialog.accept());
  await ada.page.getByText('rude', { exact: true }).waitFor();
  // A third person would report them; a moderator does not decide about their own.
  const cy = await atlas.visit();
  await signUp(cy.page, atlas.url, 'Cy');
  await join(cy.page, await ada.page.getByLabel('Invitation link').inputValue());
  cy.page.on('dialog', (dialog) => void dialog.accept('Look at this'));
  for (const text of ['harmless', 'rude']) {
    const message = cy.page.locator('.message', { hasText: text });
    await message.hover();
    await message.getByRole('button', { name: 'More' }).click();
    await message.getByRole('button', { name: 'Report' }).click();
    await cy.page.getByText('Reported. Thank you.').first().waitFor();
  }
  const reported = ada.page.getByRole('region', { name: /^Reported/ });
  await reported.getByText('Look at this').nth(1).waitFor();
  expect(await reported.innerText()).not.toContain('Cy');
  const entry = (text: string) => reported.getByRole('listitem').filter({ hasText: text });
  await entry('harmless').getByRole('button', { name: 'Let it stay' }).click();
  await entry('harmless').waitFor({ state: 'detached' });
  await entry('rude').getByRole('button', { name: 'Delete the message' }).click();
  await bob.page.getByText('This message was deleted.').waitFor();
  await reported.waitFor({ state: 'detached' });
  expect(await bob.page.getByRole('region', { name: /^Reported/ }).count()).toBe(0);
  await Promise.all([ada.close(), bob.close(), cy.close()]);
});

test('what was said long ago is found, shown and focused; what was answered to it leads back', async () => {
  const { page, problems, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'Long ago');
  await page.getByText('Live', { exact: true }).waitFor();
  await say(page, 'the needle');
  const needle = page.locator('.message', { hasText: 'the needle' });
  await needle.hover();
  await needle.getByRole('button', { name: 'Reply' }).click();
  await say(page, 'an answer to it');
  const text = (n: number) => `straw number ${n}`;
  for (let n = 1; n <= 55; n++) await say(page, text(n));
  await expect.poll(() => page.getByText('Sending').count(), { timeout: 30_000 }).toBe(0);
  await page.reload();
  await page.getByText(text(55), { exact: true }).waitFor();
  expect(await needle.count()).toBe(0);

  await page.getByRole('button', { name: 'Show earlier messages' }).click();
  await page.getByText('an answer to it').waitFor();
  await page.reload();
  await page.getByText(text(55), { exact: true }).waitFor();
  await page.getByRole('searchbox', { name: 'Search this chat' }).fill('answer');
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Found messages' })
    .getByRole('button', { name: /an answer/ })
    .press('Enter');
  const shown = page.locator('.message:focus');
  await shown.filter({ hasText: 'an answer to it' }).waitFor();
  expect(await shown.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
  // It stays where it was brought to.
  await page.waitForTimeout(500);
  expect(await page.getByText('an answer to it').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Newest messages' }).isVisible()).toBe(true);
  await shown.getByRole('button', { name: /Ada: the needle/ }).press('Enter');
  await shown.filter({ hasText: 'the needle' }).waitFor();
  expect(problems).toEqual([]);
  await close();
});

test('an edit that does not get through keeps its text, and a draft outlives it', async () => {
  const { page, close } = await atlas.visit();
  await signUp(page, atlas.url, 'Ada');
  await startGroup(page, 'Edits');
  await page.getByText('Live', { exact: true }).waitFor();
  await say(page, 'a tpyo');
  await expect.poll(() => page.getByText('Sending').count()).toBe(0);
  await field(page).press('ArrowUp');
  await expect.poll(() => field(page).inputValue()).toBe('a tpyo');
  await page.route('**/graphql', (route) => route.abort());
  await say(page, 'a typo');
  await page.getByRole('alert').filter({ hasText: 'Not saved.' }).waitFor();
  expect(await field(page).inputValue()).toBe('a typo');
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Save' }).click();
  const own = page.locator('.message', { hasText: 'a typo' });
  await own.getByText('edited').waitFor();
  await field(page).fill('half a thought');
  await own.hover();
  await own.getByRole('button', { name: 'More' }).click();
  await own.getByRole('button', { name: 'Edit' }).click();
  await field(page).press('Escape');
  expect(await field(page).inputValue()).toBe('half a thought');
  await close();
});

test('an owner renames a group, gives roles, removes somebody and archives; the others see it at once', async () => {
  const [ada, bob, cy] = await Promise.all([atlas.visit(), atlas.visit(), atlas.visit()]);
  for (const [visit, name] of [
    [ada, 'Ada'],
    [bob, 'Bob'],
    [cy, 'Cy'],
  ] as const)
    await signUp(visit.page, atlas.url, name);
  const link = await startGroup(ada.page, 'To be led');
  await join(bob.page, link);
  await join(cy.page, link);
  ada.page.on('dialog', (dialog) => void dialog.accept());

  await ada.page.getByRole('button', { name: 'Change name and description' }).click();
  const form = ada.page.getByRole('form', { name: 'Change the group' });
  await form.getByLabel('Name').fill('Well led');
  await form.getByRole('button', { name: 'Save' }).click();
  for (const { page } of [ada, bob]) await page.getByRole('heading', { name: 'Well led' }).waitFor();

  await ada.page.getByLabel('Change Bob').selectOption({ label: 'Make moderator' });
  await bob.page.locator('.members li', { hasText: 'Bob' }).getByText('Moderator').waitFor();
  // A moderator invites; a member does not.
  await bob.page.getByLabel('Invitation link').waitFor();
  expect(await cy.page.getByLabel('Invitation link').count()).toBe(0);

  await ada.page.getByLabel('Change Cy').selectOption({ label: 'Remove' });
  await cy.page.getByRole('heading', { name: 'This group is not open to you' }).waitFor();
  await ada.page.locator('.members li', { hasText: 'Cy' }).waitFor({ state: 'detached' });
  await cy.page.goto(link);
  await cy.page.getByRole('heading', { name: 'This invitation is not good any more' }).waitFor();
  await expect.poll(() => ada.page.getByLabel('Invitation link').inputValue()).not.toBe(link);
  await join(cy.page, await ada.page.getByLabel('Invitation link').inputValue());

  await ada.page.getByRole('button', { name: 'Archive the group' }).click();
  for (const { page } of [ada, bob, cy]) {
    await page.getByText('This group is archived: it can be read').waitFor();
    expect(await field(page).count()).toBe(0);
  }
  await ada.page.getByRole('button', { name: 'Bring the group back' }).click();
  await field(bob.page).waitFor();
  await Promise.all([ada.close(), bob.close(), cy.close()]);
});

test('the address of an open group leads in whoever it was sent to', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await startGroup(ada.page, 'Open to all', true);
  const { pathname } = new URL(ada.page.url());
  await bob.page.goto(pathname);
  await bob.page.getByRole('heading', { name: 'Open to all' }).waitFor();
  const signIn = bob.page.getByRole('link', { name: 'Sign in to join' });
  expect(await signIn.getAttribute('href')).toBe(`/sign-in?return=${encodeURIComponent(pathname)}`);
  await signUp(bob.page, atlas.url, 'Bob');
  await bob.page.goto(pathname);
  await bob.page.getByText('1 member').waitFor();
  await bob.page.getByRole('button', { name: 'Join the group' }).click();
  await bob.page.getByText('Live', { exact: true }).waitFor();
  await ada.page.locator('.members li', { hasText: 'Bob' }).waitFor();
  await say(bob.page, 'a word before I am sent away');
  await ada.page.getByText('a word before').waitFor();
  ada.page.on('dialog', (dialog) => void dialog.accept());
  await ada.page.getByLabel('Change Bob').selectOption({ label: 'Remove' });
  await bob.page.getByText('You are no member of this group any more').waitFor();
  // What he said is his still, for who loads the page anew too.
  await ada.page.reload();
  await ada.page.locator('.message', { hasText: 'a word before' }).getByText('Bob').waitFor();
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

test('what is written without a connection outlives the page', async () => {
  const ada = await atlas.visit();
  await signUp(ada.page, atlas.url, 'Ada');
  await startGroup(ada.page, 'Alone');
  await ada.page.getByText('Live', { exact: true }).waitFor();
  await ada.page.route('**/graphql', (route) => route.abort());
  await say(ada.page, 'kept');
  await ada.page.getByText('kept').waitFor();
  await ada.page.waitForTimeout(300);
  await ada.page.unroute('**/graphql');
  await ada.page.reload();
  await expect.poll(() => said(ada.page), { timeout: 20_000 }).toEqual(['kept']);
  await expect.poll(() => ada.page.getByText('Sending').count()).toBe(0);
  await ada.close();
});

test('partners find each other by language and hours, ask, and get a group', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  for (const { page } of [ada, bob]) {
    await page.goto('/partners');
    // Rare, so that nobody of another test fits.
    await page.getByLabel('Tiếng Việt').check();
    await page.getByLabel('English').uncheck();
    await page.getByLabel('Monday evening').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
  }
  await bob.page.getByText('Free at the same time').waitFor();
  expect(await bob.page.content()).not.toContain('@example.com');
  await bob.page.getByRole('button', { name: 'Ask Ada' }).click();
  await bob.page.getByText('was asked').waitFor();
  await bob.page.getByRole('button', { name: 'Take back what you asked Ada' }).click();
  await bob.page.getByText('was asked').waitFor({ state: 'detached' });
  await bob.page.getByRole('button', { name: 'Ask Ada' }).click();
  await bob.page.getByText('was asked').waitFor();
  await ada.page.reload();
  await ada.page.getByRole('button', { name: 'Accept Bob' }).click();
  await ada.page.waitForURL('**/groups/grp_*');
  await ada.page.getByRole('heading', { name: 'Bob and Ada' }).waitFor();
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

test('two read one diagram: each sees where the other points, and one follows the other', async () => {
  const [ada, bob] = await Promise.all([atlas.visit(), atlas.visit()]);
  await signUp(ada.page, atlas.url, 'Ada');
  await signUp(bob.page, atlas.url, 'Bob');
  await join(bob.page, await startGroup(ada.page, 'Side by side'));
  await say(ada.page, '/diagrams/cache-aside');
  for (const { page } of [ada, bob]) {
    await page.locator('.unfolded a').click();
    await page.waitForURL('**/diagrams/cache-aside?group=grp_*');
  }
  const follow = bob.page.getByRole('button', { name: 'Follow Ada' });
  await follow.waitFor();
  await ada.page.locator('.viewer-svg').hover();
  await bob.page.locator('.pointer text', { hasText: 'Ada' }).waitFor();
  await follow.click();
  await ada.page.locator('[data-part="cache"]').first().click();
  await bob.page.waitForURL('**/diagrams/cache-aside?*part=cache*');
  expect(bob.page.url()).toContain('group=grp_');
  await bob.page.locator('.pointer-selection').waitFor();
  await ada.page.getByRole('button', { name: 'Read alone' }).click();
  await expect.poll(() => bob.page.locator('.together li').count()).toBe(0);
  expect([...ada.problems, ...bob.problems]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});
