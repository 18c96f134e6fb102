import { expect, test } from 'vitest';
import { withScratch } from './scratch.ts';

test('Two at once never share their room, one after the other do', async () => {
  const rooms: Float32Array[] = [];
  const fill = async (values: Float32Array) => {
    rooms.push(values);
    values.fill(rooms.length);
    await Promise.resolve();
    return [...new Set(values)];
  };
  const found = await Promise.all([withScratch(6, fill), withScratch(6, fill)]);
  expect(found).toEqual([[1], [2]]);
  expect(await withScratch(4, fill)).toEqual([3]);
  expect(rooms.map(({ length }) => length)).toEqual([6, 6, 4]);
  const [first, second, third] = rooms.map(({ buffer }) => buffer);
  expect([first, second]).toContain(third);
});

test('Room is given back by work that fails, and more is made where none is large enough', async () => {
  const failed: Float32Array[] = [];
  await expect(
    withScratch(8, (values) => {
      failed.push(values);
      return Promise.reject(new Error('no network'));
    }),
  ).rejects.toThrow('no network');
  const buffer = await withScratch(8, (values) => Promise.resolve(values.buffer));
  expect(failed.map((values) => values.buffer)).toEqual([buffer]);
  expect(await withScratch(1000, (values) => Promise.resolve(values.length))).toBe(1000);
});
