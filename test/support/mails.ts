import type { LocalMail } from '../../local/emulators/mail/outbox.ts';
import { type Outbox, startOutbox } from '../../local/emulators/mail/outbox.ts';
import type { TestApi } from './api.ts';
import { deliverEvents } from './events.ts';

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

  const deliver = () => deliverEvents(api, 'email');

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
