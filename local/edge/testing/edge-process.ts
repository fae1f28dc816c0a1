import { openEdge } from '../server.ts';

/** An edge in a process of its own, so that a test can watch its memory alone: asked by IPC, it tells its RSS. */
const edge = await openEdge({
  web: '/nonexistent',
  content: '/nonexistent',
  port: 0,
  handler: async (event) => ({ statusCode: 200, body: String(event.body?.length) }),
});
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
process.send?.({ port: edge.port });
