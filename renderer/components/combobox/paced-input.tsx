// A text field that takes text as fast as it comes: from a text expander, from dictation, or pasted.

import { type ComponentProps, useCallback, useLayoutEffect, useRef } from 'react';

/** Keys that do something with what is written. */
const KEYS_THAT_USE = new Set(['Enter', 'Tab', 'Escape', 'ArrowDown', 'ArrowUp']);

/**
 * What is written stands in the field itself, and the page is told of it once a frame, and before a key or another
 * field makes use of it. Told of every letter, React gives up after fifty that come faster than the page can follow
 * (error 185), and a value that it writes back late takes letters away.
 */
export function PacedInput({ value, ref, ...props }: ComponentProps<'input'>) {
  const input = useRef<HTMLInputElement>(null);
  /** The text that the page knows. */
  const told = useRef(value);
  const take = useCallback(
    (element: HTMLInputElement | null) => {
      input.current = element;
      if (typeof ref === 'function') return ref(element);
      if (ref) ref.current = element;
      return undefined;
    },
    [ref],
  );

  useLayoutEffect(() => {
    const field = input.current;
    return field === null
      ? undefined
      : pace(field, () => {
          told.current = field.value;
        });
  }, []);

  // Only what does not come from the field itself is written into it.
  useLayoutEffect(() => {
    if (input.current === null || value === told.current) return;
    told.current = value;
    input.current.value = String(value ?? '');
  }, [value]);

  return <input {...props} ref={take} defaultValue={value} />;
}

/** Holds the field's input events back, and lets one a frame speak for all of them. */
function pace(field: HTMLInputElement, onTell: () => void): () => void {
  let frame = 0;
  let inputType = '';
  let isTelling = false;
  const tell = () => {
    if (frame === 0) return;
    cancelAnimationFrame(frame);
    frame = 0;
    onTell();
    isTelling = true;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
    isTelling = false;
  };
  const hold = (event: Event) => {
    if (isTelling) return;
    event.stopImmediatePropagation();
    if (event instanceof InputEvent) ({ inputType } = event);
    if (frame === 0) frame = requestAnimationFrame(tell);
  };
  const press = ({ key }: KeyboardEvent) => KEYS_THAT_USE.has(key) && tell();
  field.addEventListener('input', hold);
  field.addEventListener('keydown', press);
  field.addEventListener('compositionend', tell);
  field.addEventListener('blur', tell);
  return () => {
    cancelAnimationFrame(frame);
    field.removeEventListener('input', hold);
    field.removeEventListener('keydown', press);
    field.removeEventListener('compositionend', tell);
    field.removeEventListener('blur', tell);
  };
}
