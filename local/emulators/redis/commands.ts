import type { Keyspace } from './keyspace.ts';
import { Failure, OK, type Reply, Status } from './protocol.ts';

interface Command {
  /** Arguments after the name. */
  least: number;
  most: number;
  run(keys: Keyspace, args: string[], now: number): Reply;
}

const MANY = Number.POSITIVE_INFINITY;
const NOT_AN_INTEGER = new Failure('ERR value is not an integer or out of range');
const SYNTAX = new Failure('ERR syntax error');

/** The commands that Atlas uses, as Redis 7 answers them (https://redis.io/docs/latest/commands/). */
const COMMANDS: Readonly<Record<string, Command>> = {
  PING: { least: 0, most: 1, run: (_keys, [text]) => text ?? new Status('PONG') },
  // Clients that would rather speak RESP3 go on in RESP2.
  HELLO: { least: 0, most: MANY, run: () => new Failure('NOPROTO unsupported protocol version') },
  CLIENT: { least: 1, most: MANY, run: () => OK },
  SELECT: {
    least: 1,
    most: 1,
    run: (_keys, [db]) => (db === '0' ? OK : new Failure('ERR DB index is out of range')),
  },
  INFO: { least: 0, most: MANY, run: () => 'redis_version:7.0.0\r\nredis_mode:standalone\r\n' },
  QUIT: { least: 0, most: 0, run: () => OK },
  GET: { least: 1, most: 1, run: (keys, [key = '']) => keys.get(key)?.value ?? null },
  MGET: { least: 1, most: MANY, run: (keys, args) => args.map((key) => keys.get(key)?.value ?? null) },
  SET: { least: 2, most: MANY, run: set },
  DEL: { least: 1, most: MANY, run: (keys, args) => args.filter((key) => keys.delete(key)).length },
  UNLINK: { least: 1, most: MANY, run: (keys, args) => args.filter((key) => keys.delete(key)).length },
  EXISTS: { least: 1, most: MANY, run: (keys, args) => args.filter((key) => keys.get(key)).length },
  INCR: { least: 1, most: 1, run: (keys, [key = '']) => add(keys, key, 1) },
  DECR: { least: 1, most: 1, run: (keys, [key = '']) => add(keys, key, -1) },
  INCRBY: {
    least: 2,
    most: 2,
    run: (keys, [key = '', by = '']) => (isInteger(by) ? add(keys, key, Number(by)) : NOT_AN_INTEGER),
  },
  EXPIRE: { least: 2, most: 3, run: expire },
  TTL: {
    least: 1,
    most: 1,
    run: (keys, [key = ''], now) => {
      const left = timeLeft(keys, key, now);
      return left < 0 ? left : Math.round(left / 1000);
    },
  },
  PTTL: { least: 1, most: 1, run: (keys, [key = ''], now) => timeLeft(keys, key, now) },
  DBSIZE: { least: 0, most: 0, run: (keys) => keys.size() },
  FLUSHALL: { least: 0, most: 1, run: flush },
  FLUSHDB: { least: 0, most: 1, run: flush },
};

export function runCommand(keys: Keyspace, [name = '', ...args]: string[], now: number): Reply {
  const command = COMMANDS[name.toUpperCase()];
  if (!command) return unknown(name, args);
  if (args.length < command.least || args.length > command.most)
    return new Failure(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  return command.run(keys, args, now);
}

/** At most 128 characters of the name and about as many of the arguments, as Redis quotes them. */
function unknown(name: string, args: string[]): Failure {
  let quoted = '';
  for (const arg of args) if (quoted.length < 128) quoted += `'${arg.slice(0, 128 - quoted.length)}' `;
  return new Failure(`ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${quoted}`);
}

function set(keys: Keyspace, [key = '', value = '', ...options]: string[], now: number): Reply {
  const before = keys.get(key);
  let expiresAt: number | undefined;
  const flags = new Set<string>();
  for (let i = 0; i < options.length; i++) {
    const option = (options[i] ?? '').toUpperCase();
    if (option === 'EX' || option === 'PX') {
      const length = options[++i];
      if (length === undefined || expiresAt !== undefined) return SYNTAX;
      if (!isInteger(length)) return NOT_AN_INTEGER;
      expiresAt = now + Number(length) * (option === 'EX' ? 1000 : 1);
      if (Number(length) <= 0 || !Number.isSafeInteger(expiresAt))
        return new Failure("ERR invalid expire time in 'set' command");
    } else if (['NX', 'XX', 'KEEPTTL'].includes(option)) flags.add(option);
    else return SYNTAX;
  }
  if (flags.has('NX') && flags.has('XX')) return SYNTAX;
  if (flags.has('KEEPTTL') && expiresAt !== undefined) return SYNTAX;
  if ((flags.has('NX') && before) || (flags.has('XX') && !before)) return null;
  keys.set(key, { value, expiresAt: flags.has('KEEPTTL') ? before?.expiresAt : expiresAt });
  return OK;
}

function add(keys: Keyspace, key: string, by: number): Reply {
  const before = keys.get(key);
  if (before && !isInteger(before.value)) return NOT_AN_INTEGER;
  const value = Number(before?.value ?? 0) + by;
  if (!Number.isSafeInteger(value)) return new Failure('ERR increment or decrement would overflow');
  keys.set(key, { value: String(value), expiresAt: before?.expiresAt });
  return value;
}

function expire(keys: Keyspace, [key = '', seconds = '', option = '']: string[], now: number): Reply {
  if (!isInteger(seconds)) return NOT_AN_INTEGER;
  if (!Number.isSafeInteger(now + Number(seconds) * 1000))
    return new Failure("ERR invalid expire time in 'expire' command");
  const flag = option.toUpperCase();
  if (!['', 'NX', 'XX'].includes(flag)) return new Failure(`ERR Unsupported option ${option}`);
  const entry = keys.get(key);
  const has = entry?.expiresAt !== undefined;
  if (!entry || (flag === 'NX' && has) || (flag === 'XX' && !has)) return 0;
  if (Number(seconds) <= 0) keys.delete(key);
  else keys.set(key, { ...entry, expiresAt: now + Number(seconds) * 1000 });
  return 1;
}

/** -2: no such key; -1: it stays. */
function timeLeft(keys: Keyspace, key: string, now: number): number {
  const entry = keys.get(key);
  if (!entry) return -2;
  return entry.expiresAt === undefined ? -1 : entry.expiresAt - now;
}

function flush(keys: Keyspace): Reply {
  keys.clear();
  return OK;
}

function isInteger(text: string): boolean {
  return /^(0|-?[1-9]\d{0,18})$/.test(text);
}
