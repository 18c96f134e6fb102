// The keys that lead from one without a name to the next: an empty field has no use for them, so it need not be left.

import type { KeyboardEvent } from 'react';
import { undo } from '../commands/undo.ts';

interface NamingSteps {
  onLater: () => void;
  /** undefined: no one was left behind. */
  onBack: (() => void) | undefined;
  onHide: () => void;
}

/** @returns what listens to the keys of the field, its buttons and its guesses: `[data-guess]` below the element */
export function keysOfNaming({ onLater, onBack, onHide }: NamingSteps) {
  const actions = new Map<string, (around: Element) => void>([
    ['ArrowRight', onLater],
    ['ArrowLeft', onBack ?? (() => undefined)],
    ['Delete', onHide],
    ['ArrowDown', (around) => around.querySelector<HTMLButtonElement>('[data-guess]')?.focus()],
  ]);
  return (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.target.value !== '') return;
    const action = actionOf(event);
    if (action === undefined) return;
    event.preventDefault();
    if (!event.repeat) action(event.currentTarget);
  };

  function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
    if (altKey) return undefined;
    if (!ctrlKey && !metaKey) return actions.get(key);
    return key.toLowerCase() === 'z' && !shiftKey ? () => void undo() : undefined;
  }
}
