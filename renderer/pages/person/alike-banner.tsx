// A quiet line on the page of a person: somebody else among the people may be the same.

import { ArrowRight } from 'lucide-react';
import { FaceImage } from '../../components/face.tsx';
import { useQuery } from '../../engine/query.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './alike-banner.module.css';

const PEOPLE_SHOWN = 4;
/** The mention is worth it only for those who may well be the same. */
const LEAST_ALIKE_PROBABILITY = 0.2;

export function AlikeBanner({ person }: { person: number }) {
  const { value } = useQuery('people.alike', { person });
  const likely = value?.people.filter(({ probability }) => probability >= LEAST_ALIKE_PROBABILITY) ?? [];
  if (likely.length === 0) return null;
  return (
    <a className={styles['banner']} href={addressOf({ page: 'person', person, view: 'alike' })}>
      <span className={styles['faces']} aria-hidden>
        {likely.slice(0, PEOPLE_SHOWN).map(({ person: { id, cover } }) => (
          <FaceImage key={id} face={cover} />
        ))}
      </span>
      <strong>{text.alike.banner(likely.length)}</strong>
      <span className={styles['look']}>{text.alike.look}</span>
      <ArrowRight aria-hidden />
    </a>
  );
}
