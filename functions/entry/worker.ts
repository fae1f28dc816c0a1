import type { Context as LambdaContext, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { analyticsConsumers } from '../analytics/analytics.ts';
import { readConfig } from '../platform/config.ts';
import { createContext } from '../platform/context.ts';
import { connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { processBatch } from '../platform/queue/worker.ts';

const config = readConfig(['databaseUrl', 'databaseAuth']);
const db = connect(config);

/** What each queue invokes with a batch of its messages. */
export function handler(
  batch: SQSEvent,
  lambda?: Pick<LambdaContext, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  return processBatch(batch, {
    consumers: analyticsConsumers,
    contextOf: (requestId) =>
      createContext({ db, log: createLog(config.logLevel, requestId), now: new Date(), requestId }),
    timeLeft: () => lambda?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY,
  });
}

/** Ends the connections. */
export const close = (): Promise<void> => db.close();
