import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const PASSWORD = 'five quiet harbours';
let count = 0;

/** The newest link that was sent to an address, as a person would read it at the laptop's outbox. */
export async function linkTo(url: string, email: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const response = await fetch(`${url}/outbox`, { headers: { accept: 'application/json' } });
        const mails = (await response.json()) as { to: string; text: string }[];
        found = mails.find(({ to }) => to === email)?.text.match(/http:\/\/\S+#\S+/)?.[0];
        return found;
      },
      { timeout: 20_000 },
    )
    .toBeTruthy();
  return String(found);
}

/** Makes an account by the pages that a person uses; gives back its address. */
export async function signUp(page: Page, url: string, name = 'Ada'): Promise<string> {
  const email = `browser${process.pid}-${++count}@example.com`;
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(await linkTo(url, email));
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make my account' }).click();
  await page.waitForURL('**/progress');
  return email;
}

/**
 * Something between a page and the WebSocket that can be cut, as in a tunnel, and mended. With `cutLive` the WebSocket
 * alone is away, and the page can be loaded anew.
 */
export async function tunnel(
  page: Page,
): Promise<{ cut(): Promise<void>; cutLive(): Promise<void>; mend(): Promise<void> }> {
  let isCut = false;
  const open = new Set<{ close(): Promise<void> }>();
  await page.routeWebSocket(/\/live$/, (socket) => {
    if (isCut) return void socket.close();
    open.add(socket);
    socket.connectToServer();
    socket.onClose(() => {
      open.delete(socket);
    });
  });
  const cutLive = async () => {
    isCut = true;
    await Promise.all([...open].map((socket) => socket.close()));
  };
  return {
    async cut() {
      await page.context().setOffline(true);
      await cutLive();
    },
    cutLive,
    async mend() {
      isCut = false;
      await page.context().setOffline(false);
    },
  };
}
