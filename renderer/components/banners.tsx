// What is wrong for the moment, and goes away by itself: a drive that is unplugged, a lost connection.

import { TriangleAlert, Unplug } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { useConnection } from '../engine/events.ts';
import { Button } from './button.tsx';
import { text, wordsOf } from '../text/text.ts';
import styles from './banners.module.css';

export function Banners({ problem }: { problem: Status['problem'] }) {
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
    </output>
  );
}
