import {
  CheckLabStepDocument,
  CompleteLabDocument,
  EndLabDocument,
  ExtendLabDocument,
  PauseLabDocument,
  ResetLabDocument,
  ResumeLabDocument,
  RevealLabSolutionDocument,
  StartLabDocument,
  TakeLabHintDocument,
} from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import {
  keepCheck,
  keepSession,
  type LabHere,
  type LabSession,
  labQuery,
  labSessionQuery,
  labsQuery,
  newKey,
} from '../data/labs.ts';
import { queryClient } from '../data/server-state.tsx';
import { codeOf } from '../parts/action.ts';

/** Starts a lab, or goes on with the open session, or with the one whose time was up. */
export async function startLab(slug: string): Promise<LabSession> {
  const known: LabHere | null = await queryClient.fetchQuery({ ...labQuery(slug), staleTime: 60_000 });
  if (!known) throw new Error('The server does not know this lab yet.');
  const { startLab } = await onceKept(() => api.request(StartLabDocument, { labId: known.id }));
  const session = kept(startLab);
  queryClient.setQueryData(labQuery(slug).queryKey, (): LabHere => ({ ...known, session }));
  forgetLists();
  return session;
}

export const extendLab = async ({ id }: LabSession) =>
  void kept((await api.request(ExtendLabDocument, { sessionId: id })).extendLab);

export const pauseLab = async ({ id }: LabSession) =>
  void kept((await api.request(PauseLabDocument, { sessionId: id })).pauseLab);

export const resumeLab = async ({ id }: LabSession) =>
  void kept((await onceKept(() => api.request(ResumeLabDocument, { sessionId: id }))).resumeLab);

/** Right after a pause, or the end of its time, the files of a lab are still being kept: that passes. */
async function onceKept<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== 'CONFLICT' || attempt === KEEPING.attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, KEEPING.wait));
    }
  }
}

const KEEPING = { attempts: 8, wait: 2_000 };

export async function endLab({ id }: LabSession): Promise<void> {
  kept((await api.request(EndLabDocument, { sessionId: id })).endLab);
  forgetLists();
}

/** @param step null for the whole lab */
export const resetLab = async ({ id }: LabSession, step: string | null) =>
  void kept((await api.request(ResetLabDocument, { sessionId: id, step })).resetLab);

export async function checkStep({ id }: LabSession, step: string): Promise<void> {
  keepCheck(
    id,
    (await api.request(CheckLabStepDocument, { sessionId: id, step, key: newKey() })).checkLabStep,
  );
}

export const takeHint = async ({ id }: LabSession, step: string, rung: number) =>
  void kept((await api.request(TakeLabHintDocument, { sessionId: id, step, rung })).takeLabHint);

export const revealSolution = async ({ id }: LabSession) =>
  void kept((await api.request(RevealLabSolutionDocument, { sessionId: id })).revealLabSolution);

/** Hands in what is in the machine; the outcome is told with the session. */
export async function handIn({ id, lab }: LabSession): Promise<void> {
  const submission = (
    await api.request(CompleteLabDocument, { labId: lab.id, solution: null, key: newKey() })
  ).completeLab;
  queryClient.setQueryData(
    labSessionQuery(id).queryKey,
    (session) => session && (session.submission?.id === submission.id ? session : { ...session, submission }),
  );
  forgetLists();
}

function kept(session: LabSession): LabSession {
  keepSession(session);
  return session;
}

/** Marks and open sessions of the catalogue are asked for anew when it is opened. */
function forgetLists(): void {
  void queryClient.invalidateQueries({ queryKey: labsQuery().queryKey });
}
