// Finds out to whom the photos of a person really belong, and brings both together.

import type { PersonCard } from '../../../app/contract.ts';
import { PersonPicker } from '../../components/person-picker.tsx';
import { mergePeople } from '../../commands/people.ts';
import { goFrom, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';

interface Props {
  person: PersonCard;
  isOpen: boolean;
  onClose: () => void;
}

export function MergeInto({ person, isOpen, onClose }: Props) {
  async function merge(into: number): Promise<void> {
    const merged = await mergePeople([person.id], into);
    if (merged !== undefined) goFrom(personPlace(person.id), personPlace(merged.id));
  }

  return (
    <PersonPicker
      isOpen={isOpen}
      onClose={onClose}
      title={text.merging.intoTitle(person.name)}
      description={text.merging.intoBody}
      except={person.id}
      onChoose={({ id }) => void merge(id)}
    />
  );
}
