// The line to the engine in the desktop application, over the bridge that its preload script exposes.

import type { CallName, EventName, Outcome, Request } from '../../app/contract.ts';
import type { Transport } from './transport.ts';

interface Bridge {
  call<N extends CallName>(name: N, request: Request<N>): Promise<Outcome<N>>;
  listen(listener: (name: EventName, payload: unknown) => void): () => void;
  pickFolder(): Promise<string | null>;
  showInFolder(photo: number): Promise<void>;
}

declare global {
  interface Window {
    readonly kindred?: Bridge;
  }
}

export function openDesktopLine(): Transport | undefined {
  const bridge = window.kindred;
  if (bridge === undefined) return undefined;
  return {
    call: (name, request) => bridge.call(name, request),
    listen({ event, connection }) {
      bridge.listen(event);
      connection(true);
    },
    pickFolder: () => bridge.pickFolder(),
    showInFolder: (photo) => bridge.showInFolder(photo),
  };
}
