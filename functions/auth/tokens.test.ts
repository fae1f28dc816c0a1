import { createHmac, createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createTokens,
  newKeyPair,
  publicJwks,
  type SigningKey,
  type TokenClaims,
  type TokenKind,
} from './tokens.ts';

const start = new Date('2026-03-01T12:00:00Z');
const seconds = (count: number) => new Date(start.getTime() + count * 1000);
const claims = { userId: 'usr_1', sessionId: 'ses_1', roles: ['learner', 'author'] };
const parties = { issuer: 'https://learn.example.com', audience: 'atlas-api' };
const refusal = { name: 'DomainError', code: 'UNAUTHENTICATED', message: 'Please sign in again.' };

type Pair = Awaited<ReturnType<typeof newKeyPair>>;
let key: Pair;
let older: Pair;
beforeAll(async () => {
  [key, older] = await Promise.all([newKeyPair(), newKeyPair()]);
});

function tokensAt(now: Date, current: SigningKey = key, others: SigningKey[] = []) {
  const tokens = createTokens({ ...parties, keys: { current: current.kid, all: [current, ...others] } });
  return {
    sign: (said: TokenClaims, kind: TokenKind) => tokens.sign(said, kind, now),
    verify: (token: string, kind: TokenKind) => tokens.verify(token, kind, now),
  };
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with a right signature over whatever is said to be in it; undefined takes a member away. */
function forge(header: object = {}, payload: object = {}, pair = key): string {
  const iat = start.getTime() / 1000;
  const standing = { iss: parties.issuer, aud: parties.audience, sub: 'usr_1', sid: 'ses_1', roles: [] };
  const body = `${part({ alg: 'EdDSA', typ: 'at+jwt', kid: pair.kid, ...header })}.${part({ ...standing, iat, exp: iat + 600, ...payload })}`;
  const secret = { key: { ...pair.privateJwk }, format: 'jwk' as const };
  return `${body}.${signBytes(null, Buffer.from(body), secret).toString('base64url')}`;
}

const refused = (token: string, now = start) =>
  expect(tokensAt(now, key, [older]).verify(token, 'access')).rejects.toMatchObject(refusal);

test('a token brings back the claims that it was made of', async () => {
  expect(await tokensAt(start).verify(await tokensAt(start).sign(claims, 'access'), 'access')).toEqual(
    claims,
  );
  expect(await tokensAt(start).verify(forge(), 'access')).toMatchObject({ userId: 'usr_1' });
});

describe('T1: another algorithm is a 401', () => {
  const withoutSignature = (alg: string) => `${forge({ alg }).split('.').slice(0, 2).join('.')}.`;
  test.each(['none', 'NoNe', 'EdDSA'])('%s with an empty signature', (alg) => refused(withoutSignature(alg)));

  test.each(['jwk', 'pem', 'raw'])('HS256 signed by the public key as %s', async (form) => {
    const pem = createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const secrets: Record<string, string | Buffer> = {
      jwk: JSON.stringify(key.publicJwk),
      pem,
      raw: Buffer.from(key.publicJwk.x ?? '', 'base64url'),
    };
    const body = forge({ alg: 'HS256' }).split('.').slice(0, 2).join('.');
    await refused(
      `${body}.${createHmac('sha256', secrets[form] ?? '')
        .update(body)
        .digest('base64url')}`,
    );
  });

  test.each([
    '',
    '.',
    '..',
    'a.b.c',
    '....',
    'null',
    '\u0000.\u0000.\u0000',
    '{}',
    `${'A'.repeat(2_000_000)}.a.a`,
  ])('what is no token at all', (token) => refused(token));

  test('the same signature under the other name of the algorithm', () => refused(forge({ alg: 'Ed25519' })));

  test('a changed claim, a changed signature, a signature of another key', async () => {
    const [header, payload, signature] = forge().split('.');
    await refused([header, part({ sub: 'usr_2' }), signature].join('.'));
    const other = signature?.startsWith('A') ? 'B' : 'A';
    await refused([header, payload, `${other}${signature?.slice(1)}`].join('.'));
    await refused(forge({ kid: key.kid }, {}, older));
  });
});

describe('T2: a header decides nothing', () => {
  const keyOfThief = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  test.each<[string, object]>([
    ['kid of a path', { kid: '../../dev/null' }],
    ['kid of SQL', { kid: "' UNION SELECT 'key" }],
    ['an unknown kid', { kid: 'unknown' }],
    ['kid of a prototype', { kid: '__proto__' }],
    ['kid of 10 KB', { kid: 'k'.repeat(10_240) }],
    ['kid that is no text', { kid: ['a'] }],
    ['no kid', { kid: undefined }],
    ['jku', { jku: 'https://thief.example/keys' }],
    ['jwk', { jwk: keyOfThief }],
    ['x5u', { x5u: 'https://thief.example/cert' }],
    ['x5c', { x5c: ['AAAA'] }],
    ['crit', { crit: ['exp'] }],
    ['crit of b64', { crit: ['b64'], b64: true }],
    ['zip', { zip: 'DEF' }],
  ])('%s is a 401, and no file or socket is opened', async (_, header) => {
    const spies = [
      vi.spyOn(fs, 'readFileSync'),
      vi.spyOn(fs, 'readFile'),
      vi.spyOn(net.Socket.prototype, 'connect'),
      vi.spyOn(globalThis, 'fetch'),
    ];
    await refused(forge(header));
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('T3: every claim counts', () => {
  const at = start.getTime() / 1000;
  test.each<[string, object]>([
    ['another issuer', { iss: 'https://learn.example.com.thief.example' }],
    ['another audience', { aud: 'atlas-web' }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is text', { exp: `${at + 600}` }],
    ['an expiry that has no end', { exp: 1e300, iat: at - 700 }],
    ['no time of issue', { iat: undefined }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject that is no text', { sub: 7 }],
    ['no session', { sid: undefined }],
    ['a session that is no text', { sid: { $ne: '' } }],
    ['roles that are no list', { roles: 'admin' }],
    ['roles that are no text', { roles: [['admin']] }],
    ['not before a later time', { nbf: at + 60 }],
    ['claims of 10 KB', { more: 'x'.repeat(10_240) }],
  ])('%s is a 401', (_, payload) => refused(forge({}, payload)));
});

describe('T4: no other token passes for an access token', () => {
  test.each<[string, string]>([
    ['a refresh token', Buffer.alloc(32, 7).toString('base64url')],
    ['an API key', 'atl_live_0123456789'],
  ])('%s', (_, token) => refused(token));

  test.each(['JWT', 'id+jwt', 'lab+jwt', 'refresh+jwt', 'at+jwt;x', undefined])('a JWT of typ %s', (typ) =>
    refused(forge({ typ })),
  );
});

test.each([
  [-600, false],
  [-31, false],
  [-30, true],
  [0, true],
  [599, true],
  [629, true],
  [631, false],
  [1200, false],
])('T5: %i s after its issue by the clock of the verifier, a token is good: %s', async (later, good) => {
  const token = await tokensAt(start).sign(claims, 'access');
  const verified = tokensAt(seconds(later)).verify(token, 'access');
  if (good) expect(await verified).toEqual(claims);
  else await expect(verified).rejects.toMatchObject(refusal);
});

describe('T9: keys rotate', () => {
  test('what an old key signed up to its retirement is good to its end, then the key is', async () => {
    const retiredAt = seconds(60);
    const retired = { kid: older.kid, publicJwk: older.publicJwk, retiredAt };
    const first = await tokensAt(start, older).sign(claims, 'access');
    const last = await tokensAt(retiredAt, older).sign(claims, 'access');
    const good = (token: string, later: number) =>
      tokensAt(seconds(later), key, [retired]).verify(token, 'access');
    expect(await good(first, 600)).toEqual(claims);
    expect(await good(last, 660)).toEqual(claims);
    expect(await good(last, 689)).toEqual(claims);
    const iat = seconds(700).getTime() / 1000;
    await expect(good(forge({}, { iat, exp: iat + 600 }, older), 700)).rejects.toMatchObject(refusal);
    expect(await good(await tokensAt(retiredAt).sign(claims, 'access'), 61)).toEqual(claims);
  });

  test('the published set holds public halves only', () => {
    const { keys } = publicJwks({ current: key.kid, all: [key, { ...older, publicJwk: older.privateJwk }] });
    for (const jwk of keys) expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(keys.map(({ kid }) => kid)).toEqual([key.kid, older.kid]);
  });

  test('keys that could not work are refused at the start', async () => {
    const make = (current: string, all: SigningKey[]) => createTokens({ ...parties, keys: { current, all } });
    expect(() => make('other', [key])).toThrow('No private key');
    expect(() => make(key.kid, [{ kid: key.kid, publicJwk: key.publicJwk }])).toThrow('No private key');
    expect(() => make(key.kid, [key, key])).toThrow('share a kid');
    expect(() => make(key.kid, [{ ...key, retiredAt: start }])).toThrow('is retired');
    expect(() => make(key.kid, [{ ...key, privateJwk: older.privateJwk }])).toThrow('do not match');
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    expect(() => make(key.kid, [key, { kid: 'rsa', publicJwk: { kty: 'RSA', ...rsa } }])).toThrow('Ed25519');
  });
});

test('I7: a refusal carries the name of the fault, never the claims', async () => {
  const error = await tokensAt(start)
    .verify(forge({}, { exp: 1, sub: 'usr_secret' }), 'access')
    .catch((caught: unknown) => caught as Error);
  expect(error).toMatchObject({ cause: 'ERR_JWT_EXPIRED' });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('usr_secret');
});
