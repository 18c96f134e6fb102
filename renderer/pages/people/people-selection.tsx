// Merges or hides the people that are selected; hiding is not asked about, as the message offers to undo it.

import { useState } from 'react';
import { Eye, EyeOff, ListChecks, Merge, Star } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { hidePeople, markFavourite } from '../../commands/people.ts';
import { go, type Section } from '../../router.ts';
import { text } from '../../text/text.ts';
import { MergeDialog } from './merge-dialog.tsx';

export function PeopleSelection({
  selected,
  section,
  onDone,
}: {
  selected: PersonCard[];
  section: Section;
  onDone: () => void;
}) {
  const [isMerging, setIsMerging] = useState(false);
  if (isMerging && selected.length < 2) setIsMerging(false);
  if (selected.length === 0) return null;

  async function hide(): Promise<void> {
    const ids = selected.map(({ id }) => id);
    if (await hidePeople(ids, section !== 'hidden')) onDone();
  }

  /** All of them; or, where all are, none. */
  async function favour(): Promise<void> {
    const isAdded = selected.some(({ favourite }) => !favourite);
    const ids = selected.map(({ id }) => id);
    if (await markFavourite(ids, isAdded)) onDone();
  }

  // Among those seen once or twice there are mostly strangers.
  const isMergeFirst = section !== 'seldom';
  const [only] = selected.length === 1 ? selected : [];
  const merging = (
    <Button
      look={isMergeFirst ? 'primary' : 'plain'}
      icon={<Merge aria-hidden />}
      disabled={selected.length < 2}
      onClick={() => setIsMerging(true)}
    >
      {text.peoplePage.merge}
    </Button>
  );
  const favouring = (
    <Button icon={<Star aria-hidden />} onClick={() => void favour()}>
      {text.favourites.mark}
    </Button>
  );
  const hiding = (
    <Button
      look={isMergeFirst ? 'plain' : 'primary'}
      icon={section === 'hidden' ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
      onClick={() => void hide()}
    >
      {section === 'hidden' ? text.peoplePage.show : text.peoplePage.hide}
    </Button>
  );
  return (
    <>
      <SelectionBar label={text.peoplePage.selected(selected.length)} onClear={onDone}>
        {isMergeFirst ? merging : hiding}
        {only && only.faces > 1 && (
          <Button
            icon={<ListChecks aria-hidden />}
            onClick={() => go({ page: 'person', person: only.id, view: 'check' })}
          >
            {text.checking.title(only.name)}
          </Button>
        )}
        {favouring}
        {isMergeFirst ? hiding : merging}
      </SelectionBar>
      {isMerging && (
        <MergeDialog
          people={selected}
          onClose={(isMerged) => {
            setIsMerging(false);
            if (isMerged) onDone();
          }}
        />
      )}
    </>
  );
}
