// Goes through the people without a name, one after another: name them, hide them, or leave them for later.

import { useEffect } from 'react';
import { Check } from 'lucide-react';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useCollection } from '../../engine/collection.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import { useLater } from './later.ts';
import styles from './naming.module.css';
import { Newcomer } from './newcomer.tsx';

const LEAST_LOADED = 20;

export function NamingPage() {
  const { items, total, error, reach, retry } = useCollection('people.list', { section: 'main' });
  const later = useLater();
  const unnamed = items.filter(({ name }) => name === null);
  const open = unnamed.filter(({ id }) => !later.people.has(id));
  const [person] = open;
  const isWhole = total !== undefined && items.length >= total;

  // Those with a name come first, and may fill whole pages of the list; nobody who types on waits for the next one.
  const isShort = open.length < LEAST_LOADED && !isWhole;
  useEffect(() => {
    if (isShort) reach(items.length + 1);
  }, [isShort, items.length, reach]);

  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined || (person === undefined && !isWhole)) return <div aria-busy />;

  const waiting = unnamed.length - open.length;
  const left = total - (items.length - unnamed.length) - waiting;
  return (
    <div className={styles['page']}>
      <BackLink to={{ page: 'people', section: 'main' }}>{text.person.back}</BackLink>
      <PageHeader title={text.namingPage.title} lead={text.namingPage.lead(left, waiting)} />
      {person !== undefined ? (
        <Newcomer
          person={person}
          onLater={() => later.add(person.id)}
          onBack={waiting > 0 ? later.bringBack : undefined}
        />
      ) : waiting > 0 ? (
        <Notice
          icon={<Check />}
          title={text.namingPage.laterTitle(waiting)}
          action={<Button onClick={later.clear}>{text.namingPage.again}</Button>}
        >
          {text.namingPage.laterBody}
        </Notice>
      ) : (
        <Notice
          icon={<Check />}
          title={text.namingPage.doneTitle}
          action={<Button onClick={() => go({ page: 'people', section: 'main' })}>{text.review.doneAction}</Button>}
        >
          {text.namingPage.doneBody}
        </Notice>
      )}
    </div>
  );
}
