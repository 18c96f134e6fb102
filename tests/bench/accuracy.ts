// How well faces are found and told apart, by each model and by both: `npm run bench:accuracy [-- --json] [FOLDER]`.
// The truth is a table (--truth FILE, else truth.csv in the folder): photo,person,x,y,w,h a line; without a box the
// largest face is meant, and `?` is a face whose person nobody knows. --empty FOLDER: photos in which nobody is.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { openModels } from '../../app/vision/loaded-models.ts';
import { HARD_PARTS } from './accuracy/hard.ts';
import { embedFace, type EmbeddedFace, picturesIn, see, seeAlone } from './accuracy/faces.ts';
import { verify } from './accuracy/measures.ts';
import { writeSampleAlbum } from './accuracy/sample-album.ts';
import type { Verification } from './accuracy/verification.ts';
import { readTruth } from './people/labelled.ts';

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean' },
    truth: { type: 'string' },
    empty: { type: 'string' },
    /** Without the hard parts, which take five times as long as the rest. */
    easy: { type: 'boolean' },
  },
  allowPositionals: true,
});
const scratch = mkdtempSync(join(tmpdir(), 'kindred-accuracy-'));
try {
  const folder = resolve(positionals[0] ?? (await writeSampleAlbum(scratch)));
  const truth = readTruth(values.truth ?? join(folder, 'truth.csv'));
  const models = await openModels({ threads: availableParallelism() });
  const parts = new Map<string, EmbeddedFace[]>([['whole', []]]);
  if (!values.easy) for (const name of Object.keys(HARD_PARTS)) parts.set(name, []);
  let [labelled, missed] = [0, 0];
  for (const path of picturesIn(folder)) {
    const rows = truth.get(path);
    if (!rows) continue;
    const seen = await see(path, rows, models);
    labelled += rows.filter(({ person }) => person !== '?').length;
    missed += seen.missed;
    for (const { detection, person } of seen.faces) {
      if (person === null) continue;
      const known = { path, person };
      parts.get('whole')?.push({ ...known, ...(await embedFace(models, seen.pyramid, detection)) });
      for (const [name, spoil] of Object.entries(HARD_PARTS)) {
        const list = parts.get(name);
        if (!list) continue;
        const spoilt = await seeAlone(await spoil(seen.pyramid[0], detection.box), models);
        if (spoilt) list.push({ ...known, ...(await embedFace(models, spoilt.pyramid, spoilt.detection)) });
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${labelled} labelled faces`);
  }
  const figures = {
    detection: { labelled, found: labelled - missed, recall: (labelled - missed) / labelled },
    ...(values.empty !== undefined && { empty: await falseFaces(resolve(values.empty)) }),
    parts: Object.fromEntries([...parts].map(([name, faces]) => [name, { faces: faces.length, ...verify(faces) }])),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else print(figures);

  async function falseFaces(emptyFolder: string) {
    let [photos, withFaces, faces] = [0, 0, 0];
    for (const path of picturesIn(emptyFolder)) {
      const found = (await see(path, [], models)).faces.length;
      photos++;
      faces += found;
      withFaces += Number(found > 0);
    }
    return { photos, withFaces, faces };
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function print({
  detection,
  empty,
  parts,
}: {
  detection: { labelled: number; found: number; recall: number };
  empty?: { photos: number; withFaces: number; faces: number };
  parts: Record<string, { faces: number; same: number; different: number; ways: Record<string, Verification> }>;
}): void {
  const lines = [
    `found      ${detection.found} of ${detection.labelled} labelled faces: ${detection.recall.toFixed(4)}`,
  ];
  if (empty) lines.push(`nobody in  ${empty.photos} photos: ${empty.faces} faces seen in ${empty.withFaces} of them`);
  for (const [name, { faces, same, different, ways }] of Object.entries(parts)) {
    lines.push('', `${name}: ${faces} faces, ${same} pairs of one person, ${different} of two`);
    lines.push(`  ${''.padEnd(24)}AUC      best     TAR at FAR 1 %  0.1 %   0.01 %`);
    for (const [way, { auc, accuracy, acceptedAt }] of Object.entries(ways)) {
      const shares = [acceptedAt['0.01'], acceptedAt['0.001'], acceptedAt['0.0001']].map((share) => share.toFixed(4));
      lines.push(
        `  ${way.padEnd(24)}${auc.toFixed(5)}  ${accuracy.toFixed(4)}   ${shares.join('          ').replace(/ {10}(?=[^ ]*$)/, '  ')}`,
      );
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
