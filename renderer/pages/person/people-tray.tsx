// Appears while faces are dragged: the people that they can be dropped onto, somebody new, and no face at all.

import type { ReactNode } from 'react';
import { Plus, ScanFace } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { useDragged, useDrop } from '../../components/dragging.ts';
import { FaceImage } from '../../components/face.tsx';
import { useCollection } from '../../engine/collection.ts';
import { text } from '../../text/text.ts';
import styles from './people-tray.module.css';

interface Props {
  except: number;
  onPerson: (faces: number[], person: PersonCard) => void;
  onNewcomer: (faces: number[]) => void;
  onNoFace: (faces: number[]) => void;
}

const MOST_PEOPLE = 40;

export function PeopleTray(props: Props) {
  return useDragged()?.kind === 'faces' ? <Tray {...props} /> : null;
}

function Tray({ except, onPerson, onNewcomer, onNoFace }: Props) {
  const { items } = useCollection('people.list', { section: 'main' });
  return (
    <div className={styles['tray']}>
      <p>{text.dragging.onto}</p>
      <ul>
        <Target label={text.dragging.newcomer} onFaces={onNewcomer}>
          <Plus aria-hidden />
        </Target>
        <Target label={text.faceActions.reject} onFaces={onNoFace}>
          <ScanFace aria-hidden />
        </Target>
        {items
          .filter(({ id }) => id !== except)
          .slice(0, MOST_PEOPLE)
          .map((person) => (
            <Target
              key={person.id}
              label={person.name ?? text.peoplePage.unnamed}
              onFaces={(faces) => onPerson(faces, person)}
            >
              <FaceImage face={person.cover} />
            </Target>
          ))}
      </ul>
    </div>
  );
}

function Target({
  label,
  onFaces,
  children,
}: {
  label: string;
  onFaces: (faces: number[]) => void;
  children: ReactNode;
}) {
  const { isOver, target } = useDrop(
    ({ kind }) => kind === 'faces',
    ({ ids }) => onFaces([...ids]),
  );
  return (
    <li {...target} data-over={isOver || undefined}>
      <span>{children}</span>
      {label}
    </li>
  );
}
