/**
 * What stands in place of a service worker that does harm (docs/operations.md): it removes what the other one kept, and
 * then itself, and answers nothing. Uploaded as it is.
 */
addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
addEventListener('activate', (event) => {
  const retire = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(retire());
});
