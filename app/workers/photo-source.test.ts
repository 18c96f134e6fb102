// Where a worker reads photos.

import { mkdtempSync, realpathSync, rmSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPhotoSource } from './photo-source.ts';
import type { Grant } from './protocol.ts';
import { ServerAway, serverClient } from './server-client.ts';

let folder: string;
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-worker-')))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('A folder that is not mounted is told of in words', async () => {
  const server = serverClient({ server: 'http://127.0.0.1:9', secret: '' });
  const nowhere = join(folder, 'nowhere');
  await expect(openPhotoSource(nowhere, server)).rejects.toThrow(`--photos names no folder that is there: ${nowhere}.`);
});

test('A worker reads the photo that is mounted, if it is the very one and lies inside, and fetches any other', async () => {
  const [inside, outside] = [join(folder, 'mounted'), join(folder, 'elsewhere')];
  for (const place of [inside, outside]) {
    mkdirSync(place);
    writeFileSync(join(place, 'a.jpg'), 'a photo');
  }
  symlinkSync(outside, join(inside, 'link'));
  const { size, mtimeMs: modified } = statSync(join(inside, 'a.jpg'));
  const server = serverClient({ server: 'http://127.0.0.1:9', secret: '' }); // nothing listens there
  const source = await openPhotoSource(inside, server);
  const read = (places: string[], changes: Partial<Grant> = {}) =>
    source.read({ size, modified, places, address: '/', smallestFace: 0.1, isAlone: false, ...changes }, ({ path }) =>
      Promise.resolve(path),
    );
  expect(await read(['not/there.jpg', 'a.jpg'])).toBe(join(inside, 'a.jpg'));
  for (const places of [['link/a.jpg'], ['../elsewhere/a.jpg'], ['link'], []]) {
    await expect(read(places)).rejects.toThrow(ServerAway);
  }
  await expect(read(['a.jpg'], { size: 8 })).rejects.toThrow(ServerAway);
  await expect(read(['a.jpg'], { modified: modified - 60_000 })).rejects.toThrow(ServerAway);
  await source.close();
});
