import type { Stage } from '../stage.ts';
import { LOAD } from './assumptions.ts';

/** The load that so many people at once put on the design. Rates are a second's, unless the name says otherwise. */
export interface Load {
  people: number;
  files: number;
  requests: number;
  /** Requests that reach PostgreSQL. */
  uncached: number;
  requestsAtOnce: number;
  /** Live connections. */
  connected: number;
  /** All come back within three minutes, beside the ends that API Gateway sets after two hours. */
  connects: number;
  /** Messages by learners and terminals. */
  messages: number;
  /** Posts to the others of a room, one for each. */
  posts: number;
  messagesAtOnce: number;
  events: number;
  statements: number;
  labs: number;
  labVcpus: number;
  labGib: number;
  /** Executions of functions that are reserved or capped. */
  reserved: number;
  logKb: number;
  answers: number;
}

const RECONNECT_SECONDS = 180;
const LONGEST_CONNECTION_SECONDS = 7200;
const STATEMENTS_PER_EVENT = 3;

export const assumed = (name: keyof typeof LOAD): number => LOAD[name].value;

export function loadOf({ api, realtime, workers }: Stage, people: number): Load {
  const of = assumed;
  const requests = (people / of('secondsPerRequest')) * of('peakFactor');
  const uncached = requests * (1 - of('cachedShare'));
  const connected = people * of('connectedShare');
  const inRooms = connected * of('groupShare');
  const labs = people * of('labShare');
  const terminals = labs * of('terminalMessagesPerSecond') * 2;
  const fromRooms = (inRooms * of('inGroupMessagesPerMinute')) / 60;
  const messages = (connected * of('messagesPerMinute')) / 60 + fromRooms + terminals;
  const events = requests * of('writeShare');
  return {
    people,
    files: people * of('filesPerSecond'),
    requests,
    uncached,
    requestsAtOnce: (requests * of('requestMs')) / 1000,
    connected,
    connects: connected / RECONNECT_SECONDS + connected / LONGEST_CONNECTION_SECONDS,
    messages,
    posts: fromRooms * (of('groupSize') - 1) + terminals,
    messagesAtOnce: (messages * of('socketMs')) / 1000,
    events,
    statements: uncached * of('statementsPerRequest') + events * STATEMENTS_PER_EVENT,
    labs,
    labVcpus: labs * of('labVcpu'),
    labGib: labs * of('labMemoryGiB'),
    reserved:
      api.reservedConcurrency +
      realtime.reservedConcurrency +
      Object.values(workers).reduce((sum, { concurrency }) => sum + concurrency, 0),
    logKb: (requests + messages) * of('logKbPerRequest'),
    answers: (people * of('tutorShare')) / 60,
  };
}
