// The carrier between the screen and the engine: two verbs, call and listen, over whichever line this shell offers.

import type { CallName, EventName, Outcome, Request } from '../../app/contract.ts';
import { openDesktopLine } from './desktop.ts';
import { openHttpLine } from './http.ts';

export interface Transport {
  call<N extends CallName>(name: N, request: Request<N>): Promise<Outcome<N>>;
  /** For as long as the page lives. */
  listen(listener: { event(name: EventName, payload: unknown): void; connection(isOpen: boolean): void }): void;
  /** The system's own folder dialog, where there is one; null: the user chose nothing. */
  pickFolder?: (() => Promise<string | null>) | undefined;
  /** Shows a photo's file in the system's own file manager, where this shell can. */
  showInFolder?: ((photo: number) => Promise<void>) | undefined;
}

export const transport: Transport = openDesktopLine() ?? openHttpLine();
