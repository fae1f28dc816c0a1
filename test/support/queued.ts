import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

export interface Queued {
  body: string;
  /** How often it was received, this time too. */
  deliveries: number;
  remove(): Promise<void>;
}

/** What a queue has just now, at most ten messages: nobody waits at it, so the next message is for the next who asks. */
export async function received(QueueUrl: string): Promise<Queued[]> {
  const client = new SQSClient({});
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
  );
  return Messages.map(({ Body = '', Attributes, ReceiptHandle }) => ({
    body: Body,
    deliveries: Number(Attributes?.ApproximateReceiveCount),
    remove: async () => void (await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
  }));
}
