// Everything that was done, newest first: each action can be taken back by itself unless something later builds on it.

import { useId, useRef } from 'react';
import { Undo2 } from 'lucide-react';
import type { HistoryEntry } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { focusSoon } from '../../components/focus.ts';
import { FailedNotice } from '../../components/notice.tsx';
import { useCollection } from '../../engine/collection.ts';
import { undo } from '../../commands/undo.ts';
import { instant } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './activity.module.css';
import { useBeginning } from './beginning.tsx';

const ENTRIES_SHOWN = 12;

export function History() {
  const entries = useCollection('history.list', {});
  const { total, error, retry } = entries;
  const { shown, more } = useBeginning(entries, ENTRIES_SHOWN);
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;

  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2>{text.activity.history}</h2>
      </div>
      {total === 0 && <p className={styles['empty']}>{text.activity.historyNone}</p>}
      {shown.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {more}
    </section>
  );
}

function Entry({ entry: { id, at, sentence, undone, obstacle, faces } }: { entry: HistoryEntry }) {
  const described = useId();
  const note = useRef<HTMLSpanElement>(null);
  const takeBack = () => {
    // In place of the button, so that Tab leads to the next entry.
    focusSoon(() => note.current);
    void undo(id);
  };
  return (
    <li data-undone={undone || undefined}>
      <div className={styles['words']}>
        <span className={styles['sentence']} id={`${described}what`}>
          {wordsOf(sentence)}
        </span>
        <small>
          <time dateTime={at}>{instant(at)}</time>
        </small>
        {obstacle && <small id={`${described}why`}>{wordsOf(obstacle)}</small>}
      </div>
      {faces.length > 0 && (
        <span className={styles['faces']} aria-hidden>
          {faces.map((face) => (
            <FaceImage key={face} face={face} />
          ))}
        </span>
      )}
      {undone ? (
        <span ref={note} tabIndex={-1} className={styles['note']}>
          {text.activity.undone}
        </span>
      ) : (
        // A button that is `disabled` cannot be focused, and its reason would not be read out.
        <Button
          look="quiet"
          className={styles['undo']}
          icon={<Undo2 aria-hidden />}
          aria-disabled={obstacle !== null}
          aria-describedby={`${described}${obstacle ? 'why' : 'what'}`}
          onClick={() => obstacle === null && takeBack()}
        >
          {text.activity.undo}
        </Button>
      )}
    </li>
  );
}
