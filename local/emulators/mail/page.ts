import type { ServerResponse } from 'node:http';
import type { LocalMail } from './outbox.ts';

/** Where a person at the laptop reads what Atlas would have sent. */
export const OUTBOX_PATH = '/outbox';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
article{border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:8px;padding:1rem;margin:1rem 0}
h2{font-size:1.1rem;margin:0}p{margin:.5rem 0;overflow-wrap:anywhere;white-space:pre-line}small{opacity:.75}`;

/** The page of the outbox, or its mails as JSON for `Accept: application/json`. */
export function serveOutbox(response: ServerResponse, mails: LocalMail[], accept = ''): void {
  const isJson = accept.includes('application/json');
  const body = isJson ? JSON.stringify(mails) : page(mails);
  response.writeHead(200, {
    'content-type': isJson ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.end(body);
}

function page(mails: LocalMail[]): string {
  const list = mails.map(
    ({ to, subject, text, sentAt }) =>
      `<article><h2>${escaped(subject)}</h2><small>to ${escaped(to)}, <time>${sentAt}</time></small><p>${linked(text)}</p></article>`,
  );
  const content = list.length > 0 ? list.join('') : '<p>No mails yet. Sign up, and the link is here.</p>';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox of this laptop</title><style>${STYLE}</style><h1>Outbox</h1><p>Mails that Atlas would have sent. They never leave this machine.</p>${content}</html>`;
}

function linked(text: string): string {
  return escaped(text).replace(/https?:\/\/[^\s<]*[^\s<.,]/g, (url) => `<a href="${url}">${url}</a>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
