// The photos of which no file is left: what is known of them waits for their return, until the user lets it go.

import { useState } from 'react';
import { CircleOff, RotateCcw, Trash2 } from 'lucide-react';
import type { MissingPhoto } from '../../../app/contract.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useCollection } from '../../engine/collection.ts';
import { fileName, instant, number } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './activity.module.css';
import { useBeginning } from './beginning.tsx';

const PHOTOS_SHOWN = 6;

export function Missing() {
  const missing = useCollection('missing.list', {});
  const { total, first, error, retry } = missing;
  const { shown, more } = useBeginning(missing, PHOTOS_SHOWN);
  const [isAsking, setIsAsking] = useState(false);
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined || total === 0) return null;

  const forgotten = first?.forgotten ?? 0;
  const act = async (work: Promise<unknown>, sentence: string, undo?: () => void) => {
    try {
      await work;
      sayDone(sentence, undo && { label: text.undo, act: undo });
    } catch (cause) {
      sayFailed(cause);
    }
  };
  const remember = (photos: number[] | 'all') =>
    void act(call('missing.remember', { photos }), text.missing.rememberedToast);
  const forget = (photos: number[] | 'all', count: number) =>
    void act(call('missing.forget', { photos }), text.missing.forgottenToast(count), () => remember(photos));
  const empty = () => void act(call('missing.empty', {}), text.missing.emptiedToast(forgotten));

  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2>
          {text.missing.title}
          <span>{number(total)}</span>
        </h2>
        {forgotten < total && (
          <Button icon={<CircleOff aria-hidden />} onClick={() => forget('all', total - forgotten)}>
            {text.missing.forgetAll}
          </Button>
        )}
      </div>
      <p className={styles['lead']}>{text.missing.lead}</p>
      <ul className={styles['list']}>
        {shown.map((photo) => (
          <MissingRow
            key={photo.photo}
            photo={photo}
            onForget={() => forget([photo.photo], 1)}
            onRemember={() => remember([photo.photo])}
          />
        ))}
      </ul>
      {more}
      {forgotten > 0 && (
        <div className={styles['below']}>
          <span>{text.missing.forgotten(forgotten)}</span>
          <Button onClick={() => remember('all')}>{text.missing.rememberAll}</Button>
          <Button icon={<Trash2 aria-hidden />} onClick={() => setIsAsking(true)}>
            {text.missing.empty}
          </Button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={text.missing.emptyTitle(forgotten)}
        action={text.missing.emptyConfirm}
        onConfirm={empty}
      >
        {text.missing.emptyBody}
      </Confirm>
    </section>
  );
}

function MissingRow({
  photo: { path, since, forgottenAt, faces, names },
  onForget,
  onRemember,
}: {
  photo: MissingPhoto;
  onForget: () => void;
  onRemember: () => void;
}) {
  const isForgotten = forgottenAt !== null;
  const facts = [
    ...(since === null ? [] : [text.missing.since(instant(since))]),
    text.faces(faces),
    ...(names.length > 0 ? [names.join(', ')] : []),
  ];
  return (
    <li data-undone={isForgotten || undefined}>
      <div className={styles['words']}>
        <span className={styles['sentence']} title={path}>
          {fileName(path)}
        </span>
        <small>{facts.join(' · ')}</small>
      </div>
      {isForgotten ? (
        <IconButton label={text.missing.remember(fileName(path))} onClick={onRemember}>
          <RotateCcw aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={text.missing.forget(fileName(path))} onClick={onForget}>
          <CircleOff aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
