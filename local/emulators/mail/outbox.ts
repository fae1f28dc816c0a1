import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalMail {
  to: string;
  subject: string;
  text: string;
  /** ISO 8601. */
  sentAt: string;
}

export interface Outbox {
  /** Where SendGrid's client has to speak to. */
  endpoint: string;
  /** Newest first. */
  mails(): LocalMail[];
  stop(): Promise<void>;
}

/** Mails kept; a laptop needs no archive. */
const KEPT = 100;

interface SendGridMail {
  personalizations: { to: { email: string }[] }[];
  subject: string;
  content: { type: string; value: string }[];
}

/**
 * SendGrid's `POST /v3/mail/send` without sending: mails stay on this machine, to be read at `/outbox`
 * (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send).
 *
 * @param file keeps the mails over a restart
 */
export async function startOutbox(file?: string): Promise<Outbox> {
  const mails: LocalMail[] = file ? readMails(file) : [];
  const server = createServer((request, response) => {
    take(request).then(
      (mail) => {
        if (mail) {
          mails.unshift(mail);
          mails.length = Math.min(mails.length, KEPT);
          if (file) writeMails(file, mails);
        }
        answer(response, mail ? 202 : 400);
      },
      () => answer(response, 400),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    mails: () => mails,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function take(request: IncomingMessage): Promise<LocalMail | undefined> {
  if (request.method !== 'POST' || !request.url?.endsWith('v3/mail/send')) return undefined;
  if (!request.headers.authorization?.startsWith('Bearer ')) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const mail = JSON.parse(Buffer.concat(chunks).toString('utf8')) as SendGridMail;
  return {
    to: mail.personalizations[0]?.to[0]?.email ?? '',
    subject: mail.subject,
    text: mail.content.find(({ type }) => type === 'text/plain')?.value ?? '',
    sentAt: new Date().toISOString(),
  };
}

function answer(response: ServerResponse, status: 202 | 400): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 202 ? undefined : '{"errors":[{"message":"Not a mail"}]}');
}

/** A file that can't be read is no reason not to start: mails of a laptop can be asked for again. */
function readMails(file: string): LocalMail[] {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LocalMail[]) : [];
  } catch {
    return [];
  }
}

function writeMails(file: string, mails: LocalMail[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(mails, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
