// Names on photos of which ExifTool does not tell in time how they lie: none in a wrong place, and none lost.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { album, allNamed, exiftool, facesOn, look, mwg, named, NAMES, stored, tagsOf } from './named-album.ts';
import { readStore } from './read-store.ts';
import { stopExifTool } from './stop-exiftool.ts';

describe.runIf(process.platform === 'linux')('On a machine that is too busy for ExifTool', () => {
  beforeAll(() => album.prepare());
  beforeEach(() => album.begin());
  afterEach(() => album.end());

  test('of a photo that may lie otherwise no name is taken over, which is said', async () => {
    const file = join(album.photos, 'turned.jpg');
    writeFileSync(file, await stored(3));
    await exiftool('-IFD0:Orientation#=3', file);
    await exiftool(mwg(allNamed(3)), '-o', `${file}.xmp`, file);
    await album.scan();
    await look();
    stopExifTool();
    const reason = { text: expect.stringContaining('no name of it was brought along') };
    expect(await look()).toMatchObject({ names: [], problems: [{ file, reason }] });
    const report = await look();
    for (const name of NAMES) expect(named(report, name)).toMatchObject({ fits: 1, drawn: 0 });
    expect(report).toMatchObject({ turned: 0, problems: [] });
  }, 120_000);

  test('a sidecar is written a little later by itself', async () => {
    const file = join(album.photos, 'photo.jpg');
    writeFileSync(file, await stored(3));
    await exiftool('-IFD0:Orientation#=3', file);
    await album.scan();
    const faces = (await facesOn('photo.jpg')).sort((one, other) => one.box[0] - other.box[0]);
    for (const [index, name] of NAMES.entries()) {
      const person = ensure(faces[index]?.person ?? undefined).id;
      await album.library.engine['people.name']({ person, name, ifTaken: 'ask' });
    }
    await album.library.engine['sidecars.change']({ folder: 'all', writes: true });
    await look(); // else ExifTool may not run yet
    stopExifTool();
    await album.library.writeNames();
    const reason = sentence('sidecarFrameUnknown');
    expect(await album.library.engine['sidecars.get']({})).toMatchObject({ failed: 1, problems: [{ reason }] });
    const again = readStore(join(album.folder, 'library'), ({ writtenNames }) => writtenNames.nextRetry());
    expect(Date.parse(again ?? '') - Date.now()).toBeLessThan(70_000);
    await album.library.engine['sidecars.retry']({});
    await album.library.writeNames();
    expect(await tagsOf(`${file}.xmp`)).toMatchObject([{ PersonInImage: [...NAMES] }]);
  }, 120_000);
});
