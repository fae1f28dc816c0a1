/** What is done where a limit has no room at 100,000 at once: a quota to ask for, a size to set, or the design. By row. */
export const ANSWERS: Readonly<Record<string, string>> = {
  'Lambda, at once': 'quota: ask for the sum of the reserved concurrency, 6,000',
  'Lambda, new environments': 'the schedule warms 40 before the morning; clients back off with jitter',
  'WebSocket, new connections':
    'quota: ask for 2,000/s; clients reconnect over 3 minutes with jitter, sessions end spread over 2 h',
  'WebSocket, messages': 'quota: ask for 60,000/s; a cursor moves at most 17 times a second, in rooms only',
  'WebSocket, posts to rooms':
    'quota: ask for 120,000/s in the same request; putting messages of a room together comes before that',
  'Connections to PostgreSQL':
    'RDS Proxy: functions share what the database has; a transaction never waits for the network',
  'PostgreSQL, statements':
    'database.instanceClass db.m6gd.2xlarge before 100,000 at once, reads to a standby; at 10,000 the present one does',
  'vCPUs of labs': 'labs.maxVcpu 1024 before 100,000 at once; learners wait in a queue with an honest time',
  'Memory of labs': 'labs.maxMemoryGiB 2048 before 100,000 at once; as above',
  'Spot vCPUs of the account': 'quota: ask for 1,024',
  'Firehose to log search':
    'quota: ask for 30 MiB/s; search grows with it, so set its stage off or sample INFO lines first',
  'One address at the firewall':
    'edge.requestsPerFiveMinutes 4000 for schools that ask; the API limits each account beside it',
};
