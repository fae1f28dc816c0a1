import { diagramsBySlugs, skillsById } from '../content/content.ts';
import type {
  LabCheckResolvers,
  LabNeeds,
  LabResolvers,
  LabResultResolvers,
  LabSessionResolvers,
  LabSkillResolvers,
  LabStepStateResolvers,
  LabSubmissionResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../generated/schema.ts';
import type { Context } from '../platform/context.ts';
import type { CheckRecord } from './checks.ts';
import type { LabSessionRecord } from './sessions.ts';

// Loaded with the first question about labs: reading diagrams should not pay for it.
const catalogue = () => import('./labs.ts');
const sessions = () => import('./sessions.ts');
const help = () => import('./help.ts');
const checks = () => import('./checks.ts');
const details = () => import('./session-details.ts');

const Query: Pick<QueryResolvers, 'labs' | 'lab' | 'labSession' | 'labSessions'> = {
  labs: async (_parent, _args, ctx) => (await catalogue()).labs(ctx),
  lab: async (_parent, { slug }, ctx) => (await (await catalogue()).labBySlug(ctx, slug)) ?? null,
  labSession: async (_parent, { id }, ctx) => (await (await sessions()).labSession(ctx, id)) ?? null,
  labSessions: async (_parent, _args, ctx) => (await sessions()).openSessions(ctx),
};

const Mutation: MutationResolvers = {
  startLab: async (_parent, { labId }, ctx) => (await sessions()).startLab(ctx, labId),
  extendLab: async (_parent, { sessionId }, ctx) => (await sessions()).extendLab(ctx, sessionId),
  pauseLab: async (_parent, { sessionId }, ctx) => (await sessions()).pauseLab(ctx, sessionId),
  resumeLab: async (_parent, { sessionId }, ctx) => (await sessions()).resumeLab(ctx, sessionId),
  endLab: async (_parent, { sessionId }, ctx) => (await sessions()).endLab(ctx, sessionId),
  resetLab: async (_parent, { sessionId, step }, ctx) =>
    (await sessions()).resetLab(ctx, sessionId, step ?? undefined),
  takeLabHint: async (_parent, args, ctx) => (await help()).takeHint(ctx, args),
  revealLabSolution: async (_parent, { sessionId }, ctx) => (await help()).revealSolution(ctx, sessionId),
  checkLabStep: async (_parent, args, ctx) => (await checks()).checkStep(ctx, args),
  completeLab: async (_parent, { labId, solution, key }, ctx) =>
    (await checks()).completeLab(ctx, { labId, solution, key }),
};

const Lab: LabResolvers = {
  skills: (lab, _args, ctx) => skillsOf(ctx, lab.skills),
  limitMinutes: (lab) => lab.limit_minutes,
  needs: (lab) => lab.needs.toUpperCase() as LabNeeds,
  diagrams: (lab, _args, ctx) => diagramsBySlugs(ctx, lab.diagrams),
  documentUrl: (lab) => `/content/${lab.document}`,
  unavailable: async (lab, _args, ctx) => (await catalogue()).unavailable(ctx, lab.needs),
  machine: async (lab, _args, ctx) => {
    const { runtimeHere, unavailable } = await catalogue();
    return (await unavailable(ctx, lab.needs)) === null ? kindOf(await runtimeHere(ctx)) : null;
  },
  completedAt: async (lab, _args, ctx) =>
    (await (await catalogue()).completedLabs(ctx)).get(lab.id)?.completed_at ?? null,
  session: async (lab, _args, ctx) =>
    (await (await sessions()).openSessions(ctx)).find((one) => one.lab_id === lab.id) ?? null,
};

async function skillsOf(ctx: Context, ids: readonly string[]) {
  const byId = await skillsById(ctx);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const kindOf = ({ kind }: Pick<LabSessionRecord, 'kind'>) =>
  kind.toUpperCase() as 'KUBERNETES' | 'SANDBOX' | 'SIMULATED';
const stateOf = ({ state }: Pick<CheckRecord, 'state'>) =>
  state.toUpperCase() as 'PENDING' | 'PASSED' | 'FAILED' | 'BROKEN';

const LabSession: LabSessionResolvers = {
  lab: async (session, _args, ctx) => (await catalogue()).labOfId(ctx, session.lab_id),
  state: (session) =>
    session.state.toUpperCase() as 'WAITING' | 'STARTING' | 'READY' | 'PAUSED' | 'ENDED' | 'FAILED',
  place: async (session, _args, ctx) => (await (await details()).turnOf(ctx, session))?.place ?? null,
  waitSeconds: async (session, _args, ctx) =>
    (await (await details()).turnOf(ctx, session))?.waitSeconds ?? null,
  machine: kindOf,
  createdAt: (session) => session.created_at,
  readyAt: (session) => session.ready_at,
  expiresAt: (session) => session.expires_at,
  secondsLeft: ({ expires_at: end }, _args, ctx) =>
    end && Math.max(0, Math.round((end.getTime() - ctx.now.getTime()) / 1_000)),
  canExtend: async (session) => (await sessions()).canExtend(session),
  steps: async (session, _args, ctx) => (await details()).stepsOf(ctx, session),
  solution: async (session, _args, ctx) => (await help()).solutionOf(ctx, session),
  submission: async (session, _args, ctx) => (await (await details()).submissionOf(ctx, session)) ?? null,
  result: async (session, _args, ctx) => (await (await details()).resultOf(ctx, session)) ?? null,
};

const LabStepState: LabStepStateResolvers = {
  passedAt: ({ row }) => row?.passed_at ?? null,
  attempts: ({ row }) => row?.attempts ?? 0,
  check: ({ check }) => check ?? null,
  hints: async ({ session, id, row }, _args, ctx) =>
    (await help()).hintsOf(ctx, session, id, row?.hints ?? 0),
};

const LabCheck: LabCheckResolvers = {
  state: stateOf,
  requestedAt: (check) => check.requested_at,
  finishedAt: (check) => check.finished_at,
  observed: ({ finding }) => finding?.observed || null,
  expected: ({ finding }) => finding?.expected || null,
  why: ({ finding }) => finding?.why || null,
  node: async ({ finding }, _args, ctx) => {
    const [slug = '', node = ''] = finding?.node.split('#') ?? [];
    const [diagram] = slug ? await diagramsBySlugs(ctx, [slug]) : [];
    return diagram && node ? { diagram, node } : null;
  },
};

const LabSubmission: LabSubmissionResolvers = {
  state: stateOf,
  files: ({ files }) => Object.entries(files ?? {}).map(([path, text]) => ({ path, text })),
  checks: async (submission, _args, ctx) => (await details()).checksOf(ctx, submission),
  createdAt: (submission) => submission.created_at,
  finishedAt: (submission) => submission.finished_at,
};

const LabResult: LabResultResolvers = {
  completedAt: (row) => row.completed_at,
  withSolution: (row) => row.with_solution,
};

const LabSkill: LabSkillResolvers = {
  skill: async ({ skill }, _args, ctx) => {
    const found = (await skillsById(ctx)).get(skill);
    if (!found) throw new Error(`A lab trains ${skill}, which is no skill any more.`);
    return found;
  },
  doneBefore: (effect) => effect.before,
  doneAfter: (effect) => effect.after,
};

export const labsResolvers = {
  Query,
  Mutation,
  Lab,
  LabSession,
  LabStepState,
  LabCheck,
  LabSubmission,
  LabResult,
  LabSkill,
};
