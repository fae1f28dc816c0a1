import { QUEUES } from '../functions/platform/config.ts';
import { every } from './adapters/cron.ts';
import type { Gateway, SocketHandler } from './adapters/socket.ts';
import { pollQueue } from './adapters/sqs.ts';
import { startSqs } from './emulators/sqs.ts';

/** How often the outbox is looked through: somebody may sit before a lab that is to start. */
const RELAY_EVERY = 150;
const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Machines take longer than the rest, and nobody's waits for another's: as many workers at a time. */
const WORKER_TIME = { 'lab-provisioning': 120_000, others: 30_000 };
const AT_ONCE = { 'lab-provisioning': 4, others: 1 };

const LABS = {
  sandbox: 'machines in sandboxes',
  simulated: 'simulated; with bubblewrap installed, real machines',
  kubernetes: 'machines in a cluster',
} as const;

export interface Events {
  outcome: string;
  /** What machines of labs are here. */
  labs: string;
  close(): Promise<void>;
}

/**
 * Starts the queues, their worker and what runs by the clock, by the functions that a deployment runs. The
 * database must be open. What the queues held when Atlas last stopped is sent again from the outbox.
 */
export async function openEvents(gateway: Gateway, onError: (error: unknown) => void): Promise<Events> {
  const queues = await startSqs();
  // Whatever credentials this machine has, they are not for the emulator, and nothing here may reach AWS.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: '',
    QUEUE_URLS: JSON.stringify(queues.urls),
  });
  const outbox = await import('../functions/entry/outbox.ts');
  const worker = await import('../functions/entry/worker.ts');
  const schedule = await import('../functions/entry/schedule.ts');
  const socket = await import('../functions/entry/socket.ts');
  gateway.handler = socket.handler as SocketHandler;

  const { replayed } = await outbox.handler({ forMs: 0, replay: true });
  const stops = [
    every(RELAY_EVERY, () => outbox.handler({ forMs: 0 }), onError),
    every(HOUR, () => schedule.handler(), onError),
    every(MINUTE, () => schedule.handler({ jobs: schedule.EACH_MINUTE }), onError),
    ...QUEUES.flatMap((name) => {
      const kind = name === 'lab-provisioning' ? name : 'others';
      const options = {
        queueUrl: queues.urls[name],
        queueArn: `arn:aws:sqs:local:000000000000:atlas-local-${name}`,
        handler: worker.handler,
        timeout: WORKER_TIME[kind],
        onError,
      };
      return Array.from({ length: AT_ONCE[kind] }, () => pollQueue(options));
    }),
  ];
  return {
    outcome: `${QUEUES.length} queues, WebSocket${replayed > 0 ? `, ${replayed} events sent again` : ''}`,
    labs: LABS[await worker.machineKind()],
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all([outbox.close(), worker.close(), schedule.close()]);
      await queues.stop();
    },
  };
}
