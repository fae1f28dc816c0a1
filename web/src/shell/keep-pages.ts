/** Milliseconds between two looks for a new version, on a page that stays open. */
const LOOK = 3_600_000;

/**
 * Has the service worker keep what this page is made of, and what it opens from now on.
 *
 * @param onNewVersion the worker is of another version than this page
 */
export async function keepPages(onNewVersion: () => void): Promise<void> {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('message', ({ data }) => {
    const { entry } = (data ?? {}) as { entry?: unknown };
    if (typeof entry === 'string' && !document.querySelector(`script[src="${entry}"]`)) onNewVersion();
  });
  const wasThere = serviceWorker.controller !== null;
  const registration = await serviceWorker.register('/service-worker.js');
  const { active } = await serviceWorker.ready;
  if (!wasThere && active) tellWhatCame(active);
  lookNowAndThen(registration);
}

/** What was fetched before the worker was there. */
function tellWhatCame(worker: ServiceWorker): void {
  const observer = new PerformanceObserver((list) => {
    worker.postMessage({ keep: list.getEntries().map(({ name }) => name) });
  });
  observer.observe({ type: 'resource', buffered: true });
}

function lookNowAndThen(registration: ServiceWorkerRegistration): void {
  let looked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - looked < LOOK) return;
    looked = performance.now();
    registration.update().catch(() => {});
  });
}
