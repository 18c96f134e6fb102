// One of the three walls: the people themselves, those seen once or twice, those hidden.

import type { Dispatch, SetStateAction } from 'react';
import { EyeOff, UserRoundSearch, Users } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { EndingNotice } from '../../components/ending-notice.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PeopleSkeleton } from '../../components/skeleton.tsx';
import type { Selected } from '../../components/use-selection.ts';
import { useCollection } from '../../engine/collection.ts';
import type { Section } from '../../router.ts';
import { text } from '../../text/text.ts';
import { PeopleGrid } from './people-grid.tsx';

const SECTION_ICONS = { main: <Users />, seldom: <UserRoundSearch />, hidden: <EyeOff /> };

interface Props {
  section: Section;
  selected: Selected<PersonCard>;
  isSelecting: boolean;
  onSelect: Dispatch<SetStateAction<Selected<PersonCard>>>;
}

export function PeopleSection({ section, selected, isSelecting, onSelect }: Props) {
  const { items, total, error, reach, retry } = useCollection('people.list', { section });
  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <PeopleSkeleton />;
  if (total === 0) {
    const { title, body } = text.peoplePage.empty[section];
    const notice = (
      <Notice icon={SECTION_ICONS[section]} title={title}>
        {body}
      </Notice>
    );
    return section === 'main' ? <EndingNotice icon={SECTION_ICONS.main}>{notice}</EndingNotice> : notice;
  }
  return (
    <PeopleGrid
      people={items}
      total={total}
      onReach={reach}
      selected={selected}
      isSelecting={isSelecting}
      onSelect={onSelect}
      label={text.peoplePage[section]}
    />
  );
}
