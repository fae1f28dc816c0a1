import type { LocalMail } from '../../local/emulators/mail/outbox.ts';
import { type Outbox, startOutbox } from '../../local/emulators/mail/outbox.ts';
import type { TestApi } from './api.ts';

export interface Mails {
  /** Brings what was asked for to the outbox; newest first. */
  to(email: string): Promise<LocalMail[]>;
  /** The token of the newest link to an address. */
  tokenTo(email: string): Promise<string>;
  outbox: Outbox;
  stop(): Promise<void>;
}

/** The e-mail queue of a test: what the API put into its outbox goes through the worker to a local mailbox. */
export async function startMails(api: TestApi): Promise<Mails> {
  const outbox = await startOutbox();
  process.env.MAIL = JSON.stringify({
    from: 'Atlas <a@localhost>',
    apiKey: 'SG.test',
    endpoint: outbox.endpoint,
  });
  const worker = await import('../../functions/entry/worker.ts');

  async function deliver(): Promise<void> {
    const rows = await api.sql(
      `UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL AND queue = 'email'
       RETURNING id, type, payload, request_id, occurred_at`,
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
      eventSourceARN: 'arn:aws:sqs:local:000000000000:atlas-local-email',
      awsRegion: 'local',
    }));
    const { batchItemFailures } = await worker.handler({ Records } as never);
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} mails failed.`);
  }

  const to = async (email: string) => {
    await deliver();
    return outbox.mails().filter((mail) => mail.to === email);
  };
  return {
    to,
    async tokenTo(email) {
      const [newest] = await to(email);
      const token = newest?.text.match(/#([\w-]{43})/)?.[1];
      if (!token) throw new Error(`No link for ${email}.`);
      return token;
    },
    outbox,
    async stop() {
      await worker.close();
      await outbox.stop();
    },
  };
}
