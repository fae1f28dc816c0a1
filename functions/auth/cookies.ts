import type { Context } from '../platform/context.ts';

/**
 * Cookies of Atlas. No script can read one, but `known`: it says that an account is signed in here, nothing else, so
 * that the pages of everybody else need not ask.
 */
export const COOKIES = {
  access: 'atlas_access',
  refresh: 'atlas_refresh',
  device: 'atlas_device',
  attempt: 'atlas_attempt',
  known: 'atlas_known',
};
export type CookieName = keyof typeof COOKIES;

/**
 * Behind HTTPS names begin with `__Host-`, which browsers take from this very host over HTTPS only, so that
 * neither a subdomain nor a network can plant one (RFC 6265bis, 4.1.3.2).
 */
function nameOf({ secure }: Context, name: CookieName): string {
  return secure ? `__Host-${COOKIES[name]}` : COOKIES[name];
}

/** The value that the browser sent, if it has the form of ours. */
export function readCookie(ctx: Context, name: CookieName): string | undefined {
  const wanted = `${nameOf(ctx, name)}=`;
  const found = ctx.caller.cookies.split(/;\s*/).find((pair) => pair.startsWith(wanted));
  const value = found?.slice(wanted.length);
  return value && /^[\w.-]{1,2000}$/.test(value) ? value : undefined;
}

export function setCookie(ctx: Context, name: CookieName, value: string, seconds: number): void {
  const full = nameOf(ctx, name);
  // The last one counts: a browser would keep it, and an answer should say one thing.
  ctx.cookies = ctx.cookies.filter((cookie) => !cookie.startsWith(`${full}=`));
  const isSecret = name !== 'known';
  const attributes = [
    'Path=/',
    ...(isSecret ? ['HttpOnly'] : []),
    'SameSite=Lax',
    `Max-Age=${Math.floor(seconds)}`,
  ];
  if (ctx.secure) attributes.push('Secure');
  ctx.cookies.push([`${full}=${value}`, ...attributes].join('; '));
}

export function clearCookie(ctx: Context, name: CookieName): void {
  setCookie(ctx, name, '', 0);
}
