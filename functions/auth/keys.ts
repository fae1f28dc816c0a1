import type { Context } from '../platform/context.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createRefresh } from './refresh.ts';
import type { Tokens } from './tokens.ts';

export interface AuthKeys {
  tokens: Tokens;
  refresh: ReturnType<typeof createRefresh>;
  /** Signs what names a device. */
  deviceKeys: readonly Buffer[];
}

/** Who the access tokens are for. */
const AUDIENCE = 'atlas-api';

/** Importing keys takes longer than using them: once for each set that the secrets held. */
const made = new WeakMap<Secrets, AuthKeys>();

export async function keysOf({ services }: Context): Promise<AuthKeys> {
  const secrets = await services.secrets();
  let keys = made.get(secrets);
  if (!keys) {
    // Visitors, who have no token, get their answer without this code.
    const { createTokens } = await import('./tokens.ts');
    const { refresh, signing } = secrets;
    keys = {
      tokens: createTokens({ issuer: services.siteOrigin, audience: AUDIENCE, keys: signing }),
      refresh: createRefresh(refresh as [Buffer, ...Buffer[]]),
      deviceKeys: refresh,
    };
    made.set(secrets, keys);
  }
  return keys;
}
