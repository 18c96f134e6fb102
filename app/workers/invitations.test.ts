// Invitations of workers.

import { mkdtempSync, realpathSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { invite, readAdmission } from './invitations.ts';

let folder: string;
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-worker-')))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('An invitation lets in by https alone, but on one machine, and only its hash is kept', () => {
  const invitation = invite(folder, 'attic', 'https://photos.example.org/people');
  const { server: address, secret } = readAdmission(invitation);
  expect([address, secret]).toEqual(['https://photos.example.org', expect.stringMatching(/^[\w-]{43}$/)]);
  const kept = join(folder, 'workers.json');
  expect(readFileSync(kept, 'utf8')).not.toContain(secret);
  expect(statSync(kept).mode & 0o077).toBe(0);
  expect(() => invite(folder, 'attic', 'http://photos.example.org')).toThrow(/https alone/);
  expect(() => readAdmission(`http://192.168.1.4:8080/#${secret}`)).toThrow(/https alone/);
  expect(readAdmission(`http://127.0.0.1:8080/#${secret}`)).toEqual({ server: 'http://127.0.0.1:8080', secret });
  expect(() => readAdmission('https://photos.example.org/')).toThrow(/no invitation/);
});

test.each(['', '{', '[]'])('A file of invitations that is damaged (%j) is told of, and left as it is', (damaged) => {
  const kept = join(folder, 'workers.json');
  writeFileSync(kept, damaged);
  expect(() => invite(folder, 'attic', 'https://photos.example.org')).toThrow(
    `${kept} is damaged, and with it who may work for this library: remove it, and invite the workers again.`,
  );
  expect(readFileSync(kept, 'utf8')).toBe(damaged);
});
