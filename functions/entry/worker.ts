import type { Context as LambdaContext, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { analyticsConsumers } from '../analytics/analytics.ts';
import { sessionConsumers } from '../auth/auth.live.ts';
import { mailConsumers } from '../auth/mails.ts';
import { liveConsumers } from '../learning/learning.live.ts';
import { readConfig } from '../platform/config.ts';
import { createContext, type Services } from '../platform/context.ts';
import { keyOfKeys } from '../platform/crypto/key-of-keys.ts';
import { createVault } from '../platform/crypto/vault.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { createMailer, type Mailer } from '../platform/mail/mailer.ts';
import { processBatch } from '../platform/queue/worker.ts';
import { type Connections, createConnections } from '../platform/realtime/connections.ts';
import { createPosts, type Posts } from '../platform/realtime/posts.ts';
import { createPublisher, type Publisher } from '../platform/realtime/publish.ts';
import { fetchSecret } from '../platform/secrets.ts';
import { NO_SERVICES } from '../platform/services.ts';
import { traced } from '../platform/trace.ts';

const config = readConfig(['databaseUrl', 'databaseAuth']);
const db = connect(config);

/** Only the worker of e-mail is told what these need; the others have no use for it. */
let mailServices: { mailer: Mailer; services: Services } | undefined;
function mailOnly(): { mailer: Mailer; services: Services } {
  mailServices ??= (() => {
    const { mail, piiKey, siteOrigin } = readConfig(['mail', 'piiKey', 'siteOrigin']);
    // Opens addresses only: it needs no key for keyed hashes.
    const vault = createVault(keyOfKeys(piiKey), Buffer.alloc(32));
    const target = async () => ({
      ...mail,
      apiKey: mail.apiKey.startsWith('arn:') ? await fetchSecret(mail.apiKey) : mail.apiKey,
    });
    return {
      mailer: createMailer(target),
      services: { ...NO_SERVICES, siteOrigin, vault: () => Promise.resolve(vault) },
    };
  })();
  return mailServices;
}

/** Only the worker of notifications speaks to open connections. */
let open: { connections: Connections; posts: Posts } | undefined;
function live(): { connections: Connections; posts: Posts } {
  open ??= (() => {
    const { connectionsTable, socketEndpoint } = readConfig(['connectionsTable', 'socketEndpoint']);
    return { connections: createConnections(connectionsTable), posts: createPosts(socketEndpoint) };
  })();
  return open;
}

/** The schema is loaded with the first publication. */
let publishing: Promise<Publisher> | undefined;
function publisher(): Promise<Publisher> {
  publishing ??= import('./schema.ts').then(({ atlasSchema }) =>
    createPublisher({
      schema: atlasSchema(),
      ...live(),
      contextOf: ({ log, now, requestId, services }, actor) =>
        createContext({ db, log, now, requestId, services, actor }),
    }),
  );
  return publishing;
}

const consumers = [
  ...analyticsConsumers,
  ...mailConsumers(() => mailOnly().mailer),
  ...sessionConsumers(live),
  ...liveConsumers(publisher),
];

/** What each queue invokes with a batch of its messages. */
export const handler = traced('worker', processMessages);

function processMessages(
  batch: SQSEvent,
  lambda?: Pick<LambdaContext, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const isMail = batch.Records.some(({ eventSourceARN }) => /\bemail$/.test(eventSourceARN));
  const services = isMail ? mailOnly().services : NO_SERVICES;
  return processBatch(batch, {
    consumers,
    contextOf: (requestId) =>
      createContext({ db, log: createLog(config.logLevel, requestId), now: new Date(), requestId, services }),
    timeLeft: () => lambda?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY,
  });
}

/** Ends the connections. */
export const close = (): Promise<void> => db.close();
