import { everyone, everyoneTheirOwn, type Policy, people } from '../platform/policy.ts';

/**
 * Labs are for everybody who asks, guests too: the first write makes one. Which session somebody sees, every statement
 * asks for (`sessions.store.ts`); what leads to an object has decided who may see it.
 */
export const labsPolicy: Policy = {
  'Query.labs': everyone,
  'Query.lab': everyone,
  'Query.labSession': everyoneTheirOwn,
  'Query.labSessions': everyoneTheirOwn,

  'Mutation.startLab': everyoneTheirOwn,
  'Mutation.extendLab': people,
  'Mutation.pauseLab': people,
  'Mutation.resumeLab': people,
  'Mutation.endLab': people,
  'Mutation.resetLab': people,
  'Mutation.checkLabStep': people,
  'Mutation.takeLabHint': people,
  'Mutation.revealLabSolution': people,
  'Mutation.completeLab': everyoneTheirOwn,

  'Subscription.labStatusChanged': people,

  Lab: everyone,
  // Of this moment: not kept as answers from the catalogue are.
  'Lab.unavailable': everyoneTheirOwn,
  'Lab.machine': everyoneTheirOwn,
  'Lab.completedAt': everyoneTheirOwn,
  'Lab.session': everyoneTheirOwn,
  LabStep: everyone,
  LabNode: everyone,
  LabSession: everyoneTheirOwn,
  LabStepState: everyoneTheirOwn,
  LabCheck: everyoneTheirOwn,
  LabSolution: everyoneTheirOwn,
  LabFile: everyoneTheirOwn,
  LabSubmission: everyoneTheirOwn,
  LabResult: everyoneTheirOwn,
  LabSkill: everyoneTheirOwn,
};
