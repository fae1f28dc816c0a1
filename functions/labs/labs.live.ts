import { type Consumer, consumer, longConsumer } from '../platform/queue/worker.ts';
import { checkOfSession, checkSubmission } from './checking.ts';
import { checkDue, machineDue, sessionChanged, submissionDue, sweepDue } from './labs.events.ts';
import { bringMachine } from './machines.ts';
import { sweep } from './sweep.ts';
import { tellSessionId } from './telling.ts';
import type { Workshop } from './workshop.ts';

/**
 * What is done where machines run. None of it runs inside the transaction of its event: a machine takes seconds, and
 * others shall see meanwhile what is happening.
 */
export function labConsumers(workshop: () => Promise<Workshop>): Consumer[] {
  return [
    longConsumer(machineDue, async (ctx, { payload }) =>
      bringMachine(ctx, await workshop(), payload.sessionId),
    ),
    longConsumer(checkDue, async (ctx, { payload }) =>
      checkOfSession(ctx, await workshop(), payload.checkId),
    ),
    longConsumer(submissionDue, async (ctx, { payload }) =>
      checkSubmission(ctx, await workshop(), payload.submissionId),
    ),
    longConsumer(sweepDue, async (ctx) => sweep(ctx, await workshop())),
    consumer(sessionChanged, (ctx, { payload }) => tellSessionId(ctx, payload.sessionId)),
  ];
}
