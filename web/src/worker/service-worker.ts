import type { Build } from './files.ts';
import { type Asked, createWorker } from './worker.ts';

/** Put in by `web/build-worker.ts`. */
declare const BUILD: Build;

/** The part of a service worker's world that is used here: the types of the browser's pages do not have it. */
interface Scope {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void>; matchAll(): Promise<{ postMessage(message: unknown): void }[]> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, heard: (event: Events[Name]) => void): void;
}
interface Extendable {
  waitUntil(done: Promise<unknown>): void;
}
interface Events {
  install: Extendable;
  activate: Extendable;
  message: Extendable & { data: unknown };
  fetch: Asked & { respondWith(answer: Promise<Response>): void };
}

const scope = self as unknown as Scope;
const { origin } = scope.location;
const worker = createWorker({ build: BUILD, origin, caches, fetch: (...args) => fetch(...args) });

// At once, whatever pages are open: they go to the network first, and no file that they use is ever wrong.
scope.addEventListener('install', (event) => {
  event.waitUntil(worker.install().then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  const takeOver = async () => {
    await worker.activate();
    await scope.registration.navigationPreload?.enable();
    await scope.clients.claim();
    for (const page of await scope.clients.matchAll()) page.postMessage({ entry: BUILD.entry });
  };
  event.waitUntil(takeOver());
});

scope.addEventListener('fetch', (event) => {
  const { request, preloadResponse } = event;
  const answer = worker.answer({ request, preloadResponse, waitUntil: (done) => event.waitUntil(done) });
  if (answer) event.respondWith(answer);
});

scope.addEventListener('message', (event) => {
  const { keep } = (event.data ?? {}) as { keep?: unknown };
  if (Array.isArray(keep)) event.waitUntil(worker.keepAll(keep.map(String)));
});
