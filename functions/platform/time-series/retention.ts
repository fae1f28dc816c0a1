import type { Config } from '../config.ts';

type Settings = NonNullable<Config['timeSeries']>;

interface Credentials {
  username: string;
  password: string;
}

const ORGANIZATION = 'atlas';
const RAW = 'raw';
const AGGREGATED = 'aggregated';
const TASK = 'aggregate-hourly';
const DAY_SECONDS = 86_400;

/** Once an hour, the means of the hour before: late points have five minutes to arrive. */
const FLUX = `option task = {name: "${TASK}", every: 1h, offset: 5m}

from(bucket: "${RAW}")
  |> range(start: -task.every)
  |> filter(fn: (r) => r._field == "value")
  |> aggregateWindow(every: 1h, fn: mean, createEmpty: false)
  |> to(bucket: "${AGGREGATED}", org: "${ORGANIZATION}")`;

/**
 * Brings InfluxDB 2 to what a stage asks for, which CloudFormation can not say: how long raw and aggregated
 * points are kept, and the task that makes the ones from the others. Safe to repeat. Over the HTTP API
 * (https://docs.influxdata.com/influxdb/v2/api/).
 *
 * @throws Error that names the call that was refused
 */
export async function keepPoints(settings: Settings, credentials: Credentials): Promise<void> {
  const call = await signIn(settings.endpoint, credentials);
  const { orgs } = (await call('GET', `/api/v2/orgs?org=${ORGANIZATION}`)) as { orgs: { id: string }[] };
  const orgID = orgs[0]?.id;
  if (!orgID) throw new Error(`InfluxDB knows no organization "${ORGANIZATION}".`);
  await keepBucket(call, orgID, RAW, settings.rawDays);
  await keepBucket(call, orgID, AGGREGATED, settings.aggregatedDays);

  const { tasks } = (await call('GET', `/api/v2/tasks?org=${ORGANIZATION}&name=${TASK}`)) as {
    tasks: { id: string }[];
  };
  const [task] = tasks;
  if (task) await call('PATCH', `/api/v2/tasks/${task.id}`, { flux: FLUX, status: 'active' });
  else await call('POST', '/api/v2/tasks', { orgID, flux: FLUX, status: 'active' });
}

async function keepBucket(call: Call, orgID: string, name: string, days: number): Promise<void> {
  const retentionRules = [{ type: 'expire', everySeconds: days * DAY_SECONDS }];
  const { buckets } = (await call('GET', `/api/v2/buckets?org=${ORGANIZATION}&name=${name}`)) as {
    buckets: { id: string }[];
  };
  const [bucket] = buckets;
  if (bucket) await call('PATCH', `/api/v2/buckets/${bucket.id}`, { retentionRules });
  else await call('POST', '/api/v2/buckets', { orgID, name, retentionRules });
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

/** Signs in by name and password; the session's cookie goes with every call. */
async function signIn(endpoint: string, { username, password }: Credentials): Promise<Call> {
  const send = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
    const response = await fetch(`${endpoint}${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    // Nothing of a bucket is a reason to fail but its absence: a list then is empty.
    if (response.status === 404 && method === 'GET')
      return { response, json: { buckets: [], tasks: [], orgs: [] } };
    if (!response.ok)
      throw new Error(`InfluxDB refused ${method} ${path.split('?')[0]}: ${response.status}.`);
    const text = await response.text();
    return { response, json: text ? (JSON.parse(text) as unknown) : undefined };
  };
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const { response } = await send('POST', '/api/v2/signin', { authorization: `Basic ${basic}` });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  return async (method, path, body) => (await send(method, path, { cookie }, body)).json;
}
