import { expect, test, vi } from 'vitest';
import { createApi } from './api.ts';
import { ApiError, MalformedAnswerError, NetworkError } from './api-errors.ts';
import { CompleteDiagramDocument, DiagramStateDocument, UpdateBoardDocument } from './generated/graphql.ts';

type Reply = () => Response | Promise<Response>;

function setup(...replies: Reply[]) {
  const bodies: Record<string, unknown>[] = [];
  const fetch = vi.fn(async (_url: unknown, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    const reply = replies[Math.min(bodies.length, replies.length) - 1];
    if (!reply) throw new Error('no reply left');
    return reply();
  });
  const api = createApi({ endpoint: '/graphql', fetch, timeout: 200, retryAfter: 1 });
  return { api, bodies, fetch };
}

const json =
  (value: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(value), { status });
const text = (value: string, status: number) => () => new Response(value, { status });
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const diagram = { id: 'dia_1', slug: 'cache-aside', completedAt: null };

test('sends the hash of a trusted document instead of its text', async () => {
  const { api, bodies } = setup(json({ data: { diagram } }));
  expect(await api.request(DiagramStateDocument, { slug: 'cache-aside' })).toEqual({ diagram });
  expect(bodies).toEqual([
    { documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), variables: { slug: 'cache-aside' } },
  ]);
});

test('sends the text when the server does not know the hash', async () => {
  const unknown = { errors: [{ message: 'Unknown', extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' } }] };
  const { api, bodies } = setup(json(unknown, 400), json({ data: { diagram } }));
  await api.request(DiagramStateDocument, { slug: 'cache-aside' });
  expect(bodies[1]).toMatchObject({ query: expect.stringContaining('query DiagramState') });
});

test('asks a query once more after the network failed', async () => {
  const { api, fetch } = setup(offline, json({ data: { diagram } }));
  await expect(api.request(DiagramStateDocument, { slug: 'a' })).resolves.toEqual({ diagram });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('gives up with a network error after the second failure', async () => {
  const { api, fetch } = setup(offline);
  await expect(api.request(DiagramStateDocument, { slug: 'a' })).rejects.toBeInstanceOf(NetworkError);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a change outlives its page as long as the browser lets it, and is sent without that when it is too large', async () => {
  const alive: unknown[] = [];
  const answers: (() => void)[] = [];
  const fetch = vi.fn((_url: unknown, init?: RequestInit) => {
    alive.push(init?.keepalive);
    return new Promise<Response>((resolve) =>
      answers.push(() => resolve(json({ data: { updateBoard: true } })())),
    );
  });
  const api = createApi({ endpoint: '/graphql', fetch });
  const send = (bytes: number) =>
    api.request(UpdateBoardDocument, { id: 'brd_1', update: 'x'.repeat(bytes) });
  const sent = [send(1_000), send(66_000), send(40_000), send(40_000)];
  expect(alive).toEqual([true, false, true, false]);
  for (const answer of answers.splice(0)) answer();
  await Promise.all(sent);
  const later = send(40_000);
  expect(alive.at(-1)).toBe(true);
  answers[0]?.();
  await later;
});

test('never sends a mutation twice', async () => {
  const { api, fetch } = setup(offline);
  await expect(api.request(CompleteDiagramDocument, { diagramId: 'dia_1' })).rejects.toThrow(NetworkError);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('gives a refusal with its code and request id, and does not ask again', async () => {
  const refusal = {
    errors: [{ message: 'There is no such diagram.', extensions: { code: 'NOT_FOUND', requestId: 'req_1' } }],
  };
  const { api, fetch } = setup(json(refusal));
  const error = await api.request(DiagramStateDocument, { slug: 'a' }).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 'NOT_FOUND',
    requestId: 'req_1',
    message: 'There is no such diagram.',
  });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('names a time-out as such', async () => {
  const hang = vi.fn(
    (_url: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('timeout', 'TimeoutError')));
      }),
  );
  const api = createApi({ endpoint: '/graphql', fetch: hang, timeout: 20, retryAfter: 1 });
  await expect(api.request(CompleteDiagramDocument, { diagramId: 'dia_1' })).rejects.toMatchObject({
    timedOut: true,
  });
});

test('an aborted request stays an abort and is not tried again', async () => {
  const { api, fetch } = setup(offline);
  const abort = new AbortController();
  abort.abort();
  await expect(
    api.request(DiagramStateDocument, { slug: 'a' }, { signal: abort.signal }),
  ).rejects.toBeInstanceOf(TypeError);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test.each([
  ['an error page', text('<html>502 Bad Gateway</html>', 502)],
  ['an empty body', text('', 200)],
  ['a cut body', text('{"data":{"dia', 200)],
  ['a JSON value that is no answer', text('"ok"', 200)],
  ['null', text('null', 200)],
  ['an empty list of errors', json({ errors: [] })],
  ['errors that are no list', json({ errors: 'no' })],
  ['data that is null without an error', json({ data: null })],
])('calls %s malformed', async (_name, reply) => {
  const { api } = setup(reply);
  await expect(api.request(DiagramStateDocument, { slug: 'a' })).rejects.toBeInstanceOf(MalformedAnswerError);
});

test('an error without message or code is still an error for a person', async () => {
  const { api } = setup(json({ errors: [{}] }));
  await expect(api.request(DiagramStateDocument, { slug: 'a' })).rejects.toMatchObject({
    code: 'UNKNOWN',
    message: 'Unexpected error',
  });
});
