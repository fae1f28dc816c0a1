/** What CloudFormation told with its request to a custom resource, kept until the answer. */
export interface StackRequest {
  url: string;
  stackId: string;
  requestId: string;
  logicalId: string;
  physicalId: string;
}

/**
 * Puts the answer to the presigned address that CloudFormation gave
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html).
 *
 * @param reason why it failed; undefined when it succeeded
 * @throws when the address takes no answer: the state machine tries again
 */
export async function answerCloudFormation(request: StackRequest, reason: string | undefined): Promise<void> {
  const body = JSON.stringify({
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    Reason: (reason ?? 'Done').slice(0, 1000),
    PhysicalResourceId: request.physicalId,
    StackId: request.stackId,
    RequestId: request.requestId,
    LogicalResourceId: request.logicalId,
  });
  const { ok, status } = await fetch(request.url, {
    method: 'PUT',
    body,
    headers: { 'content-type': '' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!ok) throw new Error(`CloudFormation took no answer: status ${status}.`);
}
