import type { ALBEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { albEvent } from '../../test/support/invoke.ts';
import { fromAlbEvent, toAlbResult } from './alb.ts';

const response = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };

test('header names are read in any case, and values of several headers are joined', () => {
  const single = fromAlbEvent({ ...albEvent(), headers: { 'Content-Type': 'application/json' } });
  expect(single.headers['content-type']).toBe('application/json');
  const multi = fromAlbEvent({
    ...albEvent(),
    headers: undefined,
    multiValueHeaders: { Accept: ['text/html', 'application/json'], Cookie: ['a=1', 'b=2'] },
  });
  expect(multi.headers.accept).toBe('text/html, application/json');
  expect(multi.headers.cookie).toBe('a=1; b=2');
});

test('the query is decoded once, plus signs and repeated names included', () => {
  const queryStringParameters = { query: '%7Ba%20%25%7D', variables: 'a+b' };
  const { query } = fromAlbEvent({ ...albEvent(), queryStringParameters });
  expect([query.get('query'), query.get('variables')]).toEqual(['{a %}', 'a b']);
  const multi = fromAlbEvent({ ...albEvent(), multiValueQueryStringParameters: { x: ['1', '2'] } });
  expect(multi.query.getAll('x')).toEqual(['1', '2']);
});

test('a base64 body is decoded and counted in bytes', () => {
  const body = Buffer.from('{"é":1}').toString('base64');
  expect(fromAlbEvent({ ...albEvent(), body, isBase64Encoded: true })).toMatchObject({
    body: '{"é":1}',
    bodyBytes: 8,
  });
  expect(fromAlbEvent({ ...albEvent(), body: 'é' })).toMatchObject({ body: 'é', bodyBytes: 2 });
});

test('an event without headers, query and body is read as empty', () => {
  const bare = {
    requestContext: albEvent().requestContext,
    httpMethod: 'GET',
    path: '/',
    body: null,
    isBase64Encoded: false,
  };
  expect(fromAlbEvent(bare as ALBEvent)).toMatchObject({ method: 'GET', body: '', bodyBytes: 0 });
});

test('a header called __proto__ is a header', () => {
  const headers = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
  expect(fromAlbEvent({ ...albEvent(), headers }).headers.constructor).toBe('y');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('the answer has the header mode of the event', () => {
  const cookies = ['a=1; Path=/'];
  const single = toAlbResult(albEvent(), { ...response, cookies });
  expect(single).toMatchObject({ headers: { 'set-cookie': 'a=1; Path=/' }, statusDescription: '200 OK' });
  expect(single.multiValueHeaders).toBeUndefined();
  const multi = toAlbResult({ ...albEvent(), multiValueHeaders: {} }, { ...response, cookies });
  expect(multi.multiValueHeaders).toEqual({ 'content-type': ['application/json'], 'set-cookie': cookies });
  expect(multi.headers).toBeUndefined();
});
