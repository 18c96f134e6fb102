// The line to the loopback server: a POST for every call, one stream of server-sent events.

import type { EventName } from '../../app/contract.ts';
import { asWritten } from '../../app/sentences/sentence.ts';
import { eventEffects } from './effects.ts';
import type { Transport } from './transport.ts';

/** Comes with the cookie that counts, which no script can read: that one is signed in by a password. */
const SIGNED_IN_COOKIE = 'kindred-signed-in=';

export function openHttpLine(): Transport {
  return {
    ...(document.cookie.includes(SIGNED_IN_COOKIE) && { signOut }),
    async call(name, request) {
      let response: Response;
      try {
        response = await fetch(`call/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        return await response.json();
      } catch {
        // The reason (refused, reset, cut off) helps nobody here: what to do is the same.
        return { ok: false, error: { code: 'unreachable', sentence: asWritten('') } };
      }
    },
    listen({ event, connection }) {
      const stream = new EventSource('events');
      stream.addEventListener('open', () => connection(true));
      // The browser reconnects by itself; until then the screen says so.
      stream.addEventListener('error', () => connection(false));
      for (const name of Object.keys(eventEffects)) {
        if (isEvent(name)) {
          stream.addEventListener(name, (message: MessageEvent<string>) => event(name, JSON.parse(message.data)));
        }
      }
    },
  };
}

async function signOut(): Promise<void> {
  await fetch('sign-out', { method: 'POST' });
  window.location.reload();
}

function isEvent(name: string): name is EventName {
  return Object.hasOwn(eventEffects, name);
}
