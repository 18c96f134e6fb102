// Who is on an album's photos and who is not: people as chips, and the way to more of them.

import { UserPlus } from 'lucide-react';
import type { PersonCard } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import fields from './fields.module.css';
import { PersonChips } from './person-chips.tsx';
import type { RuleDraft } from './rule-draft.ts';

interface Props {
  /** Of the choices that belong together. */
  group: string;
  draft: RuleDraft;
  known: ReadonlyMap<number, PersonCard>;
  onChange: (change: Partial<RuleDraft>) => void;
  onAdd: (to: 'with' | 'without') => void;
}

export function AlbumPeople({ group, draft: { isAny, parties, without }, known, onChange, onAdd }: Props) {
  const labels = text.albums.dialog;
  return (
    <>
      <fieldset>
        <legend>{labels.people}</legend>
        {parties.length > 1 && (
          <div className={fields['choices']}>
            {[false, true].map((choice) => (
              <Choice
                key={String(choice)}
                group={group}
                isChosen={isAny === choice}
                onChoose={() => onChange({ isAny: choice })}
              >
                {choice ? labels.any : labels.all}
              </Choice>
            ))}
          </div>
        )}
        <PersonChips
          parties={parties}
          known={known}
          onRemove={(party) => onChange({ parties: parties.filter((each) => each !== party) })}
        />
        <Button icon={<UserPlus aria-hidden />} onClick={() => onAdd('with')}>
          {labels.addPerson}
        </Button>
      </fieldset>
      <fieldset>
        <legend>{labels.without}</legend>
        <PersonChips
          parties={without.map((person) => [person])}
          known={known}
          onRemove={([person]) => onChange({ without: without.filter((each) => each !== person) })}
        />
        <Button icon={<UserPlus aria-hidden />} onClick={() => onAdd('without')}>
          {labels.addWithout}
        </Button>
      </fieldset>
    </>
  );
}
