import type { QueueName } from '../../functions/platform/config.ts';
import type { TestApi } from './api.ts';

/** Brings what the API put into its outbox for a queue to the worker, in order, as that queue would. */
export async function deliverEvents(api: TestApi, queue: QueueName): Promise<void> {
  const worker = await import('../../functions/entry/worker.ts');
  const rows = await api.sql(
    `UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL AND queue = $1
     RETURNING id, type, payload, request_id, occurred_at`,
    [queue],
  );
  rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  const Records = rows.map((row) => ({
    messageId: String(row.id),
    receiptHandle: '',
    body: JSON.stringify({
      id: row.id,
      type: row.type,
      occurredAt: (row.occurred_at as Date).toISOString(),
      requestId: row.request_id,
      payload: row.payload,
    }),
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:local:000000000000:atlas-local-${queue}`,
    awsRegion: 'local',
  }));
  const { batchItemFailures } = await worker.handler({ Records } as never);
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} events failed.`);
}
