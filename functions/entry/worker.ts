import type { Context as LambdaContext, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { analyticsConsumers } from '../analytics/analytics.ts';
import { sessionConsumers } from '../auth/auth.live.ts';
import { mailConsumers } from '../auth/mails.ts';
import { boardConsumers } from '../collab/boards.live.ts';
import { chatConsumers } from '../collab/chat.live.ts';
import { groupConsumers } from '../collab/groups.live.ts';
import { labConsumers } from '../labs/labs.live.ts';
import type { MachineKind } from '../labs/runtime/runtime.ts';
import type { Workshop } from '../labs/workshop.ts';
import { liveConsumers } from '../learning/learning.live.ts';
import { readConfig } from '../platform/config.ts';
import { createContext, type Services } from '../platform/context.ts';
import { keyOfKeys } from '../platform/crypto/key-of-keys.ts';
import { createVault } from '../platform/crypto/vault.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { createMailer, type Mailer } from '../platform/mail/mailer.ts';
import { createObjects } from '../platform/objects/objects.ts';
import { processBatch } from '../platform/queue/worker.ts';
import { createLive, LIVE_KEYS } from '../platform/realtime/live.ts';
import { createRedis, type Redis } from '../platform/redis/redis.ts';
import { fetchSecret } from '../platform/secrets.ts';
import { NO_SERVICES } from '../platform/services.ts';
import { traced } from '../platform/trace.ts';
import { tellLeft } from './left.ts';

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

/** Only the worker of notifications speaks to open connections, and tells names to who is in a group. */
let notifying: Services | undefined;
function notificationOnly(): Services {
  notifying ??= (() => {
    const { piiKey, redisUrl, awsRegion, userDataBucket, ...sockets } = readConfig([
      'piiKey',
      'redisUrl',
      'awsRegion',
      'userDataBucket',
      ...LIVE_KEYS,
    ]);
    const vault = createVault(keyOfKeys(piiKey), Buffer.alloc(32));
    redis ??= createRedis({ url: redisUrl, region: awsRegion, log: createLog(config.logLevel, 'services') });
    const live = createLive(sockets, redis, executable, tellLeft);
    return {
      ...NO_SERVICES,
      vault: () => Promise.resolve(vault),
      live: () => Promise.resolve(live),
      objects: createObjects(userDataBucket),
    };
  })();
  return notifying;
}
let redis: Redis | undefined;
/** Its code is loaded with the first subscription that is told. */
const executable = async () => (await import('./schema.ts')).atlasSchema();

/** Only the worker of lab-provisioning makes machines, and tells those who wait for them. */
let making: Services | undefined;
function labsOnly(): Services {
  making ??= (() => {
    const { redisUrl, awsRegion, userDataBucket, ...sockets } = readConfig([
      'redisUrl',
      'awsRegion',
      'userDataBucket',
      ...LIVE_KEYS,
    ]);
    redis ??= createRedis({ url: redisUrl, region: awsRegion, log: createLog(config.logLevel, 'services') });
    const live = createLive(sockets, redis, executable, tellLeft);
    return { ...NO_SERVICES, live: () => Promise.resolve(live), objects: createObjects(userDataBucket) };
  })();
  return making;
}

let opening: Promise<Workshop> | undefined;
/** Where machines run; its code is loaded with the first lab. */
function workshop(): Promise<Workshop> {
  opening ??= (async () => {
    const { openRuntime } = await import('../labs/runtime/choose.ts');
    const { socketUrl } = readConfig(['socketUrl']);
    const clock = () => new Date();
    const runtime = await openRuntime(createLog(config.logLevel, 'labs'), clock);
    return { runtime, relayUrl: socketUrl, clock };
  })();
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/** All that queues carry, for a test that delivers each again and again. */
export const consumers = [
  ...analyticsConsumers,
  ...mailConsumers(() => mailOnly().mailer),
  ...sessionConsumers,
  ...liveConsumers,
  ...chatConsumers,
  ...groupConsumers,
  ...boardConsumers,
  ...labConsumers(workshop),
];

/** What each queue invokes with a batch of its messages. */
export const handler = traced('worker', processMessages);

function processMessages(
  batch: SQSEvent,
  lambda?: Pick<LambdaContext, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const isFrom = (queue: RegExp) => batch.Records.some(({ eventSourceARN }) => queue.test(eventSourceARN));
  const services = isFrom(/\bemail$/)
    ? mailOnly().services
    : isFrom(/\bnotification$/)
      ? notificationOnly()
      : isFrom(/\blab-provisioning$/)
        ? labsOnly()
        : NO_SERVICES;
  return processBatch(batch, {
    consumers,
    contextOf: (requestId) =>
      createContext({ db, log: createLog(config.logLevel, requestId), now: new Date(), requestId, services }),
    timeLeft: () => lambda?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY,
  });
}

/** What machines of labs are, where this worker makes them. */
export async function machineKind(): Promise<MachineKind> {
  return (await workshop()).runtime.kind;
}

/** Ends the connections. */
export const close = async (): Promise<void> => {
  await (await opening?.catch(() => undefined))?.runtime.close();
  await Promise.all([db.close(), redis?.close()]);
};
