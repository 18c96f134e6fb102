// The keys that lead from one without a name to the next: an empty field has no use for them, so it need not be left.

import type { KeyboardEvent } from 'react';

interface NamingSteps {
  onLater: () => void;
  /** undefined: no one was left behind. */
  onBack: (() => void) | undefined;
  onHide: () => void;
  onUndo: () => void;
}

const KEYS = new Set(['ArrowRight', 'ArrowLeft', 'Delete', 'ArrowDown']);

/** @returns what listens to the keys of the field, its buttons and its guesses: `[data-guess]` below the element */
export function keysOfNaming({ onLater, onBack, onHide, onUndo }: NamingSteps) {
  const actions = new Map<string, (around: Element) => void>([
    ['ArrowRight', onLater],
    ['ArrowLeft', onBack ?? (() => undefined)],
    ['Delete', onHide],
    ['ArrowDown', (around) => around.querySelector<HTMLButtonElement>('[data-guess]')?.focus()],
  ]);
  return (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.target.value !== '') return;
    if (!isKeyOfNaming(event)) return;
    event.preventDefault();
    if (event.repeat) return;
    if (isUndo(event)) onUndo();
    else actions.get(event.key)?.(event.currentTarget);
  };
}

export function isKeyOfNaming(event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  return event.ctrlKey || event.metaKey ? isUndo(event) : KEYS.has(event.key);
}

function isUndo({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && key.toLowerCase() === 'z' && !shiftKey;
}
