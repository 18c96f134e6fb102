// kindred people: who is in the library, with every face and where it lies; works beside a running engine.

import { firstReachable } from '../platform/reachable.ts';
import { type FaceRecord, openStoreReadOnly } from '../store/index.ts';
import { type Command, libraryFolder, libraryOption, print } from './command.ts';

export const people: Command = {
  usage: 'people [--library DIR] [--json]',
  summary: 'Lists the people; with --json every face, with its box in pixels of the upright photo.',
  options: { ...libraryOption, json: { type: 'boolean' } },
  mostOperands: 0,
  async run({ options }) {
    const store = openStoreReadOnly(libraryFolder(options));
    try {
      const cards = store.people.all();
      if (!options['json']) {
        for (const { id, name, photos } of cards) process.stdout.write(`${id}\t${name ?? '(no name)'}\t${photos}\n`);
        return;
      }
      const places = new Map<number, string>();
      const rowsOf = async (faces: FaceRecord[]) => {
        const rows = [];
        for (const { id, photo, x, y, w, h, confidence, quality } of faces) {
          const path = places.get(photo) ?? (await pathOf(photo));
          places.set(photo, path);
          rows.push({ id, path, box: [x, y, w, h], confidence, quality });
        }
        return rows;
      };
      const pathOf = async (photo: number) => {
        const paths = store.files.paths(photo);
        return (await firstReachable(paths)) ?? paths[0] ?? '';
      };
      const listed = [];
      for (const { id, name, hidden, faces } of cards) {
        listed.push({ id, name, hidden, faces: await rowsOf(store.photos.facesOfPerson(id, faces, 0)) });
      }
      print({ people: listed, unassigned: await rowsOf(store.photos.facesWithoutPerson()) });
    } finally {
      store.close();
    }
  },
};
