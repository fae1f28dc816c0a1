import type { HttpRequest, HttpResponse } from '../platform/alb.ts';
import type { Context } from '../platform/context.ts';
import { isCrossSite } from '../platform/graphql/negotiate.ts';
import { PROVIDERS, type ProviderName } from '../platform/sign-in/providers.ts';

/** What of accounts is no GraphQL: browsers go to these addresses themselves. Undefined: no address of ours. */
export async function answerAuth(ctx: Context, request: HttpRequest): Promise<HttpResponse | undefined> {
  const { path, query, method } = request;
  if (method !== 'GET') return undefined;
  if (path === '/auth/export') return archive(ctx, request);
  const [, provider, step] = path.match(/^\/auth\/([a-z]+)\/(start|callback)$/) ?? [];
  if (!PROVIDERS.includes(provider as ProviderName)) return undefined;
  const { providers, limits } = ctx.services;
  const name = provider as ProviderName;
  await limits.require('login-address', ctx.caller.address, ctx);
  if (!(await providers.names()).includes(name)) return undefined;
  // Loaded when somebody comes this way: a start should not pay for it.
  const { beginOauth, finishOauth } = await import('./oauth.ts');
  if (step === 'callback') return redirect(await finishOauth(ctx, providers, name, query));
  const options = { returnTo: query.get('return') ?? '', link: query.has('link') };
  try {
    return redirect(await beginOauth(ctx, providers, name, options));
  } catch (error) {
    ctx.log.error('A provider does not answer', error, { provider: name });
    return redirect('/sign-in?problem=failed');
  }
}

async function archive(ctx: Context, request: HttpRequest): Promise<HttpResponse> {
  if (!ctx.actor || ctx.actor.guest) return redirect('/sign-in?return=/settings');
  if (isCrossSite(request)) return redirect('/settings');
  await ctx.services.limits.require('export', ctx.actor.userId, ctx);
  const { exportData } = await import('./export.ts');
  const bytes = await exportData(ctx, ctx.actor);
  return {
    status: 200,
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="atlas-${ctx.now.toISOString().slice(0, 10)}.zip"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64: true,
  };
}

function redirect(location: string): HttpResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
}
