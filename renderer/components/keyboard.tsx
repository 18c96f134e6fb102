// Keys that work everywhere, and the list of all keys that ? shows.

import { Fragment, useEffect, useState } from 'react';
import { redo, undo } from '../commands/undo.ts';
import { go } from '../router.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './keyboard.module.css';
import { focusSearchBox, focusSoon, topLayer } from './focus.ts';
import { Modal } from './modal.tsx';
import { MAIN_PLACES } from './navigation.tsx';

const SHOW_SHORTCUTS = 'kindred:shortcuts';

export function showShortcuts(): void {
  window.dispatchEvent(new Event(SHOW_SHORTCUTS));
}

/** Whether a key belongs to text that is being written, or to a dialog or a list above the page. */
export function isTaken(event: KeyboardEvent): boolean {
  return isWriting(event.target) || topLayer() !== null;
}

export function Keyboard() {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const show = () => setIsShown(true);
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && topLayer() === null) {
        event.preventDefault();
        openSearch();
        return;
      }
      if (isWriting(event.target)) return;
      const turn = turnOf(event);
      if (turn !== undefined) {
        event.preventDefault();
        void (turn === 'undo' ? undo() : redo());
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      const place = MAIN_PLACES[Number(event.key) - 1];
      if (event.key === '?') show();
      else if (event.key === '/') {
        event.preventDefault();
        openSearch();
      } else if (place !== undefined) go(place);
    };
    window.addEventListener(SHOW_SHORTCUTS, show);
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener(SHOW_SHORTCUTS, show);
      window.removeEventListener('keydown', press);
    };
  }, []);

  return <KeyList isOpen={isShown} onClose={() => setIsShown(false)} />;
}

/** An open photo has one of its own: Escape would close both if it stood elsewhere than in the photo's own tree. */
export function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      size="large"
      title={text.shortcuts.title}
      actions={<Button onClick={onClose}>{text.close}</Button>}
    >
      <div className={styles['groups']}>
        {text.shortcuts.groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <Fragment key={key}>{key === '…' ? '…' : <kbd>{named(key)}</kbd>}</Fragment>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** What does the work of Ctrl on a Mac has another name. */
function named(key: string): string {
  return key === text.shortcuts.control && navigator.platform.startsWith('Mac') ? '⌘' : key;
}

/** Into the box that is on the page, else to the page that has one. */
function openSearch(): void {
  const box = document.querySelector<HTMLInputElement>('search input');
  if (box === null) {
    focusSearchBox();
    go({ page: 'search', query: '' });
  } else {
    // What was asked for before, as by Escape in this very box, holds no more.
    focusSoon(() => box);
    box.select();
  }
}

/** Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y; on a Mac with its own key. */
export function turnOf({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : undefined;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea');
}
