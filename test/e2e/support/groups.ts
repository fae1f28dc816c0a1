import type { Page } from 'playwright-core';

/** Where a message is written. */
export const field = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** What the chat shows, in order: the words alone. */
export const said = (page: Page) => page.locator('.message-text').allInnerTexts();

/** Starts a group; gives back the link that invites to it. */
export async function startGroup(page: Page, name: string, isOpen = false): Promise<string> {
  await page.goto('/groups');
  await page.getByRole('button', { name: 'Start a group' }).click();
  await page.getByLabel('Name').fill(name);
  if (!isOpen) await page.getByLabel('Who may join').selectOption('INVITATION');
  await page.getByRole('button', { name: 'Start the group' }).click();
  await page.waitForURL('**/groups/grp_*');
  return page.getByLabel('Invitation link').inputValue();
}

export async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Join the group' }).click();
  await page.waitForURL('**/groups/grp_*');
  await page.getByText('Live', { exact: true }).waitFor();
}
