// What is wrong for the moment, and goes away by itself: a drive that is unplugged, a lost connection; and, once, what is missing.

import { useState } from 'react';
import { Clapperboard, TriangleAlert, Unplug } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { useConnection } from '../engine/events.ts';
import { Button } from './button.tsx';
import { text, wordsOf } from '../text/text.ts';
import styles from './banners.module.css';

export function Banners({ status: { problem, videosUnseen } }: { status: Status }) {
  const connection = useConnection();
  return (
    <output>
      {connection === 'lost' && (
        <p className={styles['banner']}>
          <Unplug aria-hidden />
          <span>{text.errors.connectionLost}</span>
        </p>
      )}
      {connection === 'refused' && (
        <p className={styles['banner']}>
          <Unplug aria-hidden />
          <span>{text.errors.letOut}</span>
          <Button onClick={() => window.location.reload()}>{text.errors.wayBack}</Button>
        </p>
      )}
      {problem !== null && (
        <p className={styles['banner']}>
          <TriangleAlert aria-hidden />
          <span>
            <strong>{wordsOf(problem.message)}</strong> {wordsOf(problem.hint)}
          </span>
        </p>
      )}
      {videosUnseen > 0 && <DecoderMissing videos={videosUnseen} />}
    </output>
  );
}

/** On this machine it was read, and needs not be said again. */
const DECODER_MISSING_KEY = 'kindred.decoder-missing';

function DecoderMissing({ videos }: { videos: number }) {
  const [isRead, setIsRead] = useState(() => window.localStorage.getItem(DECODER_MISSING_KEY) !== null);
  if (isRead) return null;
  const read = () => {
    window.localStorage.setItem(DECODER_MISSING_KEY, 'read');
    setIsRead(true);
  };
  return (
    <p className={styles['banner']}>
      <Clapperboard aria-hidden />
      <span>
        <strong>{text.decoderMissing.title(videos)}</strong> {text.decoderMissing.body}
      </span>
      <Button onClick={read}>{text.decoderMissing.read}</Button>
    </p>
  );
}
