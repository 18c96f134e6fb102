// Takes back what was done, and does again what was taken back.

import { sayDone, sayFailed } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { text, wordsOf } from '../text/text.ts';

/** @param action which; default: the newest that stands */
export async function undo(action?: number): Promise<void> {
  try {
    const { undone, action: written } = await call('history.undo', { action });
    if (undone === null) return sayDone(text.toasts.nothingToUndo);
    // What Kindred did by itself is taken back by an action, which can be taken back as well.
    const offer =
      written === null
        ? { label: text.redo, act: () => void redo() }
        : { label: text.undo, act: () => void undo(written) };
    sayDone(text.toasts.undone(wordsOf(undone.sentence)), offer);
  } catch (error) {
    sayFailed(error);
  }
}

/** Says again what was taken back last. */
export async function redo(): Promise<void> {
  try {
    const { redone } = await call('history.redo', {});
    if (redone === null) return sayDone(text.toasts.nothingToRedo);
    const offer = { label: text.undo, act: () => void undo(redone.id) };
    sayDone(text.toasts.redone(wordsOf(redone.sentence)), offer);
  } catch (error) {
    sayFailed(error);
  }
}
