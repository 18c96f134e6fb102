// Merges or hides the people that are selected, after asking once.

import { useState } from 'react';
import { Eye, EyeOff, Merge, Star } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Modal } from '../../components/modal.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { hidePeople, markFavourite } from '../../commands/people.ts';
import { text } from '../../text/text.ts';
import { MergeDialog } from './merge-dialog.tsx';

export function PeopleSelection({
  selected,
  isHidden,
  onDone,
}: {
  selected: PersonCard[];
  isHidden: boolean;
  onDone: () => void;
}) {
  const [asking, setAsking] = useState<'merge' | 'hide'>();
  if (selected.length === 0) return null;

  async function hide(): Promise<void> {
    const ids = selected.map(({ id }) => id);
    setAsking(undefined);
    if (await hidePeople(ids, !isHidden)) onDone();
  }

  /** All of them; or, where all are, none. */
  async function favour(): Promise<void> {
    const isAdded = selected.some(({ favourite }) => !favourite);
    const ids = selected.map(({ id }) => id);
    if (await markFavourite(ids, isAdded)) onDone();
  }

  return (
    <>
      <SelectionBar label={text.peoplePage.selected(selected.length)} onClear={onDone}>
        <Button
          look="primary"
          icon={<Merge aria-hidden />}
          disabled={selected.length < 2}
          onClick={() => setAsking('merge')}
        >
          {text.peoplePage.merge}
        </Button>
        <Button icon={<Star aria-hidden />} onClick={() => void favour()}>
          {text.favourites.mark}
        </Button>
        {isHidden ? (
          <Button icon={<Eye aria-hidden />} onClick={() => void hide()}>
            {text.peoplePage.show}
          </Button>
        ) : (
          <Button icon={<EyeOff aria-hidden />} onClick={() => setAsking('hide')}>
            {text.peoplePage.hide}
          </Button>
        )}
      </SelectionBar>
      {asking === 'merge' && (
        <MergeDialog
          people={selected}
          onClose={(isMerged) => {
            setAsking(undefined);
            if (isMerged) onDone();
          }}
        />
      )}
      <Modal
        isOpen={asking === 'hide'}
        onClose={() => setAsking(undefined)}
        onSubmit={() => void hide()}
        title={text.hiding.title(selected.length)}
        description={text.hiding.body}
        actions={
          <>
            <Button onClick={() => setAsking(undefined)}>{text.cancel}</Button>
            <Button look="primary" type="submit">
              {text.hiding.confirm}
            </Button>
          </>
        }
      />
    </>
  );
}
