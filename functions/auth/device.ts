import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import { readCookie, setCookie } from './cookies.ts';
import { keysOf } from './keys.ts';

const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** A name for a device that its owner recognises, such as `Firefox on Linux`; nothing of the header itself. */
export function deviceName(userAgent: string): string {
  const find = (list: readonly (readonly [string, RegExp])[]) =>
    list.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (!browser) return system ?? 'Another device';
  return system ? `${browser} on ${system}` : browser;
}

const YEAR = 365 * 86_400;

/**
 * Remembers that this browser was signed in to an account: whoever knows its password may go on trying from here
 * when strangers have used up the attempts of the account (OWASP, "device cookies").
 */
export async function rememberDevice(ctx: Context, userId: string): Promise<void> {
  const [key] = (await keysOf(ctx)).deviceKeys;
  if (!key) throw new Error('There is no key for devices.');
  const id = randomBytes(16).toString('base64url');
  setCookie(ctx, 'device', `${id}.${signature(key, userId, id)}`, YEAR);
}

/** The id of this browser, if it was signed in to this account before. */
export async function knownDevice(ctx: Context, userId: string | undefined): Promise<string | undefined> {
  const [id = '', signed = ''] = readCookie(ctx, 'device')?.split('.') ?? [];
  if (!userId || !signed) return undefined;
  const { deviceKeys } = await keysOf(ctx);
  const isKnown = deviceKeys.some((key) => equal(signature(key, userId, id), signed));
  return isKnown ? id : undefined;
}

function signature(key: Buffer, userId: string, id: string): string {
  return createHmac('sha256', key).update(`atlas device\0${userId}\0${id}`).digest('base64url');
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
