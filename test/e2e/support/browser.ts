import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type RunningAtlas, startAtlas } from './atlas.ts';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Launches the machine's Chromium (or the one that CHROMIUM names); says how to get one when there is none. */
export async function launch(): Promise<Browser> {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error(
      'The browser tests need Chromium: install your system\'s package "chromium" or set CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visit {
  page: Page;
  /** Errors of the page: uncaught exceptions, console errors, CSP violations. */
  problems: string[];
  close(): Promise<void>;
}

/** One Atlas and one browser for the file; `visit` opens a fresh context (own cookies and storage) on it. */
export function openBrowser(): { url: string; visit(options?: BrowserContextOptions): Promise<Visit> } {
  let browser: Browser;
  let atlas: RunningAtlas;
  beforeAll(async () => {
    [browser, atlas] = await Promise.all([launch(), startAtlas()]);
  });
  afterAll(async () => {
    await browser.close();
    await atlas.stop();
  });

  return {
    get url() {
      return atlas.url;
    },
    async visit(options = {}) {
      const context = await browser.newContext({
        baseURL: atlas.url,
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      return { page, problems, close: () => context.close() };
    },
  };
}
