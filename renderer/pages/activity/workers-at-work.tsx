// The other machines that analyse photos for this library: how fast each is, and whether it is still there.

import type { Worker } from '../../../app/contract.ts';
import { instant, rate } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './activity.module.css';

export function WorkersAtWork({ workers }: { workers: readonly Worker[] }) {
  if (workers.length === 0) return null;
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h2>{text.activity.workers}</h2>
      </div>
      <ul className={styles['list']}>
        {workers.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </ul>
    </section>
  );
}

function WorkerRow({ worker: { name, provider, photosPerSecond, lastSign, isAway } }: { worker: Worker }) {
  return (
    <li>
      <div className={styles['words']}>
        <span>{name}</span>
        <small>
          {isAway ? text.activity.workerAway : text.activity.workerRate(provider.toUpperCase(), rate(photosPerSecond))}
        </small>
        <small>
          <time dateTime={lastSign}>{text.activity.workerSign(instant(lastSign))}</time>
        </small>
      </div>
    </li>
  );
}
