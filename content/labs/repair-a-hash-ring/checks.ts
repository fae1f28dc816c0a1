import type { Check, Checks, Finding, FreshMachine, Random } from '../kit.ts';
import {
  evenTheLoad,
  FLEETS,
  GIVERS,
  LEAST,
  MOST,
  moveFewKeys,
  type Play,
  partTheCopies,
  weighTheServers,
} from './plays.ts';
import { runner, Unfit } from './routes.ts';

type Said = Pick<Finding, 'expected' | 'why' | 'node'>;

function check(play: Play, said: Said): Check {
  return async (machine: FreshMachine, random: Random) => {
    const fail = (observed: string): Finding => ({ passed: false, observed, ...said });
    if (!((await machine.read('route.sh')) ?? '').trim()) return fail('route.sh is empty.');
    try {
      const seen = await play(runner(machine), random);
      return seen.wrong === undefined ? { passed: true, observed: seen.well, ...said } : fail(seen.wrong);
    } catch (error) {
      if (error instanceof Unfit) return fail(error.message);
      throw error;
    }
  };
}

const checks: Checks = {
  'move-few-keys': check(moveFewKeys, {
    expected:
      'One line for each key. Its server depends on the key and on the set of servers alone. A join moves keys only to the newcomer, a leave only those of the server that left, and one server alone has all keys.',
    why: 'By the remainder of a division, a seventh server moves six keys of seven. Each of those is a miss at first, so the database behind the cache gets nearly all the reads at once, at the moment when somebody adds a server because there are too many.',
    node: 'consistent-hashing#t42',
  }),
  'even-the-load': check(evenTheLoad, {
    expected: `In the mean of ${FLEETS} fleets of 6 servers, the fullest has at most ${MOST} times the mean number of keys and the emptiest at least ${LEAST} times; a server that joins takes keys from ${GIVERS} of the others or more, and no other keys move.`,
    why: 'A fleet is full when its fullest server is. One that has 2.5 times its share evicts and queues while the others idle, and where each server has one neighbour, a loss doubles the load of that neighbour alone.',
    node: 'consistent-hashing#t10',
  }),
  'part-the-copies': check(partTheCopies, {
    expected:
      'As many distinct servers for each key as copies are asked for, or all servers when there are fewer; the first is the one that a single copy has. When a server is lost, those behind it move up, and one more comes last.',
    why: 'Two copies on one machine are lost together. And a copy only helps if clients look where it is: when the first server is gone, they ask the one that is first then, and it has the value only if it was the second before.',
    node: 'consistent-hashing#t70',
  }),
  'weigh-the-servers': check(weighTheServers, {
    expected: `Keys in proportion to the weights: in the mean of ${FLEETS} fleets the fullest server has at most ${MOST} times its fair share, and the emptiest at least ${LEAST} times. Another weight moves keys only to or from that server, and weight 0 takes none, nor copies.`,
    why: 'A fleet is seldom bought in one year. Weights let new machines take more and old ones be drained by and by; if each change of one weight reshuffled the rest, every step would cost as many misses as a restart.',
    node: 'consistent-hashing#t85',
  }),
};

export default checks;
