// Asks which album photos go into: one whose photos are chosen one by one, or a new one.

import { useState } from 'react';
import { Plus, Search } from 'lucide-react';
import type { Album } from '../../app/contract.ts';
import { useQuery } from '../engine/query.ts';
import { holds, isAlike } from '../text/alike.ts';
import { text } from '../text/text.ts';
import field from './picker-field.module.css';
import styles from './album-picker.module.css';
import { AlbumCover } from './album-cover.tsx';
import { Button } from './button.tsx';
import { ListedCombobox } from './combobox/combobox.tsx';
import { Modal } from './modal.tsx';

interface Props {
  /** How many photos. */
  photos: number;
  /** Where they are already. */
  except: number | null;
  onChoose: (album: number) => void;
  onNew: (name: string) => void;
  onClose: () => void;
}

type Choice = Album | 'newcomer';

export function AlbumPicker({ photos, except, onChoose, onNew, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const { value, error } = useQuery('albums.list', {});
  const name = typed.trim();
  const albums = (value?.albums ?? []).filter(
    (album) => album.isChosen && album.id !== except && holds(album.name, name),
  );
  const isKnown = albums.some((album) => isAlike(album.name, name));
  // Until the albums are there it is not known whether one is called so.
  const isListed = value !== undefined || error !== undefined;
  const newcomer: Choice[] = name === '' || isKnown || !isListed ? [] : ['newcomer'];
  const labels = text.albums.picker;

  return (
    <Modal
      isOpen
      onClose={onClose}
      title={labels.title(photos)}
      description={labels.body}
      actions={<Button onClick={onClose}>{text.cancel}</Button>}
    >
      <div className={field['field']}>
        <Search aria-hidden />
        <ListedCombobox
          text={typed}
          onText={setTyped}
          items={[...albums, ...newcomer]}
          keyOf={(choice) => (choice === 'newcomer' ? choice : String(choice.id))}
          onChoose={(choice) => {
            onClose();
            if (choice === 'newcomer') onNew(name);
            else onChoose(choice.id);
          }}
          list={labels.list}
          none={labels.none}
          field={{ 'aria-label': labels.search, placeholder: labels.search, maxLength: 200 }}
        >
          {(choice) =>
            choice === 'newcomer' ? (
              <>
                <span className={styles['sign']}>
                  <Plus aria-hidden />
                </span>
                <strong>{labels.newcomer(name)}</strong>
              </>
            ) : (
              <>
                <span className={styles['sign']}>
                  <AlbumCover cover={choice.cover} />
                </span>
                <span className={styles['name']}>{choice.name}</span>
                <span className={styles['count']}>{text.photos(choice.photos)}</span>
              </>
            )
          }
        </ListedCombobox>
      </div>
    </Modal>
  );
}
