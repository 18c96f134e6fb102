// The line to the engine in the desktop application, over the bridge that its preload script exposes.

import type { CallName, EventName, Outcome, Request } from '../../app/contract.ts';
import { type OutcomeOf, valueOf } from './outcome.ts';
import type { CopiedPhotos, Transport } from './transport.ts';

interface Bridge {
  call<N extends CallName>(name: N, request: Request<N>): Promise<Outcome<N>>;
  listen(listener: (name: EventName, payload: unknown) => void, connection: (isOpen: boolean) => void): () => void;
  pickFolder(): Promise<OutcomeOf<string | null>>;
  showInFolder(photo: number): Promise<OutcomeOf<void>>;
  copyPhotos(photos: Request<'photos.download'>): Promise<OutcomeOf<CopiedPhotos | null>>;
  tellWhenDone(): Promise<OutcomeOf<void>>;
  pathOf(file: File): string;
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
      bridge.listen(event, (isOpen) => connection(isOpen ? 'open' : 'lost'));
    },
    pickFolder: async () => valueOf(await bridge.pickFolder()),
    showInFolder: async (photo) => valueOf(await bridge.showInFolder(photo)),
    copyPhotos: async (photos) => valueOf(await bridge.copyPhotos(photos)),
    tellWhenDone: async () => valueOf(await bridge.tellWhenDone()),
    pathOf: (file) => bridge.pathOf(file),
  };
}
