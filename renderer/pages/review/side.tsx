// One of the two faces that are compared: large, or inside the whole photo, with who it is thought to be and when.

import type { Question } from '../../../app/contract.ts';
import { FaceImage } from '../../components/face.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf } from '../../router.ts';
import { day, fileName } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './side.module.css';

export function Side({ side, showsPhoto }: { side: Question['left']; showsPhoto: boolean }) {
  const { person, photo, takenAt, path } = side;
  const name = person.name ?? text.review.unnamed;
  return (
    <figure className={styles['side']}>
      <a
        className={styles['picture']}
        href={addressOf({ page: 'review' }, photo)}
        aria-label={`${name}: ${text.review.openPhoto}`}
      >
        {showsPhoto ? <WholePhoto side={side} /> : <FaceImage face={side.face} shape="square" />}
      </a>
      <figcaption>
        <strong data-unnamed={person.name === null || undefined}>{name}</strong>
        <span>{text.photos(person.photos)}</span>
        <span title={path}>{takenAt === null ? fileName(path) : day(takenAt)}</span>
      </figcaption>
    </figure>
  );
}

function WholePhoto({ side: { photo, box } }: { side: Question['left'] }) {
  const { value } = useQuery('photos.get', { photo });
  if (value === undefined) return <span className={styles['photo']} />;
  const [left, top, width, height] = box;
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <span className={styles['photo']}>
      <span
        className={styles['sheet']}
        style={{
          aspectRatio: `${value.width} / ${value.height}`,
          [value.width > value.height ? 'width' : 'height']: '100%',
        }}
      >
        <img src={`media/preview/${photo}`} alt="" />
        <span
          className={styles['mark']}
          style={{
            left: percent(left, value.width),
            top: percent(top, value.height),
            width: percent(width, value.width),
            height: percent(height, value.height),
          }}
        />
      </span>
    </span>
  );
}
