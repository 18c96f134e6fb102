// What each call reads or changes, and what each event does: copied from the contract when the screen is built.

import type { CallName, Effect, EventName, Topic } from '../../app/contract.ts';

// See `define` in vite.config.ts: the contract itself would bring zod along.
declare const EFFECTS_OF_CALLS: Readonly<Record<CallName, Effect>>;
declare const EFFECTS_OF_EVENTS: Readonly<Record<EventName, { changes: readonly Topic[] }>>;

export const callEffects = EFFECTS_OF_CALLS;
export const eventEffects = EFFECTS_OF_EVENTS;
