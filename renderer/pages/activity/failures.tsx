// The files that could not be read, and the videos in which people could not be looked for: each with its reason and another try.

import { RotateCw } from 'lucide-react';
import type { Failure, Status } from '../../../app/contract.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useCollection } from '../../engine/collection.ts';
import { fileName, instant, number } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './activity.module.css';
import { useBeginning } from './beginning.tsx';

const FAILURES_SHOWN = 10;

export function Failures({ photos }: { photos: Status['photos'] }) {
  const failures = useCollection('failures.list', {});
  const { total, error, retry } = failures;
  const { shown, more } = useBeginning(failures, FAILURES_SHOWN);
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  const isNothingRead = total === 0 && photos.done === 0;
  if (isNothingRead) return null;

  const tryAgain = (files: number[] | 'all') =>
    call('failures.retry', { files }).then(() => sayDone(text.activity.retryToast), sayFailed);

  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2>
          {text.activity.unread}
          {total !== undefined && total > 0 && <span>{number(total)}</span>}
        </h2>
        {total !== undefined && total > 0 && (
          <Button icon={<RotateCw aria-hidden />} onClick={() => void tryAgain('all')}>
            {text.activity.retryAll}
          </Button>
        )}
      </div>
      {total === 0 && (
        <p className={styles['empty']}>{photos.waiting > 0 ? text.activity.unreadNoneYet : text.activity.unreadNone}</p>
      )}
      {shown.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((failure) => (
            <FailureRow key={failure.file} failure={failure} onRetry={() => void tryAgain([failure.file])} />
          ))}
        </ul>
      )}
      {more}
    </section>
  );
}

function FailureRow({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { what, path, reason, attempts, retryAt } = failure;
  const when = [
    ...(attempts > 1 ? [text.activity.attempts(attempts)] : []),
    ...(retryAt === null ? [] : [text.activity.nextTry(instant(retryAt))]),
  ];
  return (
    <li>
      <div className={styles['words']}>
        <span title={path}>{fileName(path)}</span>
        <small>
          {what === 'peopleInVideo' && `${text.activity.unsearched} `}
          {wordsOf(reason)}
        </small>
        {when.length > 0 && <small>{when.join(' · ')}</small>}
      </div>
      <IconButton label={text.activity.retry(fileName(path))} onClick={onRetry}>
        <RotateCw aria-hidden />
      </IconButton>
    </li>
  );
}
