import { expect, test } from 'vitest';
import { begin, type Cloud, type Plan, type RolloutState, rollBack, step, versionInNote } from './rollout.ts';

/** A cloud in memory: what each alias does, what was invoked, which alarms ring when. */
class FakeCloud implements Cloud {
  readonly aliases = new Map<
    string,
    { version: string; share?: { other: string; percent: number }; note?: string }
  >();
  readonly log: string[] = [];
  /** Names of alarms that ring from now on. */
  alarms: string[] = [];
  broken: (call: string) => boolean = () => false;

  constructor(versions: Record<string, string>) {
    for (const [name, version] of Object.entries(versions)) this.aliases.set(name, { version });
  }

  async versionOf(name: string): Promise<string> {
    return this.aliases.get(name)?.version ?? '';
  }
  async noted(name: string): Promise<string | undefined> {
    return versionInNote(this.aliases.get(name)?.note);
  }
  async route(
    name: string,
    _: string,
    version: string,
    share?: { other: string; percent: number },
    note?: string,
  ) {
    this.#do(`route ${name} ${version}${share ? ` + ${share.percent} % ${share.other}` : ''}`);
    this.aliases.set(name, { version, share, note: note ?? this.aliases.get(name)?.note });
  }
  async ringing(names: string[]): Promise<string[]> {
    return names.filter((name) => this.alarms.includes(name));
  }
  async invoke(qualified: string): Promise<unknown> {
    this.#do(`invoke ${qualified}`);
    return { statusCode: qualified.includes('sick') ? 500 : 200, more: 'than expected' };
  }
  #do(call: string): void {
    if (this.broken(call)) throw new Error(`No ${call} today.`);
    this.log.push(call);
  }
}

const target = (name: string, version = '2') => ({
  name,
  alias: 'live',
  version,
  alarm: `${name}-errors`,
  smoke: { event: {}, expect: { statusCode: 200 } },
});
const plan = (...names: string[]): Plan => ({
  targets: names.map((name) => target(name)),
  migrate: 'migrate:7',
  percents: [10, 50, 100],
  minutesEach: 10,
});

/** Takes steps until it is over; gives back the last state and the minutes that were waited. */
async function run(cloud: FakeCloud, from: RolloutState, before?: (state: RolloutState) => void) {
  let state = from;
  let minutes = 0;
  for (let i = 0; i < 200 && state.phase !== 'done' && state.phase !== 'failed'; i++) {
    before?.(state);
    state = await step(cloud, state);
    minutes += state.waitSeconds / 60;
  }
  return { state, minutes };
}

test('migrates, then smoke-tests, then shifts 10, 50 and 100 %, ten minutes each', async () => {
  const cloud = new FakeCloud({ api: '1', socket: '1' });
  const { state, minutes } = await run(cloud, begin(plan('api', 'socket')));
  expect(state.phase).toBe('done');
  expect(minutes).toBe(30);
  expect(cloud.log).toEqual([
    'invoke migrate:7',
    'invoke api:2',
    'invoke socket:2',
    'route api 1 + 10 % 2',
    'route socket 1 + 10 % 2',
    'route api 1 + 50 % 2',
    'route socket 1 + 50 % 2',
    'route api 2',
    'route socket 2',
  ]);
  expect(cloud.aliases.get('api')).toEqual({ version: '2', share: undefined, note: 'before: 1' });
});

test('a migration that fails shifts nothing', async () => {
  const cloud = new FakeCloud({ api: '1' });
  cloud.broken = (call) => call.startsWith('invoke migrate');
  const { state } = await run(cloud, begin(plan('api')));
  expect(state).toMatchObject({ phase: 'failed', reason: 'No invoke migrate:7 today.' });
  expect(cloud.log).toEqual([]);
});

test('a version that fails its smoke test is met by nobody', async () => {
  const cloud = new FakeCloud({ api: '1', sick: '1' });
  const { state } = await run(cloud, begin(plan('api', 'sick')));
  expect(state).toMatchObject({ phase: 'failed', reason: 'The smoke test of sick:2 failed.' });
  expect(cloud.log.filter((call) => call.startsWith('route'))).toEqual([]);
});

test.each([0, 1, 2])('an alarm in round %i puts all traffic back at the next look', async (round) => {
  const cloud = new FakeCloud({ api: '1', socket: '1' });
  const { state, minutes } = await run(cloud, begin(plan('api', 'socket')), (now) => {
    if (now.phase === 'watch' && now.round === round) cloud.alarms = ['socket-errors'];
  });
  expect(state.phase).toBe('failed');
  expect(state.reason).toBe(`At ${[10, 50, 100][round]} % the alarm socket-errors rang.`);
  expect(minutes).toBe(10 * round + 1);
  for (const name of ['api', 'socket'])
    expect(cloud.aliases.get(name)).toMatchObject({ version: '1', share: undefined });
});

test('when one alias can not be put back, the others are, and the reason names it', async () => {
  const cloud = new FakeCloud({ api: '1', socket: '1' });
  const { state } = await run(cloud, begin(plan('api', 'socket')), (now) => {
    if (now.phase !== 'watch') return;
    cloud.alarms = ['api-errors'];
    cloud.broken = (call) => call === 'route api 1';
  });
  expect(state.reason).toMatch(/could not be put back: api\.$/);
  expect(cloud.aliases.get('socket')).toMatchObject({ version: '1', share: undefined });
});

test('a step that is taken twice does no harm: the process died after the first', async () => {
  const cloud = new FakeCloud({ api: '1' });
  let state = begin(plan('api'));
  for (let i = 0; i < 100 && state.phase !== 'done'; i++) {
    await step(cloud, state);
    state = await step(cloud, state);
  }
  expect(state.phase).toBe('done');
  expect(cloud.aliases.get('api')).toMatchObject({ version: '2', share: undefined });
  await rollBack(cloud, [{ name: 'api', alias: 'live' }]);
  expect(cloud.aliases.get('api')?.version).toBe('1');
});

test('what answers already is left alone; with nothing to shift it is done after the migration', async () => {
  const cloud = new FakeCloud({ api: '2' });
  const { state, minutes } = await run(cloud, begin(plan('api')));
  expect(state.phase).toBe('done');
  expect(minutes).toBe(0);
  expect(cloud.log).toEqual(['invoke migrate:7']);
});

test('one command goes back to what answered before, and again forward', async () => {
  const cloud = new FakeCloud({ api: '1', socket: '2' });
  await run(cloud, begin(plan('api', 'socket')));
  const all = [
    { name: 'api', alias: 'live' },
    { name: 'socket', alias: 'live' },
  ];
  expect(await rollBack(cloud, all)).toEqual(['api: 2 -> 1']);
  expect(await rollBack(cloud, all)).toEqual(['api: 1 -> 2']);
});
