// kindred people: who is in the library, with every face and where it lies; works beside a running engine.

import { join } from 'node:path';
import { type FaceRecord, openStoreReadOnly } from '../store/index.ts';
import { type Command, libraryFolder, libraryOption, print } from './command.ts';

export const people: Command = {
  usage: 'people [--library DIR] [--json]',
  summary: 'Lists the people; with --json every face, with its box in pixels of the upright photo.',
  options: { ...libraryOption, json: { type: 'boolean' } },
  async run({ options }) {
    const store = openStoreReadOnly(libraryFolder(options));
    try {
      const cards = store.people.all();
      if (!options['json']) {
        for (const { id, name, photos } of cards) process.stdout.write(`${id}\t${name ?? '(no name)'}\t${photos}\n`);
        return;
      }
      const places = new Map<number, string>();
      const describe = ({ id, photo, x, y, w, h, confidence, quality }: FaceRecord) => {
        const path = places.get(photo) ?? pathOf(photo);
        places.set(photo, path);
        return { id, path, box: [x, y, w, h], confidence, quality };
      };
      const pathOf = (photo: number) => {
        const [place] = store.files.places(photo);
        return place ? join(place.folder, place.path) : '';
      };
      print({
        people: cards.map(({ id, name, hidden, faces }) => ({
          id,
          name,
          hidden,
          faces: store.photos.facesOfPerson(id, faces, 0).map(describe),
        })),
        unassigned: store.photos.facesWithoutPerson().map(describe),
      });
    } finally {
      store.close();
    }
  },
};
