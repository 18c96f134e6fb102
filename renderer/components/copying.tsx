// Originals on their way to a folder: how many are there, and a way to end it.

import { X } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { stopCopying } from '../commands/downloads.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './progress.module.css';

export function Copying({ status: { copying } }: { status: Status }) {
  if (copying === null) return null;
  return (
    <section className={styles['strip']} aria-label={text.download.copying}>
      <div className={styles['words']}>
        <strong>{text.download.copying}</strong>
        <span>{text.download.copyingFiles(copying.done, copying.total)}</span>
      </div>
      <Button className={styles['button']} icon={<X aria-hidden />} onClick={() => void stopCopying()}>
        {text.cancel}
      </Button>
      <progress
        className={styles['bar']}
        aria-label={text.download.copying}
        max={Math.max(copying.total, 1)}
        value={copying.done}
      />
    </section>
  );
}
