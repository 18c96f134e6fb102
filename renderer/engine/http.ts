// The line to the loopback server: a POST for every call, one stream of server-sent events.

import type { EventName, Greeting } from '../../app/contract.ts';
import { asWritten } from '../../app/sentences/sentence.ts';
import { eventEffects } from './effects.ts';
import type { Connection, Listener, Transport } from './transport.ts';

/** Comes with the cookie that counts, which no script can read: that one is signed in by a password. */
const SIGNED_IN_COOKIE = 'kindred-signed-in=';
const ASK_AGAIN_MS = 2000;

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
        // The reason (refused, reset, cut off) does not matter here: what to do is the same.
        return { ok: false, error: { code: 'unreachable', sentence: asWritten('') } };
      }
    },
    listen,
    download(ticket) {
      const link = document.createElement('a');
      link.href = `download/${ticket}`;
      link.download = '';
      link.click();
    },
  };
}

function listen({ event, connection, restarted }: Listener): void {
  let greeted: Greeting | undefined;
  begin();

  function begin(): void {
    const stream = new EventSource('events');
    stream.addEventListener('open', () => connection('open'));
    stream.addEventListener('error', () => {
      // The browser reconnects by itself, except where the server answered with something else than a stream.
      if (stream.readyState === EventSource.CLOSED) void whenLetIn().then(begin);
      else connection('lost');
    });
    stream.addEventListener('greeting', (message: MessageEvent<string>) => {
      const greeting: Greeting = JSON.parse(message.data);
      if (greeted && greeted.screen !== greeting.screen) return window.location.reload();
      if (greeted && greeted.start !== greeting.start) restarted();
      greeted = greeting;
    });
    for (const name of Object.keys(eventEffects)) {
      if (isEvent(name)) {
        stream.addEventListener(name, (message: MessageEvent<string>) => event(name, JSON.parse(message.data)));
      }
    }
  }

  /** Another tab of this browser may bring the session that lets this one in as well. */
  async function whenLetIn(): Promise<void> {
    for (let now = await ask(); now !== 'open'; now = await ask()) {
      connection(now);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

async function ask(): Promise<Connection> {
  const asking = fetch('call/library.status', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const status = await asking.then(
    (response) => response.status,
    () => undefined, // unreachable
  );
  if (status === 200) return 'open';
  return status === 403 ? 'refused' : 'lost';
}

async function signOut(): Promise<void> {
  await fetch('sign-out', { method: 'POST' });
  window.location.reload();
}

function isEvent(name: string): name is EventName {
  return Object.hasOwn(eventEffects, name);
}
