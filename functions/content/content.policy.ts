import { everyone, everyoneTheirOwn, type Policy } from '../platform/policy.ts';

/** What is published is for everybody; the store shows nothing else. */
export const contentPolicy: Policy = {
  'Query.diagram': everyone,
  // With `completed` it is a list of one's own.
  'Query.diagrams': everyoneTheirOwn,
  'Query.search': everyone,
  'Query.areas': everyone,
  Diagram: everyone,
  DiagramConnection: everyone,
  PageInfo: everyone,
  Area: everyone,
  Skill: everyone,
  SearchHit: everyone,
  ExcerptPiece: everyone,
};
