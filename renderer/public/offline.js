// Where Kindred does not answer, a page in words says so. It keeps that one page and nothing else: no photo, name or answer.

const CACHE = 'kindred-offline';
/** With the language that the screen speaks: another one is another worker. */
const OFFLINE_PAGE = `/offline${self.location.search}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(new Request(OFFLINE_PAGE, { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([onlyOnePage(), self.registration.navigationPreload?.enable()]));
});

// The browser asks by itself, with the very headers by which the server knows who asks: see app/server/same-origin.ts.
self.addEventListener('fetch', (event) => {
  const isFirstPage = event.request.mode === 'navigate' && new URL(event.request.url).pathname === '/';
  if (!isFirstPage || self.registration.navigationPreload === undefined) return;
  event.respondWith(
    event.preloadResponse
      .then((response) => response ?? fetch(event.request))
      .catch(async () => (await caches.match(OFFLINE_PAGE)) ?? Response.error()),
  );
});

/** What another language left there goes. */
async function onlyOnePage() {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    if (request.url !== new URL(OFFLINE_PAGE, self.location.href).href) await cache.delete(request);
  }
}
