import { everyoneTheirOwn, type Policy, people } from '../platform/policy.ts';

/** What a learner did is read and written for the asking person only; there is no argument that names another. */
export const learningPolicy: Policy = {
  'Query.userProgress': everyoneTheirOwn,
  'Mutation.completeDiagram': everyoneTheirOwn,
  'Mutation.reopenDiagram': everyoneTheirOwn,
  'Subscription.progressUpdated': people,
  'Diagram.completedAt': everyoneTheirOwn,
  Progress: everyoneTheirOwn,
  AreaProgress: everyoneTheirOwn,
  SkillProgress: everyoneTheirOwn,
  Completion: everyoneTheirOwn,
  CompletionPayload: everyoneTheirOwn,
};
