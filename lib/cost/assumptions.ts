/**
 * What a learner does in a month, as far as it costs money. Assumptions, not measurements: each with its reason.
 * The figures of a real month replace them.
 */
export const ASSUMPTIONS = {
  /** Three a week: what spaced repetition asks for. */
  sessionsPerMonth: { value: 12, why: 'three a week, as spaced repetition asks' },
  minutesPerSession: { value: 25, why: 'two diagrams, or one and its questions' },
  /** The code is cached: most of it comes once. */
  firstVisitMb: { value: 3.5, why: 'code, fonts, first pages; once a month, after a release' },
  sessionMb: { value: 0.35, why: 'documents of some 8 pages, compressed' },
  filesPerSession: { value: 40, why: 'pages, documents and assets asked for at the CDN' },
  requestsPerSession: { value: 30, why: 'GraphQL operations: progress, completions, search' },
  /** `npm run bench`: a list takes below 5 ms of CPU; the rest is waiting for the database. */
  requestMs: { value: 40, why: 'warm, with two statements; the bench measures 5 ms of CPU' },
  connectedShare: { value: 0.6, why: 'sessions with a live connection' },
  messagesPerSession: { value: 120, why: 'cursors, chat and updates, both ways' },
  eventsPerSession: { value: 20, why: 'completions, answers, steps; each is sent, received, deleted' },
  mailsPerMonth: { value: 4, why: 'a weekly report' },
  labHoursPerMonth: { value: 0.5, why: 'one lab of half an hour' },
  labVcpu: { value: 0.25, why: 'request of a lab machine' },
  /** Nodes are never full. */
  labPacking: { value: 0.6, why: 'share of a node that labs fill, with its start and end' },
  logKbPerRequest: { value: 1.2, why: "Lambda's report and a line of ours" },
  userDataMb: { value: 2, why: 'whiteboards and exports' },
  databaseMbPerUser: { value: 0.5, why: 'progress, cards, events; for backups' },
  natGb: { value: 40, why: 'a month: third parties and AWS services without an endpoint' },
  imageGb: { value: 60, why: 'a month: lab images pulled by new nodes' },
} as const;

export type AssumptionName = keyof typeof ASSUMPTIONS;

/** What third parties ask for, in USD; not part of AWS's bill, capped by quotas of our own. */
export const THIRD_PARTIES = {
  /** Four questions of 3,000 tokens in and 400 out. */
  tutorPerUser: {
    value: 0.02,
    why: 'Claude: 4 questions a month, 3,000 tokens in, 400 out; capped per learner and day',
  },
  mailPer1000: { value: 0.4, why: 'SendGrid: above its 50,000 a month' },
  vectorsPerMonth: { value: 50, why: "Pinecone's smallest plan; PostgreSQL does below it" },
} as const;
