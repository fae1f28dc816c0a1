import * as z from 'zod/mini';
import type { EventKind } from '../platform/queue/events.ts';

const aboutDiagram = z.object({ userId: z.string(), diagramId: z.string() });

/** Told once a person and diagram, at the first completion. */
export const diagramCompleted: EventKind<z.infer<typeof aboutDiagram>> = {
  type: 'learning.diagram-completed',
  queue: 'analytics-events',
  payload: aboutDiagram,
};

/** Told when a completion was taken back. */
export const diagramReopened: EventKind<z.infer<typeof aboutDiagram>> = {
  type: 'learning.diagram-reopened',
  queue: 'analytics-events',
  payload: aboutDiagram,
};

const aboutPerson = z.object({ userId: z.string() });

/** Told beside both: the devices of the person show it. */
export const progressChanged: EventKind<z.infer<typeof aboutPerson>> = {
  type: 'learning.progress-changed',
  queue: 'notification',
  payload: aboutPerson,
};
