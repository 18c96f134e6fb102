// Who is most often on the same photos: each leads to the photos with both.

import { FaceImage } from '../../components/face.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './together.module.css';

/** Two rows in a narrow window. */
const MOST_PEOPLE = 8;

export function Together({ person }: { person: number }) {
  const { value } = useQuery('people.together', { person, limit: MOST_PEOPLE });
  if (value?.people.length === 0) return null;
  return (
    <section className={styles['together']} aria-busy={value === undefined}>
      <h2>{text.about.together}</h2>
      <ul>
        {value?.people.map(({ person: other, photos, mentions: [self, companion] }) => (
          <li key={other.id}>
            <a
              href={addressOf({ page: 'search', query: text.about.both(self, companion) })}
              aria-label={other.name === null ? text.about.togetherWithUnnamed(photos) : undefined}
              title={other.name ?? undefined}
            >
              <FaceImage face={other.cover} />
              {other.name !== null && <strong>{other.name}</strong>}
              <small>{text.photos(photos)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
