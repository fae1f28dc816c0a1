/**
 * Brings new versions of functions before their callers step by step: migrations, a smoke test of each new
 * version, then 10 %, 50 %, 100 % of the traffic, each watched for a while. Any alarm, and any failure of a
 * step, puts all traffic back. One call is one step; what is to come next lies in the state that it returns,
 * so a killed process loses nothing and a repeated step does no harm.
 */

/** A function whose alias is moved. */
export interface Target {
  name: string;
  alias: string;
  /** The version that shall answer. */
  version: string;
  /** The alarm that says the new version fails. */
  alarm: string;
  /** An event that the new version must answer before anybody meets it, and what its answer must hold. */
  smoke: { event: unknown; expect: Readonly<Record<string, unknown>> };
}

export interface Plan {
  targets: Target[];
  /** `name:version` of the function that migrates. */
  migrate: string;
  percents: number[];
  minutesEach: number;
}

export type RolloutState = Plan & {
  phase: 'migrate' | 'smoke' | 'shift' | 'watch' | 'done' | 'failed';
  /** The version that answered before, by function name. */
  before: Record<string, string>;
  /** Which of `percents` is being shifted or watched. */
  round: number;
  minutesLeft: number;
  /** Seconds to wait before the next step. */
  waitSeconds: number;
  /** Why it failed, in a sentence. */
  reason: string;
};

/** What a rollout needs of the cloud; errors are thrown. */
export interface Cloud {
  versionOf(name: string, alias: string): Promise<string>;
  /** All traffic to `version`, but for `percent` of it to `other`. `note` is kept with the alias. */
  route(
    name: string,
    alias: string,
    version: string,
    share?: { other: string; percent: number },
    note?: string,
  ): Promise<void>;
  /** The version that the alias's note names, if any. */
  noted(name: string, alias: string): Promise<string | undefined>;
  /** Which of these alarms ring. */
  ringing(alarms: string[]): Promise<string[]>;
  /** Invokes `name:version`; throws when the function fails. */
  invoke(qualified: string, event: unknown): Promise<unknown>;
}

export function begin(plan: Plan): RolloutState {
  return { ...plan, phase: 'migrate', before: {}, round: 0, minutesLeft: 0, waitSeconds: 0, reason: '' };
}

/** Takes the next step. Never throws: a failure becomes `failed`, with the traffic back where it was. */
export async function step(cloud: Cloud, state: RolloutState): Promise<RolloutState> {
  try {
    switch (state.phase) {
      case 'migrate':
        return await migrate(cloud, state);
      case 'smoke':
        return await smoke(cloud, state);
      case 'shift':
        return await shift(cloud, state);
      case 'watch':
        return await watch(cloud, state);
      default:
        return state;
    }
  } catch (error) {
    return putBack(cloud, state, error instanceof Error ? error.message : String(error));
  }
}

async function migrate(cloud: Cloud, state: RolloutState): Promise<RolloutState> {
  const before: Record<string, string> = {};
  for (const { name, alias } of state.targets) before[name] = await cloud.versionOf(name, alias);
  const targets = state.targets.filter(({ name, version }) => before[name] !== version);
  await cloud.invoke(state.migrate, {});
  return { ...state, targets, before, phase: targets.length === 0 ? 'done' : 'smoke', waitSeconds: 0 };
}

async function smoke(cloud: Cloud, state: RolloutState): Promise<RolloutState> {
  for (const { name, version, smoke } of state.targets) {
    const answer = await cloud.invoke(`${name}:${version}`, smoke.event);
    if (!holds(answer, smoke.expect)) throw new Error(`The smoke test of ${name}:${version} failed.`);
  }
  return { ...state, phase: 'shift' };
}

async function shift(cloud: Cloud, state: RolloutState): Promise<RolloutState> {
  const percent = percentOf(state);
  for (const { name, alias, version } of state.targets) {
    const before = state.before[name] ?? version;
    if (percent === 100) await cloud.route(name, alias, version, undefined, noteOf(before));
    else await cloud.route(name, alias, before, { other: version, percent });
  }
  return { ...state, phase: 'watch', minutesLeft: state.minutesEach, waitSeconds: 60 };
}

async function watch(cloud: Cloud, state: RolloutState): Promise<RolloutState> {
  const ringing = await cloud.ringing(state.targets.map(({ alarm }) => alarm));
  if (ringing.length > 0) {
    return putBack(cloud, state, `At ${percentOf(state)} % the alarm ${ringing.join(', ')} rang.`);
  }
  if (state.minutesLeft > 1) return { ...state, minutesLeft: state.minutesLeft - 1, waitSeconds: 60 };
  if (percentOf(state) === 100) return { ...state, phase: 'done', minutesLeft: 0, waitSeconds: 0 };
  return { ...state, phase: 'shift', round: state.round + 1, minutesLeft: 0, waitSeconds: 0 };
}

/** All traffic to the versions that answered before. Each alias is tried, whatever becomes of the others. */
async function putBack(cloud: Cloud, state: RolloutState, reason: string): Promise<RolloutState> {
  const stuck: string[] = [];
  for (const { name, alias } of state.targets) {
    const before = state.before[name];
    if (!before || state.phase === 'migrate' || state.phase === 'smoke') continue;
    await cloud.route(name, alias, before).catch(() => stuck.push(name));
  }
  const left = stuck.length > 0 ? ` These could not be put back: ${stuck.join(', ')}.` : '';
  return { ...state, phase: 'failed', waitSeconds: 0, reason: `${reason}${left}` };
}

/**
 * Puts all traffic at once to the versions before the last complete rollout.
 *
 * @returns what was moved, as `name: from -> to`
 */
export async function rollBack(cloud: Cloud, targets: Pick<Target, 'name' | 'alias'>[]): Promise<string[]> {
  const moved: string[] = [];
  for (const { name, alias } of targets) {
    const [current, previous] = [await cloud.versionOf(name, alias), await cloud.noted(name, alias)];
    if (!previous || previous === current) continue;
    await cloud.route(name, alias, previous, undefined, noteOf(current));
    moved.push(`${name}: ${current} -> ${previous}`);
  }
  return moved;
}

const NOTE = 'before: ';
const noteOf = (version: string) => `${NOTE}${version}`;

/** The version in a note that `noteOf` made. */
export function versionInNote(note: string | undefined): string | undefined {
  return note?.startsWith(NOTE) ? note.slice(NOTE.length) : undefined;
}

function percentOf({ percents, round }: RolloutState): number {
  return percents[round] ?? 100;
}

/** Whether all that `expected` says is in `answer`. */
function holds(answer: unknown, expected: Readonly<Record<string, unknown>>): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  return Object.entries(expected).every(
    ([key, value]) => JSON.stringify((answer as Record<string, unknown>)[key]) === JSON.stringify(value),
  );
}
