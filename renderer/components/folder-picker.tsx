// Goes through folders in a browser, which knows none: one after another, as the engine lists them, with what is in them.

import { useState } from 'react';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../engine/call.ts';
import { isGone, sentenceOfError } from '../engine/outcome.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { ListedCombobox } from './combobox/combobox.tsx';
import { FolderCount } from './folder-count.tsx';
import styles from './folder-picker.module.css';
import { Modal } from './modal.tsx';
import { PathText } from './path-text.tsx';

/** A place to go to: into a folder, or back up. */
interface Step {
  folder: string;
  name: string;
  isUp: boolean;
}

export function FolderPicker({ onClose, onPicked }: { onClose: () => void; onPicked: (path: string) => void }) {
  const [folder, setFolder] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const { data, error } = useQuery({
    queryKey: ['folders.list', { folder }],
    queryFn: () => call('folders.list', { folder }),
    // Folders come and go without a word.
    staleTime: 0,
    gcTime: 0,
    // What cannot be opened leaves the list from which it was chosen.
    placeholderData: (before) => before,
  });
  const [shown, setShown] = useState(data);
  if (data !== undefined && data !== shown) setShown(data);

  const path = shown?.path ?? undefined;

  const steps: Step[] = [
    ...(shown?.above === null || shown === undefined || typed !== ''
      ? []
      : [{ folder: shown.above, name: text.picking.up, isUp: true }]),
    ...(shown?.inside ?? []).filter(({ name }) => isAlike(name, typed)).map((each) => ({ ...each, isUp: false })),
  ];
  const enter = (next: string | null) => {
    setTyped('');
    setFolder(next);
  };

  return (
    <Modal
      isOpen
      onClose={onClose}
      title={text.picking.title}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            disabled={path === undefined || error !== null}
            onClick={() => path !== undefined && onPicked(path)}
          >
            {text.picking.choose}
          </Button>
        </>
      }
    >
      <p className={styles['path']} aria-live="polite">
        {path === undefined ? shown && text.picking.drives : <PathText path={path} />}
      </p>
      <div className={styles['list']}>
        <ListedCombobox
          text={typed}
          onText={setTyped}
          items={steps}
          keyOf={(step) => step.folder}
          onChoose={(step) => enter(step.folder)}
          list={text.picking.inside}
          none={typed === '' ? text.picking.empty : text.picking.none}
          field={{
            'aria-label': text.picking.filter,
            placeholder: text.picking.filter,
            maxLength: 255,
            onKeyDown: (event) => {
              // As in other programs: with nothing written, it leads up.
              if (event.key === 'Backspace' && typed === '' && typeof shown?.above === 'string') enter(shown.above);
            },
          }}
        >
          {(step) => (
            <>
              {step.isUp ? <CornerLeftUp aria-hidden /> : <Folder aria-hidden />}
              <bdi className={styles['name']}>{step.name}</bdi>
            </>
          )}
        </ListedCombobox>
      </div>
      <div className={styles['facts']}>
        {shown !== undefined && shown.left > 0 && <p>{text.picking.left(shown.left)}</p>}
        {error === null ? (
          path !== undefined && <FolderCount path={path} />
        ) : (
          <p role="alert" className={styles['problem']}>
            {sentenceOfError(error)}{' '}
            <Button look="quiet" onClick={() => enter(isGone(error) ? null : (shown?.folder ?? null))}>
              {text.picking.back}
            </Button>
          </p>
        )}
      </div>
    </Modal>
  );
}

function isAlike(name: string, typed: string): boolean {
  return name.toLowerCase().includes(typed.trim().toLowerCase());
}
