// A page in words for when Kindred does not answer: kept by the browser, where it keeps any (this machine, or https).

import { language } from '../text/language.ts';

export function keepOfflinePage(): void {
  if (!window.location.protocol.startsWith('http') || !('serviceWorker' in navigator)) return;
  // Without it everything works as before: a browser may forbid it, in a private window for one.
  navigator.serviceWorker.register(`/offline.js?language=${language}`).catch(() => undefined);
}
