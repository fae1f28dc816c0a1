export interface LimitRule {
  /** Uses in a window. */
  limit: number;
  /** Length of the window. */
  seconds: number;
  /**
   * Without Redis: `open` lets everybody pass, `counted` counts in the database. What protects accounts is never
   * open: to stop the cache would be the way in.
   */
  withoutRedis: 'open' | 'counted';
}

const MINUTE = 60;

/** Who may do what how often. The first two are multiplied by the stage's requests a minute. */
export const RULES = {
  /** All requests of a signed-in person, guests too. */
  person: { limit: 1, seconds: MINUTE, withoutRedis: 'open' },
  /** All requests of an address without a session: a class of pupils may share it. */
  visitor: { limit: 3, seconds: MINUTE, withoutRedis: 'open' },
  /** Wrong passwords for one account, whoever tries; from a device that was signed in before; from one address. */
  'login-account': { limit: 10, seconds: 15 * MINUTE, withoutRedis: 'counted' },
  'login-device': { limit: 10, seconds: 15 * MINUTE, withoutRedis: 'counted' },
  'login-address': { limit: 50, seconds: 15 * MINUTE, withoutRedis: 'counted' },
  /** Mails to one mailbox; mails that one address asks for. */
  'mail-recipient': { limit: 3, seconds: 60 * MINUTE, withoutRedis: 'counted' },
  'mail-address': { limit: 30, seconds: 60 * MINUTE, withoutRedis: 'counted' },
  /** Tokens of mails presented by one address. */
  'mail-token': { limit: 30, seconds: 15 * MINUTE, withoutRedis: 'counted' },
  /** Passwords asked again of somebody signed in. */
  confirm: { limit: 10, seconds: 15 * MINUTE, withoutRedis: 'counted' },
  /** Groups that one person starts, and messages that one person writes. */
  'group-create': { limit: 10, seconds: 24 * 60 * MINUTE, withoutRedis: 'counted' },
  'group-message': { limit: 60, seconds: MINUTE, withoutRedis: 'open' },
  /** Reports, and requests to partners, of one person. */
  'group-report': { limit: 20, seconds: 60 * MINUTE, withoutRedis: 'counted' },
  'partner-request': { limit: 20, seconds: 24 * 60 * MINUTE, withoutRedis: 'counted' },
  /** Machines that one person, or one address without an account, asks for; checks of labs. */
  'lab-start': { limit: 20, seconds: 60 * MINUTE, withoutRedis: 'counted' },
  'lab-check': { limit: 20, seconds: MINUTE, withoutRedis: 'open' },
  /** Archives of one person's data. */
  export: { limit: 5, seconds: 60 * MINUTE, withoutRedis: 'counted' },
} as const satisfies Record<string, LimitRule>;

export type RuleName = keyof typeof RULES;
