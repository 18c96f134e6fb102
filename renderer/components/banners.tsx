// What is wrong for the moment, and goes away by itself: a drive that is unplugged, a lost connection.

import { TriangleAlert, Unplug } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { useIsConnected } from '../engine/events.ts';
import { text, wordsOf } from '../text/text.ts';
import styles from './banners.module.css';

export function Banners({ problem }: { problem: Status['problem'] }) {
  const isConnected = useIsConnected();
  return (
    <output>
      {!isConnected && (
        <p className={styles['banner']}>
          <Unplug aria-hidden />
          <span>{text.errors.connectionLost}</span>
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
