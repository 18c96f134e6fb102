// Home: everybody in the photos as a wall of faces, to browse, name, merge and hide.

import { useState } from 'react';
import { ArrowRight, CheckCircle2, EyeOff, UserRoundSearch, Users } from 'lucide-react';
import type { PersonCard, Status } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader, Switch } from '../../components/page-header.tsx';
import { Progress } from '../../components/progress.tsx';
import { PeopleSkeleton } from '../../components/skeleton.tsx';
import { useCollection } from '../../engine/collection.ts';
import { useStatus } from '../../engine/events.ts';
import { addressOf, type Section } from '../../router.ts';
import { number } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { FindPerson } from './find-person.tsx';
import { PeopleGrid } from './people-grid.tsx';
import { PeopleSelection } from './people-selection.tsx';
import styles from './people.module.css';

const SECTIONS: readonly Section[] = ['main', 'seldom', 'hidden'];
const ICONS = { main: <Users />, seldom: <UserRoundSearch />, hidden: <EyeOff /> };

export function PeoplePage({ section }: { section: Section }) {
  const { value: status } = useStatus();
  const { items, total, first, error, reach, retry } = useCollection('people.list', { section });
  const [selected, setSelected] = useState<ReadonlyMap<number, PersonCard>>(new Map());
  const [isSelecting, setIsSelecting] = useState(false);
  const stop = () => {
    setSelected(new Map());
    setIsSelecting(false);
  };

  return (
    <>
      <PageHeader title={text.pages.people}>
        <FindPerson />
        <Button
          aria-pressed={isSelecting}
          icon={<CheckCircle2 aria-hidden />}
          disabled={items.length === 0}
          onClick={() => (isSelecting ? stop() : setIsSelecting(true))}
        >
          {isSelecting ? text.cancel : text.peoplePage.select}
        </Button>
      </PageHeader>
      <Progress status={status} />
      <div className={styles['bar']}>
        <Switch
          label={text.peoplePage.sections}
          options={SECTIONS.map((each) => ({
            label: text.peoplePage[each],
            href: addressOf({ page: 'people', section: each }),
            isCurrent: each === section,
            ...(first && { count: number(first.sections[each]) }),
          }))}
        />
        <Questions status={status} />
      </div>
      {error !== undefined && items.length === 0 ? (
        <FailedNotice error={error} onRetry={retry} />
      ) : total === undefined ? (
        <PeopleSkeleton />
      ) : total === 0 ? (
        <Notice icon={ICONS[section]} title={text.peoplePage.empty[section].title}>
          {text.peoplePage.empty[section].body}
        </Notice>
      ) : (
        <PeopleGrid
          people={items}
          total={total}
          onReach={reach}
          selected={selected}
          isSelecting={isSelecting || selected.size > 0}
          onSelect={setSelected}
          label={text.peoplePage[section]}
        />
      )}
      <PeopleSelection selected={[...selected.values()]} isHidden={section === 'hidden'} onDone={stop} />
    </>
  );
}

/** An invitation to answer, where there is something to gain. */
function Questions({ status }: { status: Status | undefined }) {
  if (status === undefined || status.questions === 0) return null;
  return (
    <a className={styles['questions']} href={addressOf({ page: 'review' })}>
      <span>
        <strong>{text.peoplePage.questions(status.questions)}</strong> {text.peoplePage.questionsRest}
      </span>
      <ArrowRight aria-hidden />
    </a>
  );
}
