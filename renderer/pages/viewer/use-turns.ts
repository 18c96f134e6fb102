// Which of a photo's faces without a name is asked about: from left to right, but for those that were skipped.

import { useState } from 'react';
import type { Photo } from '../../../app/contract.ts';

type FaceOnPhoto = Photo['faces'][number];
export type Unnamed = FaceOnPhoto & { person: NonNullable<FaceOnPhoto['person']> };

export interface Turns {
  /** How many faces have no name, and belong to a person who is not hidden. */
  unnamed: number;
  isOn: boolean;
  /** The one that is asked about; undefined: all have a name or were skipped. */
  face: Unnamed | undefined;
  skipped: number;
  begin(): void;
  skip(): void;
  /** To the one that was skipped last; undefined: none was. */
  back: (() => void) | undefined;
  end(): void;
}

/** @param faces as far as they are known; whose name is said or taken back is seen in them */
export function useTurns(photo: number, faces: Photo['faces']): Turns {
  const [round, setRound] = useState<{ photo: number; skipped: readonly number[] }>();
  const isOn = round?.photo === photo;
  const unnamed = faces.filter(isUnnamed);
  const skipped = isOn ? round.skipped.filter((id) => unnamed.some((each) => each.id === id)) : [];
  const face = isOn ? unnamed.find(({ id }) => !skipped.includes(id)) : undefined;
  const skipTo = (next: readonly number[]) => setRound({ photo, skipped: next });
  return {
    unnamed: unnamed.length,
    isOn,
    face,
    skipped: skipped.length,
    begin: () => skipTo([]),
    skip: () => face && skipTo([...skipped, face.id]),
    back: skipped.length === 0 ? undefined : () => skipTo(skipped.slice(0, -1)),
    end: () => setRound(undefined),
  };
}

/** A face that belongs to no person yet is about to be grouped. */
function isUnnamed(face: FaceOnPhoto): face is Unnamed {
  return face.person !== null && face.person.name === null && !face.hidden;
}
