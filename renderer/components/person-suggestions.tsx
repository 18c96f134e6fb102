// The list of people that opens below a field in which a name is being typed.

import { Autocomplete } from '@base-ui/react/autocomplete';
import type { PersonCard } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { FaceImage } from './face.tsx';
import styles from './person-suggestions.module.css';

export function PersonSuggestions({
  align = 'start',
  onChoose,
}: {
  align?: 'start' | 'center';
  onChoose: (person: PersonCard) => void;
}) {
  return (
    <Autocomplete.Portal>
      <Autocomplete.Positioner className={styles['positioner']} sideOffset={6} align={align}>
        <Autocomplete.Popup className={styles['popup']}>
          <Autocomplete.List aria-label={text.naming.suggestions}>
            {(person: PersonCard) => (
              <Autocomplete.Item
                key={person.id}
                value={person}
                className={styles['item']}
                onClick={() => onChoose(person)}
              >
                <span className={styles['face']}>
                  <FaceImage face={person.cover} />
                </span>
                <span className={styles['name']}>{person.name ?? text.peoplePage.unnamed}</span>
                <span className={styles['count']}>{text.photos(person.photos)}</span>
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
}
