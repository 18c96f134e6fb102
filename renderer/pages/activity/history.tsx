// Everything that the user said, newest first; the last of it can be taken back.

import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { useCollection } from '../../engine/collection.ts';
import { undo } from '../../commands/undo.ts';
import { instant } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './activity.module.css';

const FEW = 12;

export function History() {
  const { items, total, error, reach, retry } = useCollection('history.list', {});
  const [shown, setShown] = useState(FEW);
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;

  const last = items.find(({ undone, who }) => !undone && who === 'user')?.id;
  const showMore = () => {
    setShown(shown + 100);
    reach(shown + 100);
  };

  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2>{text.activity.history}</h2>
      </div>
      {total === 0 && <p className={styles['empty']}>{text.activity.historyNone}</p>}
      {items.length > 0 && (
        <ul className={styles['list']}>
          {items.slice(0, shown).map(({ id, at, sentence, undone, who }) => (
            <li key={id} data-undone={undone || undefined}>
              <div className={styles['words']}>
                <span className={styles['sentence']}>{wordsOf(sentence)}</span>
                <small>
                  <time dateTime={at}>{instant(at)}</time>
                </small>
              </div>
              {undone && <span className={styles['note']}>{text.activity.undone}</span>}
              {who === 'machine' && !undone && (
                <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={() => void undo(id)}>
                  {text.activity.undoLast}
                </Button>
              )}
              {id === last && (
                <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={() => void undo(id)}>
                  {text.activity.undoLast}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {total !== undefined && total > shown && (
        <div className={styles['more']}>
          <Button look="quiet" onClick={showMore}>
            {text.activity.showMore}
          </Button>
        </div>
      )}
    </section>
  );
}
