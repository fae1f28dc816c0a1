import * as z from 'zod/mini';
import type { EventKind } from '../platform/queue/events.ts';

const aboutSession = z.object({ sessionId: z.string() });

/** The machine of a session is not what its row says it should be. */
export const machineDue: EventKind<z.infer<typeof aboutSession>> = {
  type: 'labs.machine-due',
  queue: 'lab-provisioning',
  payload: aboutSession,
};

const aboutCheck = z.object({ checkId: z.string() });

/** A step is to be checked. */
export const checkDue: EventKind<z.infer<typeof aboutCheck>> = {
  type: 'labs.check-due',
  queue: 'lab-provisioning',
  payload: aboutCheck,
};

const aboutSubmission = z.object({ submissionId: z.string() });

/** What was handed in for a whole lab is to be checked. */
export const submissionDue: EventKind<z.infer<typeof aboutSubmission>> = {
  type: 'labs.submission-due',
  queue: 'lab-provisioning',
  payload: aboutSubmission,
};

const nothing = z.object({});

/** Look for what is expired, idle, overdue or nobody's. */
export const sweepDue: EventKind<z.infer<typeof nothing>> = {
  type: 'labs.sweep-due',
  queue: 'lab-provisioning',
  payload: nothing,
};

/** A session is in another state. Told at once; the queue is for the case that this failed. */
export const sessionChanged: EventKind<z.infer<typeof aboutSession>> = {
  type: 'labs.session-changed',
  queue: 'lab-provisioning',
  payload: aboutSession,
};

const aboutLab = z.object({ userId: z.string(), labId: z.string() });

/** A lab was completed, for the first time. */
export const labCompleted: EventKind<z.infer<typeof aboutLab>> = {
  type: 'labs.lab-completed',
  queue: 'analytics-events',
  payload: aboutLab,
};
