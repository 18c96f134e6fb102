// The third step: faces appear as they are found, and one may go on whenever one likes; at the end it says what came of it.

import type { Status } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { type Ending, endingOf } from '../../components/ending.ts';
import { forgetFirstScan } from '../../components/first-scan.ts';
import { FaceImage } from '../../components/face.tsx';
import { takeFocusUnscrolled } from '../../components/focus.ts';
import { Progress } from '../../components/progress.tsx';
import { TellWhenDone } from '../../components/tell-when-done.tsx';
import { useCollection } from '../../engine/collection.ts';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

const MOST_PEOPLE = 24;

interface Props {
  status: Status;
  onLeave: (page: 'people' | 'naming' | 'photos') => void;
  onBack: () => void;
  /** Another folder is to be chosen. */
  onAgain: () => void;
}

export function WatchPeople({ status, onLeave, onBack, onAgain }: Props) {
  const main = useCollection('people.list', { section: 'main' });
  const seldom = useCollection('people.list', { section: 'seldom' });
  const people = [...main.items, ...seldom.items].slice(0, MOST_PEOPLE);
  const ending = endingOf(status);
  const unnamed = main.items.filter(({ name }) => name === null).length;
  // Its end has been seen.
  const leave: Props['onLeave'] = (page) => {
    if (ending === 'done') forgetFirstScan();
    onLeave(page);
  };
  const hasPeople = ending === 'working' || ending === 'done';
  return (
    <>
      <h1>{hasPeople ? text.welcome.watchTitle : text.endings[ending].title}</h1>
      <p className={styles['lead']} aria-live="polite">
        {leadOf(ending, status)}
      </p>
      <div className={styles['progress']}>
        <Progress status={status} />
        <TellWhenDone status={status} />
      </div>
      <ul className={styles['people']} aria-label={text.welcome.watched}>
        {people.map(({ id, cover }) => (
          <li key={id}>
            <FaceImage face={cover} />
          </li>
        ))}
      </ul>
      <div className={styles['buttons']}>
        {ending === 'working' && <Button onClick={onBack}>{text.welcome.back}</Button>}
        {!hasPeople && <Button onClick={onAgain}>{text.endings.again}</Button>}
        {unnamed > 0 && (
          <Button look={ending === 'done' ? 'primary' : 'plain'} onClick={() => leave('naming')}>
            {ending === 'done' ? text.firstScan.name(unnamed) : text.welcome.name}
          </Button>
        )}
        {ending === 'noFaces' ? (
          <Button ref={takeFocusUnscrolled} look="primary" onClick={() => leave('photos')}>
            {text.endings.photos}
          </Button>
        ) : (
          <Button
            ref={takeFocusUnscrolled}
            look={ending === 'done' && unnamed > 0 ? 'plain' : 'primary'}
            onClick={() => leave('people')}
          >
            {ending === 'empty' ? text.endings.goOn : text.welcome.open}
          </Button>
        )}
      </div>
    </>
  );
}

function leadOf(ending: Ending, { photos, peopleBySection }: Status): string {
  switch (ending) {
    case 'working':
      return text.welcome.watchLead(peopleBySection.main + peopleBySection.seldom);
    case 'empty':
      return text.endings.empty.body;
    case 'noFaces':
      return text.endings.noFaces.body(photos.done, photos.failed);
    case 'done':
      return text.endings.done(photos.done, peopleBySection);
    default:
      return ending satisfies never;
  }
}
