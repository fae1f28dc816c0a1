import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPoints } from './retention.ts';

/** InfluxDB at the wire, as far as it is spoken to: buckets and tasks in memory. No server of it can be had here. */
let server: Server;
let endpoint: string;
let buckets: { id: string; name: string; retentionRules: unknown }[];
let tasks: { id: string; flux: string; status: string }[];

beforeEach(async () => {
  buckets = [{ id: 'b1', name: 'raw', retentionRules: [] }];
  tasks = [];
  server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://influx');
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text ? JSON.parse(text) : {};
    const answer = (status: number, value?: object) =>
      response.writeHead(status).end(value && JSON.stringify(value));
    if (pathname === '/api/v2/signin') {
      const isRight =
        request.headers.authorization === `Basic ${Buffer.from('atlas:pass').toString('base64')}`;
      return void response
        .writeHead(isRight ? 204 : 401, isRight ? { 'set-cookie': 'influxdb-oss-session=s1; Path=/' } : {})
        .end();
    }
    if (request.headers.cookie !== 'influxdb-oss-session=s1') return void answer(401);
    const [, , , kind, id] = pathname.split('/');
    if (kind === 'orgs') return void answer(200, { orgs: [{ id: 'o1' }] });
    const list: { id: string }[] = kind === 'buckets' ? buckets : tasks;
    if (request.method === 'POST') {
      list.push({ id: `${kind}${list.length + 1}`, ...body });
      return void answer(201, list.at(-1));
    }
    if (request.method === 'PATCH') {
      const found = list.find((one) => one.id === id);
      return void answer(found ? 200 : 404, Object.assign(found ?? {}, body));
    }
    const name = searchParams.get('name');
    if (kind === 'tasks')
      return void answer(200, { tasks: tasks.filter(({ flux }) => flux.includes(`"${name}"`)) });
    const named = buckets.filter((bucket) => bucket.name === name);
    return void (named.length > 0 ? answer(200, { buckets: named }) : answer(404));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

const keep = (rawDays: number, aggregatedDays: number, password = 'pass') =>
  keepPoints({ endpoint, secretArn: 'arn:x', rawDays, aggregatedDays }, { username: 'atlas', password });
const rule = (days: number) => [{ type: 'expire', everySeconds: days * 86_400 }];

test('raw points are kept 90 days, aggregated ones two years, and a task makes them', async () => {
  await keep(90, 730);
  expect(buckets.map(({ name, retentionRules }) => [name, retentionRules])).toEqual([
    ['raw', rule(90)],
    ['aggregated', rule(730)],
  ]);
  expect(tasks).toHaveLength(1);
  expect(tasks[0]?.flux).toContain('to(bucket: "aggregated"');
});

test('a second run changes what has changed and makes nothing twice', async () => {
  await keep(90, 730);
  await keep(30, 365);
  expect(buckets.map(({ retentionRules }) => retentionRules)).toEqual([rule(30), rule(365)]);
  expect(tasks).toHaveLength(1);
});

test('a wrong password is told by the call, without the password', async () => {
  await expect(keep(90, 730, 'hunter2')).rejects.toThrow(/^InfluxDB refused POST \/api\/v2\/signin: 401\.$/);
});
