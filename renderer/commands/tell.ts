// Tells the engine what the user decided, and answers with a message that offers to take it back.

import { sayDone, sayFailed } from '../components/toasts.tsx';
import { text } from '../text/text.ts';
import { undo } from './undo.ts';

/**
 * @param reply       with the action that it wrote down, which the message takes back; null or none: nothing changed
 * @param sentenceFor what is said of the reply, if anything
 * @returns undefined when it failed, which the user has been told
 */
export async function tell<Value extends object>(
  reply: Promise<Value>,
  sentenceFor: (value: Value) => string | undefined,
  onFailed: (error: unknown) => void = sayFailed,
): Promise<Value | undefined> {
  try {
    const value = await reply;
    const sentence = sentenceFor(value);
    const action = 'action' in value ? value.action : null;
    const offer = typeof action === 'number' ? { label: text.undo, act: () => void undo(action), action } : undefined;
    if (sentence !== undefined) sayDone(sentence, offer);
    return value;
  } catch (error) {
    onFailed(error);
    return undefined;
  }
}
