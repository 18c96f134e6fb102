// Calls about single faces.

import { z } from 'zod';
import { Recorded, call } from './call.ts';
import { Face, PersonCard } from './cards.ts';
import { Box, Id, Name } from './terms.ts';

export const facesCalls = {
  /** These faces are that person; null: they are someone new, who may be given a name with it. */
  'faces.assign': call(
    z.object({ faces: z.array(Id).min(1), person: Id.nullable(), name: Name.optional() }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** A face where none was found. It belongs to no person, or to the one Kindred assigns; later analyses keep it. */
  'faces.draw': call(z.object({ photo: Id, box: Box }), Face.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** These are no faces: out of sight until that is undone. */
  'faces.reject': call(z.object({ faces: z.array(Id).min(1) }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
} as const;
