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

/** Starts a lab, or goes on with the open session. */
export async function startLab(slug: string): Promise<LabSession> {
  const known: LabHere | null = await queryClient.fetchQuery({ ...labQuery(slug), staleTime: 60_000 });
  if (!known) throw new Error('The server does not know this lab yet.');
  const session = kept((await api.request(StartLabDocument, { labId: known.id })).startLab);
  queryClient.setQueryData(labQuery(slug).queryKey, (): LabHere => ({ ...known, session }));
  forgetLists();
  return session;
}

export const extendLab = async ({ id }: LabSession) =>
  void kept((await api.request(ExtendLabDocument, { sessionId: id })).extendLab);

export const pauseLab = async ({ id }: LabSession) =>
  void kept((await api.request(PauseLabDocument, { sessionId: id })).pauseLab);

/** Right after a pause the files are still being kept: that passes. */
export async function resumeLab({ id }: LabSession): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      kept((await api.request(ResumeLabDocument, { sessionId: id })).resumeLab);
      return;
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
