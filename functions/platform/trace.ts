import type { Tracer } from '@aws-lambda-powertools/tracer';
import middy, { type MiddlewareObj } from '@middy/core';
import { isSampled } from './config.ts';

let loading: Promise<Tracer> | undefined;

/** Powertools' tracer with the X-Ray SDK takes some 80 ms to load: nine of ten invocations go without. */
function loadTracer(): Promise<Tracer> {
  loading ??= import('@aws-lambda-powertools/tracer').then(
    ({ Tracer: Made }) => new Made({ serviceName: 'atlas' }),
  );
  return loading;
}

/**
 * A handler whose sampled invocations are seen in X-Ray as a subsegment of their function, with what went wrong by
 * name only: answers and messages may hold what names a person. An invocation that is not sampled is the bare handler.
 */
export function traced<Event, Result, Context>(
  name: string,
  handler: (event: Event, context?: Context) => Promise<Result>,
): (event: Event, context?: Context) => Promise<Result> {
  const wrapped = middy(handler as never).use(tracing(name)) as unknown as typeof handler;
  return (event, context) => (isSampled() ? wrapped(event, context) : handler(event, context));
}

function tracing(name: string): MiddlewareObj {
  const close = async (error?: Error | null) => {
    const tracer = await loadTracer();
    const segment = tracer.getSegment();
    if (!segment || segment.name !== `## ${name}`) return;
    if (error) {
      segment.addAnnotation('error', error.name);
      segment.addFaultFlag();
    }
    segment.close();
  };
  return {
    async before() {
      const tracer = await loadTracer();
      const parent = tracer.getSegment();
      if (!parent) return;
      tracer.setSegment(parent.addNewSubsegment(`## ${name}`));
      tracer.annotateColdStart();
      tracer.addServiceNameAnnotation();
    },
    after: () => close(),
    onError: ({ error }) => close(error),
  };
}
