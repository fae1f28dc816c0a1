import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { hashPassword, verifyPassword } from '../functions/auth/passwords.ts';
import { createTokens, newKeyPair } from '../functions/auth/tokens.ts';
import { createContext } from '../functions/platform/context.ts';
import type { Database } from '../functions/platform/db/database.ts';
import { createLimits } from '../functions/platform/limits/limits.ts';
import { createLog } from '../functions/platform/log.ts';
import { createRedis } from '../functions/platform/redis/redis.ts';
import { startRedis } from '../local/emulators/redis/server.ts';
import { graphql } from '../test/support/atlas.ts';
import { type BenchResult, median } from './result.ts';
import { startServer } from './support/server.ts';

/** What an account costs each request: the token beside the bare signature, the limit beside a PING, a login beside argon2. */
const ROUNDS = 15;
const PASSWORD = 'five quiet harbours';

export default async function (): Promise<BenchResult[]> {
  return [await tokenCheck(), await rateLimit(), await login()];
}

/** Milliseconds a call, the middle of interleaved rounds. */
async function compare(
  calls: number,
  ours: () => Promise<unknown>,
  peer: () => Promise<unknown>,
): Promise<{ ours: number; peer: number }> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of [
      ['ours', ours],
      ['peer', peer],
    ] as const) {
      const began = performance.now();
      for (let i = 0; i < calls; i++) await run();
      times[name].push((performance.now() - began) / calls);
    }
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

async function tokenCheck(): Promise<BenchResult> {
  const key = await newKeyPair();
  const tokens = createTokens({
    issuer: 'https://learn.example.com',
    audience: 'atlas-api',
    keys: { current: key.kid, all: [key] },
  });
  const now = new Date();
  const token = await tokens.sign({ userId: 'usr_1', sessionId: 'ses_1', roles: ['learner'] }, 'access', now);
  const log = createLog('SILENT', 'bench');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = Buffer.from(token);
  const signature = sign(null, text, privateKey);
  const time = await compare(
    300,
    async () => {
      createContext({ db: {} as Database, log, now, requestId: 'bench' });
      await tokens.verify(token, 'access', now);
    },
    async () => verify(null, text, publicKey, signature),
  );
  return row('token check and context', time, 'the bare signature', 'under 0.3 ms', time.ours < 0.3);
}

async function rateLimit(): Promise<BenchResult> {
  const server = await startRedis();
  const redis = createRedis({ url: server.url, log: createLog('SILENT', 'bench') });
  const limits = createLimits(redis, 1_000_000_000);
  const at = { now: new Date(), db: {} as Database };
  const time = await compare(
    300,
    () => limits.take('person', 'usr_1', at, [['GET', '{usr_1}:session:a']]),
    () => redis.run([['PING']]),
  );
  await redis.close();
  await server.stop();
  const pass = time.ours / time.peer < 2;
  return row('rate limit with the session', time, 'a PING: one round trip', 'under 2 round trips', pass);
}

async function login(): Promise<BenchResult> {
  const server = await startServer();
  try {
    const stored = await hashPassword(PASSWORD);
    const email = 'bench@example.com';
    await graphql(server.url, 'mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', {
      variables: { e: email },
    });
    const token = await tokenOf(server.url, email);
    await graphql(
      server.url,
      'mutation ($t: String!, $p: String!) { completeSignUp(token: $t, password: $p, name: "Bench") { user { id } } }',
      { variables: { t: token, p: PASSWORD } },
    );
    const logIn = async () => {
      const answer = await graphql<{ logIn: { user: { id: string } } }>(
        server.url,
        'mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { user { id } } }',
        { variables: { e: email, p: PASSWORD } },
      );
      if (!answer.data?.logIn) throw new Error(JSON.stringify(answer.errors));
    };
    const time = await compare(4, logIn, () => verifyPassword(stored, PASSWORD));
    return row('login over HTTP', time, 'argon2id alone', 'at most 2x', time.ours / time.peer <= 2);
  } finally {
    await server.stop();
  }
}

/** The token of the newest mail in the outbox. */
async function tokenOf(url: string, email: string): Promise<string> {
  for (;;) {
    const response = await fetch(`${url}/outbox`, { headers: { accept: 'application/json' } });
    const mails = (await response.json()) as { to: string; text: string }[];
    const token = mails.find(({ to }) => to === email)?.text.match(/#([\w-]{43})/)?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function row(
  name: string,
  time: { ours: number; peer: number },
  peer: string,
  target: string,
  pass: boolean,
): BenchResult {
  return {
    name,
    value: time.ours,
    unit: 'ms',
    peer,
    peerValue: time.peer,
    ratio: time.ours / time.peer,
    target,
    pass,
  };
}
