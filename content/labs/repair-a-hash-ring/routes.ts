import type { FreshMachine } from '../kit.ts';
import type { Server } from './fleets.ts';

/** What the program made of the keys: for each of them its servers, in order. */
export type Routes = ReadonlyMap<string, readonly string[]>;

/** The program did not do what can be judged at all; the message is for the learner. */
export class Unfit extends Error {}

/** For one run, and for all runs of a step together: what takes longer must not keep the check from ending. */
const SECONDS = 5;
const SECONDS_IN_ALL = 14;

export type Run = (fleet: readonly Server[], copies: number, keys: readonly string[]) => Promise<Routes>;

/**
 * Runs the learner's program on fleets, each time as on another machine: it finds nothing that it noted in earlier runs.
 * A run throws Unfit when it takes too long or leaves keys out.
 */
export function runner(machine: FreshMachine): Run {
  const began = performance.now();
  let runs = 0;
  return async (fleet, copies, keys) => {
    const what = `${keys.length} keys and ${fleet.length} servers`;
    const left = SECONDS_IN_ALL - (performance.now() - began) / 1000;
    if (left < 1)
      throw new Unfit(`route.sh took ${SECONDS_IN_ALL} s for the first ${runs} runs of this step.`);
    runs += 1;
    const seconds = Math.min(SECONDS, left);
    const ran = await machine.run(`bash route.sh fleet ${copies}`, {
      stdin: keys.map((key) => `${key}\n`).join(''),
      files: { fleet: fleet.map(({ name, weight }) => `${name} ${weight}\n`).join('') },
      seconds,
    });
    if (ran.timedOut) throw new Unfit(`route.sh has no end within ${seconds.toFixed(0)} s for ${what}.`);
    const routes = read(ran.out, new Set(keys), new Set(fleet.map(({ name }) => name)));
    const missing = keys.find((key) => !routes.has(key));
    if (missing !== undefined)
      throw new Unfit(`For ${what} the output has lines for ${routes.size} keys; ${missing} has none.`);
    const nowhere = [...routes].filter(([, servers]) => servers.length === 0);
    if (nowhere[0])
      throw new Unfit(
        `Keys that have a line but no server in it: ${nowhere.length} of ${keys.length}, such as ${nowhere[0][0]}.`,
      );
    return routes;
  };
}

function read(out: string, keys: ReadonlySet<string>, names: ReadonlySet<string>): Routes {
  const routes = new Map<string, string[]>();
  for (const [i, line] of out.split('\n').entries()) {
    const [key, ...servers] = line.trim().split(/\s+/);
    if (!key) continue;
    if (!keys.has(key))
      throw new Unfit(`Line ${i + 1} of the output does not begin with a key of the input.`);
    if (routes.has(key)) throw new Unfit(`The output has two lines for the key ${key}.`);
    if (servers.some((name) => !names.has(name)))
      throw new Unfit(`Line ${i + 1} of the output sends ${key} to a server that is not in the fleet.`);
    routes.set(key, servers);
  }
  return routes;
}

/** Keys that have another first server afterwards, with both. Keys that only one of the two knows are left out. */
export function moves(before: Routes, after: Routes) {
  return [...after].flatMap(([key, [to]]) => {
    const from = before.get(key)?.[0];
    return from === undefined || to === undefined || from === to ? [] : [{ key, from, to }];
  });
}

/** How many times its fair share the fullest server has, and the emptiest of those that may have any. */
export function spread(routes: Routes, fleet: readonly Server[]) {
  const total = fleet.reduce((sum, { weight }) => sum + weight, 0);
  const firsts = [...routes.values()].map(([first]) => first);
  const shares = fleet
    .filter(({ weight }) => weight > 0)
    .map(
      ({ name, weight }) =>
        firsts.filter((first) => first === name).length / ((firsts.length * weight) / total),
    );
  return { most: Math.max(...shares), least: Math.min(...shares) };
}
