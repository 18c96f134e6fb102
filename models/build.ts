// `npm run models`: writes the models that Kindred ships, and models.json, byte for byte as they are in the repository.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resource } from '../app/platform/resources.ts';
import type { Manifest } from '../app/models/manifest.ts';
import { mobileFaceNet512 } from './mobilefacenet-512.ts';
import { mobilenet } from './mobilenet.ts';
import { mtcnn } from './mtcnn.ts';
import { readFromPackage } from './packages.ts';

const manifest: Manifest = {
  models: [...mtcnn, mobilenet, mobileFaceNet512].map(({ description, package: name, build }) => {
    const contents = build((path) => readFromPackage(name, path));
    writeFileSync(resource('models', description.file), contents);
    const sha256 = createHash('sha256').update(contents).digest('hex');
    process.stdout.write(`${sha256}  ${description.file}  ${contents.length}\n`);
    return { ...description, sha256, bytes: contents.length };
  }),
};
writeFileSync(resource('models', 'models.json'), `${JSON.stringify(manifest, null, 2)}\n`);
