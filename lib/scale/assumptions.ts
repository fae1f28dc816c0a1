/** What people who are here at once do. Assumptions, each with its reason; the load follows from them. */
export const LOAD = {
  secondsPerRequest: { value: 20, why: 'a learner reads; an operation every 20 s' },
  peakFactor: { value: 1.5, why: 'the busiest minute over the mean of the hour' },
  /** Responses of the CDN are files; of the API, those that Redis keeps. */
  cachedShare: { value: 0.5, why: 'API answers that Redis has: catalogue, search, own progress just read' },
  requestMs: { value: 40, why: 'warm, two statements (the bench: 5 ms of CPU)' },
  filesPerSecond: { value: 0.03, why: 'files a learner asks the CDN for each second' },
  connectedShare: { value: 0.6, why: 'learners with a live connection' },
  messagesPerMinute: { value: 4, why: 'sent by a connected learner: cursor batches, chat, whiteboard' },
  groupSize: { value: 8, why: 'who gets a message of a group: 7 others' },
  groupShare: { value: 0.2, why: 'connected learners who are in a group room' },
  inGroupMessagesPerMinute: { value: 30, why: 'cursor and whiteboard batches in a room' },
  socketMs: { value: 15, why: 'one look at DynamoDB, some posts' },
  writeShare: { value: 0.2, why: 'operations that write; each makes one event' },
  statementsPerRequest: { value: 2, why: '`npm test` counts them: constant, 1 to 4' },
  labShare: { value: 0.02, why: 'learners who are in a lab now: 2,000 of 100,000' },
  labVcpu: { value: 0.25, why: 'request of a lab machine' },
  labMemoryGiB: { value: 0.5, why: 'request of a lab machine' },
  terminalMessagesPerSecond: { value: 1, why: 'a person types and reads in bursts, coalesced at 4 ms' },
  schoolSize: { value: 60, why: 'learners behind one address: two classes' },
  logKbPerRequest: { value: 1.2, why: "Lambda's report and a line of ours" },
  tutorShare: { value: 0.01, why: 'learners who wait for an answer of the tutor' },
} as const;
