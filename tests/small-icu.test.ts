// What is packed as Node is cut to what vision needs: a build that is not as expected is refused in words.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resource } from '../app/platform/resources.ts';
import { withSmallIcu } from '../tools/small-icu.ts';

test('What is no program for Linux is refused in words', () => {
  expect(() => withSmallIcu(readFileSync(resource('package.json')))).toThrow('It is no ELF file of 64 bits.');
});

test('A program without ICU is refused in words', () => {
  const binding = ['bin', 'napi-v6', 'linux', 'x64', 'onnxruntime_binding.node'];
  const other = readFileSync(resource('node_modules', 'onnxruntime-node', ...binding));
  expect(() => withSmallIcu(other)).toThrow(/^It exports nothing that is called .*icudt/);
});
