// Who is in a video, and when, in words: each time leads there; or why that is not known.

import type { Moment } from '../../../app/contract.ts';
import { FaceImage } from '../../components/face.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf, personPlace } from '../../router.ts';
import { timeSpan } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './people-in-video.module.css';

export function PeopleInVideo({ photo, onMoment }: { photo: number; onMoment: (seconds: number) => void }) {
  const { value } = useQuery('videos.moments', { photo });
  if (value === undefined) return null;
  const { state, reason, moments } = value;
  const words = text.viewer.moments;
  return (
    <>
      {state !== 'done' && <p className={styles['state']}>{reason === null ? words.states[state] : wordsOf(reason)}</p>}
      {state === 'done' && moments.length === 0 && <p className={styles['state']}>{words.states.done}</p>}
      <ul className={styles['people']}>
        {byPerson(moments).map((seen) => {
          const [{ face }] = seen;
          return (
            <li key={face.id}>
              <FaceImage face={face.id} />
              <div>
                {face.person === null ? (
                  words.unknown
                ) : (
                  <a href={addressOf(personPlace(face.person.id))}>{face.person.name ?? text.peoplePage.unnamed}</a>
                )}
                <span className={styles['times']}>
                  {seen.map(({ face: { id }, begins, ends, firstSeen }) => (
                    <button
                      key={id}
                      type="button"
                      aria-label={words.jump(timeSpan(begins, ends))}
                      onClick={() => onMoment(firstSeen)}
                    >
                      {timeSpan(begins, ends)}
                    </button>
                  ))}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** In the order in which they are first seen; of those who are no person, each face stands alone. */
function byPerson(moments: readonly Moment[]): [Moment, ...Moment[]][] {
  const people = new Map<string, [Moment, ...Moment[]]>();
  for (const moment of moments) {
    const { id, person } = moment.face;
    const key = person === null ? `face ${id}` : `person ${person.id}`;
    const seen = people.get(key);
    if (seen) seen.push(moment);
    else people.set(key, [moment]);
  }
  return [...people.values()];
}
