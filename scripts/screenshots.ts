import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * `npm run screenshots`: takes the README's pictures of a fresh Atlas into docs/pictures. Needs Chromium, or
 * another browser of its kind that CHROMIUM names.
 */
const OUT = 'docs/pictures';
const SLUG = process.argv[2] ?? 'cache-aside';

interface Picture {
  name: string;
  path: string;
  width: number;
  height: number;
  dark?: boolean;
}

const PICTURES: Picture[] = [
  { name: 'landing', path: '/', width: 1280, height: 800 },
  { name: 'catalogue', path: '/diagrams', width: 1280, height: 800 },
  { name: 'viewer-light', path: `/diagrams/${SLUG}?step=1`, width: 1280, height: 1000 },
  { name: 'viewer-dark', path: `/diagrams/${SLUG}?step=2`, width: 1280, height: 1000, dark: true },
  { name: 'phone', path: `/diagrams/${SLUG}`, width: 390, height: 844 },
];

/** Milliseconds for a first start, which unpacks PostgreSQL and builds the site. */
const START_LIMIT = 90_000;

const data = await mkdtemp(join(tmpdir(), 'atlas-pictures-'));
const url = `http://localhost:${20_000 + Math.floor(Math.random() * 20_000)}`;
const atlas = spawn('node', ['local/start.js'], {
  env: { ...process.env, ATLAS_DATA: data, PORT: new URL(url).port, NO_COLOR: '1' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
const exited = new Promise<void>((resolve) => atlas.once('exit', () => resolve()));
try {
  await started();
  const browser = await launch();
  await mkdir(OUT, { recursive: true });
  for (const picture of PICTURES) await take(browser, picture);
  await browser.close();
} finally {
  atlas.kill('SIGINT');
  await exited;
  await rm(data, { recursive: true, force: true });
}

async function started(): Promise<void> {
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (atlas.exitCode !== null || Date.now() > deadline) throw new Error('Atlas did not start.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function launch(): Promise<Browser> {
  const names = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const executablePath = names.find((name) => name && existsSync(name));
  if (!executablePath)
    throw new Error("Pictures need Chromium: install your system's package or set CHROMIUM.");
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

async function take(browser: Browser, { name, path, width, height, dark }: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    // Still pictures: nothing is caught between two steps.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}: is there such a diagram?`);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await context.close();
}
