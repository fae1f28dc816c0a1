import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  jwtVerify,
  SignJWT,
} from 'jose';
import { DomainError } from '../platform/errors.ts';
import { ACCESS_SECONDS, TICKET_SECONDS } from './lifetimes.ts';

/** What a token is for. `typ` says it in the header, so that no kind passes for another (RFC 8725, 3.11). */
const KINDS = {
  access: { typ: 'at+jwt', seconds: ACCESS_SECONDS },
  /** Opens the WebSocket; goes through its first message. */
  ticket: { typ: 'ticket+jwt', seconds: TICKET_SECONDS },
};
const ALGORITHM = 'EdDSA';
/** How far two clocks may differ, in seconds. */
const TOLERANCE = 30;
/** Ours have some 400 characters; longer ones are refused before anything is parsed. */
const MAX_LENGTH = 4_096;
/** Everything else (jku, jwk, x5u, crit ...) asks the verifier for something that it must not do. */
const HEADER_MEMBERS = ['alg', 'kid', 'typ'];

export type TokenKind = keyof typeof KINDS;

export interface TokenClaims {
  userId: string;
  sessionId: string;
  roles: string[];
}

/** A key pair of Ed25519. `retiredAt`: since when it signs nothing; what it signed before ends by itself. */
export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  privateJwk?: JWK;
  retiredAt?: Date;
}

export interface SigningKeys {
  /** The `kid` that signs. */
  current: string;
  all: readonly SigningKey[];
}

export interface Tokens {
  /** A signed token; the access kind is good for 10 minutes. */
  sign(claims: TokenClaims, kind: TokenKind, now: Date): Promise<string>;
  /** The claims of a token of this kind. Throws DomainError UNAUTHENTICATED for anything else, whatever it is. */
  verify(token: string, kind: TokenKind, now: Date): Promise<TokenClaims>;
}

/**
 * Signs and verifies with these keys. Throws Error for keys that could not work (another curve, a `kid` twice,
 * no private half of the current one), so that a wrong deployment fails at its start.
 */
export function createTokens(options: { issuer: string; audience: string; keys: SigningKeys }): Tokens {
  const { issuer, audience, keys } = options;
  const publicKeys = new Map(keys.all.map((key) => [key.kid, { ...key, publicKey: publicKeyOf(key) }]));
  if (publicKeys.size !== keys.all.length) throw new Error('Two signing keys share a kid');
  const privateKey = privateKeyOf(keys);

  /** Called by jose before the signature is checked: nothing in this header is to be believed yet. */
  function keyFor(header: JWTHeaderParameters, kind: TokenKind, now: Date): KeyObject {
    const strange = Object.keys(header).find((member) => !HEADER_MEMBERS.includes(member));
    if (strange) throw new Error('A header member that we never write');
    const key = typeof header.kid === 'string' ? publicKeys.get(header.kid) : undefined;
    if (!key) throw new Error('An unknown kid');
    const end = key.retiredAt && key.retiredAt.getTime() + (KINDS[kind].seconds + TOLERANCE) * 1000;
    if (end !== undefined && now.getTime() > end) throw new Error('A retired kid');
    return key.publicKey;
  }

  return {
    sign({ userId, sessionId, roles }, kind, now) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new SignJWT({ sid: sessionId, roles })
        .setProtectedHeader({ alg: ALGORITHM, typ: KINDS[kind].typ, kid: keys.current })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + KINDS[kind].seconds)
        .sign(privateKey);
    },

    async verify(token, kind, now) {
      try {
        if (token.length > MAX_LENGTH) throw new Error('Too long');
        const { payload } = await jwtVerify(token, (header) => keyFor(header, kind, now), {
          algorithms: [ALGORITHM],
          typ: KINDS[kind].typ,
          issuer,
          audience,
          requiredClaims: ['exp', 'iat', 'iss', 'aud', 'sub', 'sid'],
          // With `iat` in the future refused too, a token lives no longer than its kind, whatever `exp` says.
          maxTokenAge: KINDS[kind].seconds,
          clockTolerance: TOLERANCE,
          currentDate: now,
        });
        return claimsOf(payload);
      } catch (error) {
        // jose's errors carry the claims: only their name may reach a log.
        const cause = error instanceof Error && 'code' in error ? error.code : 'ERR_TOKEN';
        throw new DomainError('UNAUTHENTICATED', 'Please sign in again.', { cause });
      }
    },
  };
}

/** A new pair, named by its thumbprint (RFC 7638). Keep the private half where only the signer reads. */
export async function newKeyPair(): Promise<SigningKey & { privateJwk: JWK }> {
  const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const privateJwk = await exportJWK(pair.privateKey);
  return { kid: await calculateJwkThumbprint(publicJwk), publicJwk, privateJwk };
}

/** The set that others verify with (RFC 7517); it names public members only, whatever a key object holds. */
export function publicJwks(keys: SigningKeys): { keys: JWK[] } {
  return {
    keys: keys.all.map(({ kid, publicJwk: { kty, crv, x } }) => {
      return { kty, crv, x, kid, alg: ALGORITHM, use: 'sig' };
    }),
  };
}

function claimsOf({ sub, sid, roles }: Record<string, unknown>): TokenClaims {
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  if (!isText(sub) || !isText(sid) || !Array.isArray(roles) || !roles.every(isText)) {
    throw new Error('Claims of another shape');
  }
  return { userId: sub, sessionId: sid, roles };
}

function publicKeyOf({ kid, publicJwk }: SigningKey): KeyObject {
  const key = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`Signing key ${kid} is not of Ed25519`);
  return key;
}

function privateKeyOf({ current, all }: SigningKeys): KeyObject {
  const key = all.find(({ kid }) => kid === current);
  if (!key?.privateJwk) throw new Error(`No private key for the current kid ${current}`);
  if (key.retiredAt) throw new Error(`The current signing key ${current} is retired`);
  if (key.privateJwk.x !== key.publicJwk.x)
    throw new Error(`The halves of signing key ${current} do not match`);
  return createPrivateKey({ key: { ...key.privateJwk }, format: 'jwk' });
}
