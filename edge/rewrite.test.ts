import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { rewriteCode } from './rewrite.ts';
import { pageHeaders } from './rules.ts';

/** As CloudFront runs it: the source alone, in an empty world. */
const deployed = runInNewContext(`${rewriteCode()} handler`) as (event: object) => { uri: string };

test.each([
  ['/', '/index.html'],
  ['/diagrams', '/diagrams/index.html'],
  ['/diagrams/', '/diagrams/index.html'],
  ['/diagrams/cache-aside', '/diagrams/cache-aside/index.html'],
  ['/assets/app-1a2b3c4d.js', '/assets/app-1a2b3c4d.js'],
  ['/404.html', '/404.html'],
  ['/groups', '/groups/index.html'],
  ['/groups/grp_01JABCDEFGHJKMNPQRSTVWXYZ0', '/groups/one/index.html'],
  ['/groups/grp_01JABCDEFGHJKMNPQRSTVWXYZ0/', '/groups/one/index.html'],
  ['/boards/brd_01JABCDEFGHJKMNPQRSTVWXYZ0', '/boards/one/index.html'],
  ['/groups/a/b', '/groups/a/b/index.html'],
  ['/v1.2/page', '/v1.2/page/index.html'],
])('%s is the file %s', (uri, file) => {
  expect(deployed({ request: { uri } }).uri).toBe(file);
});

test('the source fits into a CloudFront function', () => {
  expect(rewriteCode().length).toBeLessThan(10_240);
});

test('pages may speak to the WebSocket where it has a host of its own', () => {
  expect(pageHeaders()['content-security-policy']).toContain("connect-src 'self';");
  expect(pageHeaders({ connectTo: 'wss://live.example' })['content-security-policy']).toContain(
    "connect-src 'self' wss://live.example;",
  );
});
