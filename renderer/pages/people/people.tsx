// Home: all people in the photos as a wall of faces, to browse, name, merge and hide.

import { useState } from 'react';
import { ArrowRight, CheckCircle2, EyeOff, PencilLine } from 'lucide-react';
import type { Status } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { DoneCard } from '../../components/done-card.tsx';
import { PageHeader, Switch } from '../../components/page-header.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { Progress } from '../../components/progress.tsx';
import { useSelected } from '../../components/use-selection.ts';
import { hideSeenOnce } from '../../commands/people.ts';
import { useCollection } from '../../engine/collection.ts';
import { useStatus } from '../../engine/events.ts';
import { addressOf, go, type Section } from '../../router.ts';
import { number } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { PeopleSection } from './people-section.tsx';
import { PeopleSelection } from './people-selection.tsx';
import styles from './people.module.css';

const SECTIONS: readonly Section[] = ['main', 'seldom', 'hidden'];

export function PeoplePage({ section }: { section: Section }) {
  const { value: status } = useStatus();
  const { first, total, items } = useCollection('people.list', { section });
  const { selected, select } = useSelected(items);
  const [isSelecting, setIsSelecting] = useState(false);
  const stop = () => {
    select(new Map());
    setIsSelecting(false);
  };
  const isEarly = section === 'main' && first?.isEarly === true && first.sections.main > 0;

  // Those without a name come last.
  const hasUnnamed = section === 'main' && items.at(-1)?.name === null;

  return (
    <>
      <PageHeader title={text.pages.people}>
        <SearchBox />
        {hasUnnamed && (
          <Button icon={<PencilLine aria-hidden />} onClick={() => go({ page: 'naming' })}>
            {text.namingPage.title}
          </Button>
        )}
        {section === 'seldom' && (first?.sections.seldom ?? 0) > 0 && (
          <Button icon={<EyeOff aria-hidden />} onClick={() => void hideSeenOnce().then(stop)}>
            {text.hiding.seenOnce}
          </Button>
        )}
        <Button
          aria-pressed={isSelecting}
          icon={<CheckCircle2 aria-hidden />}
          disabled={total === 0}
          onClick={() => (isSelecting ? stop() : setIsSelecting(true))}
        >
          {isSelecting ? text.cancel : text.peoplePage.select}
        </Button>
      </PageHeader>
      <Progress status={status} />
      {section === 'main' && <DoneCard status={status} unnamed={items.filter(({ name }) => name === null).length} />}
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
      {isEarly && <p className={styles['early']}>{text.peoplePage.early}</p>}
      <PeopleSection
        section={section}
        selected={selected}
        isSelecting={isSelecting || selected.size > 0}
        onSelect={select}
      />
      <PeopleSelection selected={[...selected.values()]} section={section} onDone={stop} />
    </>
  );
}

/** An invitation to answer, where there is something to gain. */
function Questions({ status }: { status: Status | undefined }) {
  if (status === undefined || status.questions === 0) return null;
  const value = status.importantQuestions === 0 ? status.questions : status.importantQuestions;
  return (
    <a className={styles['questions']} href={addressOf({ page: 'review' })}>
      <span>
        <strong>{text.peoplePage.questions(value)}</strong> {text.peoplePage.questionsRest}
      </span>
      <ArrowRight aria-hidden />
    </a>
  );
}
