// The third step: faces appear as they are found, and one may go on whenever one likes.

import type { Status } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Progress } from '../../components/progress.tsx';
import { useCollection } from '../../engine/collection.ts';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

const MOST = 24;

export function WatchPeople({ status, onLeave }: { status: Status; onLeave: (page: 'people' | 'naming') => void }) {
  const main = useCollection('people.list', { section: 'main' });
  const seldom = useCollection('people.list', { section: 'seldom' });
  const people = [...main.items, ...seldom.items].slice(0, MOST);
  return (
    <>
      <h1>{text.welcome.watchTitle}</h1>
      <p className={styles['lead']}>{text.welcome.watchLead((main.total ?? 0) + (seldom.total ?? 0))}</p>
      <div className={styles['progress']}>
        <Progress status={status} />
      </div>
      <ul className={styles['people']} aria-label={text.welcome.watched}>
        {people.map(({ id, cover }) => (
          <li key={id}>
            <FaceImage face={cover} />
          </li>
        ))}
      </ul>
      <div className={styles['buttons']}>
        {main.items.some(({ name }) => name === null) && (
          <Button onClick={() => onLeave('naming')}>{text.welcome.name}</Button>
        )}
        <Button ref={focus} look="primary" onClick={() => onLeave('people')}>
          {text.welcome.open}
        </Button>
      </div>
    </>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}
