// A person as one of those who may be meant: face, name, and on how many photos.

import type { PersonCard } from '../../../app/contract.ts';
import { text } from '../../text/text.ts';
import { FaceImage } from '../face.tsx';
import styles from './combobox.module.css';

export function PersonOption({ person }: { person: PersonCard }) {
  return (
    <>
      <span className={styles['sign']}>
        <FaceImage face={person.cover} />
      </span>
      <span className={styles['name']}>{person.name ?? text.peoplePage.unnamed}</span>
      <span className={styles['count']}>{text.photos(person.photos)}</span>
    </>
  );
}
