// The carrier between the screen and the engine: two verbs, call and listen, over whichever line this shell offers.

import type { CallName, EventName, Outcome, Request } from '../../app/contract.ts';

/** `lost`: it is tried again. `refused`: the engine answers, but not to this page. */
export type Connection = 'open' | 'lost' | 'refused';

export interface Listener {
  event(name: EventName, payload: unknown): void;
  connection(now: Connection): void;
  /** The engine was started again, and lets this page in as before. */
  restarted(): void;
}

export interface CopiedPhotos {
  copied: number;
  absent: number;
  /** Sidecars into which no name could be put. */
  withoutNames: number;
  /** Before all were copied, by the user. */
  isStopped: boolean;
  target: string;
}

export interface Transport {
  call<N extends CallName>(name: N, request: Request<N>): Promise<Outcome<N>>;
  /** For as long as the page lives. */
  listen(listener: Listener): void;
  /** The system's own folder dialog, where there is one; null: the user chose nothing. */
  pickFolder?: (() => Promise<string | null>) | undefined;
  /** Shows the photo's file in the system's file manager, where the screen may ask for that. @throws EngineError */
  showInFolder?: ((photo: number) => Promise<void>) | undefined;
  /** Fetches what `photos.download` offered, as the browser downloads; without a browser there is none. */
  download?: ((ticket: string) => void) | undefined;
  /** Copies photos to a folder that the user chooses, where there is a dialog for it; null: none was. @throws EngineError */
  copyPhotos?: ((photos: Request<'photos.download'>) => Promise<CopiedPhotos | null>) | undefined;
  /** The system tells, once, when what is under way is done, where that is not for the page to do. @throws EngineError */
  tellWhenDone?: (() => Promise<void>) | undefined;
  /** Where something lies that was dropped onto the window, where the screen may know that. */
  pathOf?: ((file: File) => string) | undefined;
  /** Where one signed in with a password. */
  signOut?: (() => Promise<void>) | undefined;
}
