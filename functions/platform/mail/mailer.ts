import type { default as SendGrid } from '@sendgrid/mail';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Of the event that asked for it: a mail that comes twice can be told by it. */
  eventId: string;
}

export interface MailTarget {
  /** `Atlas <hello@learn.example.com>` */
  from: string;
  apiKey: string;
  /** Another server that speaks SendGrid's API: the laptop's outbox, a stub in tests. */
  endpoint?: string;
}

export interface Mailer {
  /** @throws Error without the address or the text in it, when the provider did not take the mail */
  send(mail: Mail): Promise<void>;
}

/** Milliseconds for one call; the queue tries again later. */
const PATIENCE = 8_000;

/** SendGrid's client, loaded with the first mail (https://www.twilio.com/docs/sendgrid/api-reference/mail-send). */
export function createMailer(target: () => Promise<MailTarget>): Mailer {
  let opening: Promise<{ service: typeof SendGrid; from: string }> | undefined;

  async function open() {
    const { from, apiKey, endpoint } = await target();
    const [{ default: service }, { default: client }] = await Promise.all([
      import('@sendgrid/mail'),
      import('@sendgrid/client'),
    ]);
    service.setTimeout(PATIENCE);
    service.setClient(client);
    service.setApiKey(apiKey);
    // After the key: it sets the address of SendGrid itself.
    if (endpoint) client.setDefaultRequest('baseUrl', endpoint);
    return { service, from };
  }

  return {
    async send({ eventId, ...mail }) {
      opening ??= open();
      opening.catch(() => {
        opening = undefined;
      });
      const { service, from } = await opening;
      try {
        await service.send({
          ...mail,
          from,
          customArgs: { event: eventId },
          // A link with a token must reach nobody but the reader.
          trackingSettings: { clickTracking: { enable: false }, openTracking: { enable: false } },
        });
      } catch (error) {
        // SendGrid's errors carry the request, hence the address.
        const { code } = error as { code?: unknown };
        throw new Error(`The mail provider answered with ${String(code)}.`);
      }
    },
  };
}
