// Takes back what was done, and does again what was taken back.

import { sayDone, sayFailed } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { text, wordsOf } from '../text/text.ts';

/** @param steps how many things were said at once */
export async function undo(steps = 1): Promise<void> {
  try {
    let { undone } = await call('history.undo', {});
    for (let step = 1; step < steps; step++) ({ undone } = await call('history.undo', {}));
    if (undone === null) sayDone(text.toasts.nothingToUndo);
    else sayDone(text.toasts.undone(wordsOf(undone.sentence)), { label: text.redo, act: () => void redo() });
  } catch (error) {
    sayFailed(error);
  }
}

/** Says again what was taken back last. */
export async function redo(): Promise<void> {
  try {
    const { redone } = await call('history.redo', {});
    if (redone === null) sayDone(text.toasts.nothingToRedo);
    else sayDone(text.toasts.redone(wordsOf(redone.sentence)), { label: text.undo, act: () => void undo() });
  } catch (error) {
    sayFailed(error);
  }
}

/** Takes back something that Kindred did by itself. */
export async function undoOf(action: number): Promise<void> {
  try {
    const { undone } = await call('history.undo', { action });
    if (undone === null) return;
    sayDone(text.toasts.undone(wordsOf(undone.sentence)), { label: text.undo, act: () => void undo() });
  } catch (error) {
    sayFailed(error);
  }
}
