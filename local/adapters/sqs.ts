import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export type SqsHandler = (
  event: SQSEvent,
  context: { getRemainingTimeInMillis(): number },
) => Promise<SQSBatchResponse>;

export interface PollerOptions {
  queueUrl: string;
  queueArn: string;
  handler: SqsHandler;
  /** Milliseconds that the function may take, as its timeout in a deployment. */
  timeout: number;
  onError: (error: unknown) => void;
}

/**
 * What Lambda's event source does: takes messages from a queue, hands them to the function as one event, and
 * deletes those that it did not report as failed. A function that throws or takes too long has failed them all.
 *
 * @returns a function that stops it, once what runs has ended
 */
export function pollQueue(options: PollerOptions): () => Promise<void> {
  const client = new SQSClient({});
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await pollOnce(client, options, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  })();
  return async () => {
    stopping.abort();
    await running;
    client.destroy();
  };
}

async function pollOnce(client: SQSClient, options: PollerOptions, signal: AbortSignal): Promise<void> {
  const { queueUrl: QueueUrl, queueArn, handler, timeout } = options;
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 20,
      MessageSystemAttributeNames: ['All'],
    }),
    { abortSignal: signal },
  );
  if (Messages.length === 0) return;
  const until = Date.now() + timeout;
  const event: SQSEvent = { Records: Messages.map((message) => recordOf(message, queueArn)) };
  const { batchItemFailures } = await withTimeout(
    handler(event, { getRemainingTimeInMillis: () => until - Date.now() }),
    timeout,
  );
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = Messages.filter(({ MessageId }) => !failed.has(String(MessageId)));
  if (done.length === 0) return;
  const Entries = done.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}

/** The record that Lambda makes of a message. */
function recordOf(message: Message, queueArn: string): SQSRecord {
  return {
    messageId: String(message.MessageId),
    receiptHandle: String(message.ReceiptHandle),
    body: message.Body ?? '',
    attributes: message.Attributes as SQSRecord['attributes'],
    messageAttributes: {},
    md5OfBody: String(message.MD5OfBody),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: 'local',
  };
}

async function withTimeout<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`A worker took more than ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
