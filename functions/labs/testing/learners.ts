import { expect } from 'vitest';
import type { Member } from '../../../test/support/accounts.ts';
import { packFiles } from '../checking/archive.ts';
import type { TestLabs } from './labs.ts';
import { filesIn } from './memory-runtime.ts';

const SESSION = `id state detail version place waitSeconds machine expiresAt secondsLeft canExtend lab { slug }
  steps { id passedAt attempts hints check { id state observed expected why node { node diagram { slug } } } }
  solution { script } submission { id state attempt checks { step state } files { path text } }
  result { minutes attempts hints withSolution skills { skill { id } doneBefore doneAfter total } }`;

/** A session as a test asks for it. */
export interface Session {
  id: string;
  state: string;
  detail: string | null;
  version: number;
  place: number | null;
  waitSeconds: number | null;
  expiresAt: string | null;
  secondsLeft: number | null;
  canExtend: boolean;
  steps: {
    id: string;
    passedAt: string | null;
    attempts: number;
    hints: string[];
    check: { id: string; state: string; observed: string } | null;
  }[];
  solution: { script: string } | null;
  submission: { id: string; state: string; attempt: number; files: { text: string }[] } | null;
  result: { attempts: number; hints: number; withSolution: boolean; skills: unknown[] } | null;
}

/** What learners do in a test, over the API; `labs` is there once the test has begun. */
export function learnersOf(labs: () => TestLabs) {
  const start = async (who: Member, labId?: string): Promise<Session> =>
    labs().ask(who, `mutation ($labId: ID!) { startLab(labId: $labId) { ${SESSION} } }`, {
      labId: labId ?? (await labs().labId('first-lab')),
    });
  const see = (who: Member, id: string): Promise<Session> =>
    labs().ask(who, `query ($id: ID!) { labSession(id: $id) { ${SESSION} } }`, { id });
  /** One of the changes that need nothing but the session; a code when it is refused. */
  const change = (who: Member, name: string, sessionId: string): Promise<Session | string> =>
    labs().ask(who, `mutation ($sessionId: ID!) { ${name}(sessionId: $sessionId) { ${SESSION} } }`, {
      sessionId,
    });
  const check = (
    who: Member,
    sessionId: string,
    step: string,
    key = `key-${Math.random()}`.replace('.', ''),
  ) =>
    labs().ask(
      who,
      `mutation ($sessionId: ID!, $step: ID!, $key: String!) { checkLabStep(sessionId: $sessionId, step: $step, key: $key) { id state } }`,
      { sessionId, step, key },
    ) as Promise<{ id: string; state: string } | string>;
  const complete = (who: Member, labId: string, key: string, solution?: { path: string; text: string }[]) =>
    labs().ask(
      who,
      `mutation ($labId: ID!, $key: String!, $solution: [LabFileInput!]) {
         completeLab(labId: $labId, key: $key, solution: $solution) { id state attempt } }`,
      { labId, key, solution },
    ) as Promise<{ id: string; state: string; attempt: number } | string>;
  const hint = (who: Member, sessionId: string, step: string, rung: number): Promise<Session | string> =>
    labs().ask(
      who,
      `mutation ($sessionId: ID!, $step: ID!, $rung: Int!) { takeLabHint(sessionId: $sessionId, step: $step, rung: $rung) { ${SESSION} } }`,
      { sessionId, step, rung },
    );
  const reset = (who: Member, sessionId: string, step?: string): Promise<Session | string> =>
    labs().ask(
      who,
      `mutation ($sessionId: ID!, $step: ID) { resetLab(sessionId: $sessionId, step: $step) { ${SESSION} } }`,
      { sessionId, step },
    );

  /** Somebody with a lab that is ready. */
  async function ready(labId?: string): Promise<{ who: Member; id: string; machine: string }> {
    const who = await labs().members.guest();
    const { id } = await start(who, labId);
    await labs().work();
    expect((await see(who, id)).state).toBe('READY');
    return { who, id, machine: `${id}.1` };
  }

  const write = (machine: string, text: string) => {
    const found = labs().runtime.machines.get(machine);
    if (!found) throw new Error('No such machine.');
    found.files['answer.txt'] = text;
  };
  const madeFor = (id = '') => labs().runtime.made.filter((one) => one.startsWith(id));
  const later = (minutes: number) => labs().ctx(new Date(Date.now() + minutes * 60_000));
  return { start, see, change, check, complete, hint, reset, ready, write, madeFor, later };
}

export const LIMITS = { memory: 64, processes: 16, disk: 8, cpuSeconds: 60 };
export const AGENT = { url: 'ws://127.0.0.1:9', newToken: async () => 'none' };

export async function anArchive(text = 'x\n'): Promise<Uint8Array> {
  const archive = await packFiles({ 'answer.txt': { text } });
  expect(await filesIn(archive)).toEqual({ 'answer.txt': text });
  return archive;
}
