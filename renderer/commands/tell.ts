// Tells the engine what the user decided, and answers with a message that offers to take it back.

import { sayDone, sayFailed } from '../components/toasts.tsx';
import { text } from '../text/text.ts';
import { undo } from './undo.ts';

/**
 * @param sentenceFor what is said of the reply; nothing of one that changed nothing
 * @param steps       how many calls it took, so many are taken back
 * @returns undefined when it failed, which the user has been told
 */
export async function tell<Value>(
  reply: Promise<Value>,
  sentenceFor: (value: Value) => string | undefined,
  steps = 1,
): Promise<Value | undefined> {
  try {
    const value = await reply;
    const sentence = sentenceFor(value);
    if (sentence !== undefined) sayDone(sentence, { label: text.undo, act: () => void undo(steps) });
    return value;
  } catch (error) {
    sayFailed(error);
    return undefined;
  }
}
