import { prepareAccount } from '../../functions/auth/accounts.ts';
import { insertUser } from '../../functions/auth/people.store.ts';
import { deliver, startSession } from '../../functions/auth/sessions.ts';
import { readConfig } from '../../functions/platform/config.ts';
import { type Context, createContext, type Role } from '../../functions/platform/context.ts';
import { connect } from '../../functions/platform/db/database.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createServices, SERVICE_KEYS } from '../../functions/platform/services.ts';
import type { Person, TestApi } from './api.ts';

export interface Member {
  browser: Person;
  userId: string;
  sessionId: string;
  email: string;
}

export interface Members {
  /** Somebody with an account and a session, made without mail and password. */
  account(role?: Role): Promise<Member>;
  guest(): Promise<Member>;
  close(): Promise<void>;
}

let count = 0;

/** People of a test API, made by the operations themselves in a few milliseconds each. */
export function createMembers(api: TestApi): Members {
  const db = connect({ databaseUrl: api.databaseUrl });
  const log = createLog('SILENT', 'test');
  const services = createServices(readConfig(SERVICE_KEYS), {
    log,
    personalData: [],
    live: () => Promise.reject(new Error('Nobody is told.')),
  });
  const context = (): Context =>
    createContext({ db, log, services, now: new Date(), requestId: 'test-members' });

  async function signIn(ctx: Context, userId: string, role: Role, guest: boolean): Promise<Member> {
    const { actor, refresh } = await startSession(ctx, db, { userId, role, guest });
    await deliver(ctx, actor, refresh, 'COOKIE');
    const browser = api.person();
    for (const cookie of ctx.cookies) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=');
      browser.jar.set(name, value);
    }
    return { browser, userId, sessionId: actor.sessionId, email: '' };
  }

  return {
    async account(role = 'learner') {
      const ctx = context();
      const email = `member${++count}-canary@example.com`;
      const account = await prepareAccount(ctx, { email, name: `Canary Name ${count}` });
      await account.insert(db);
      await api.sql('UPDATE users SET role = $2 WHERE id = $1', [account.userId, role]);
      return { ...(await signIn(ctx, account.userId, role, false)), email };
    },
    async guest() {
      const ctx = context();
      const userId = ctx.newId('usr', ctx.now);
      await insertUser(db, { id: userId, guest: true, now: ctx.now });
      return signIn(ctx, userId, 'learner', true);
    },
    async close() {
      await services.redis.close();
      await db.close();
    },
  };
}
