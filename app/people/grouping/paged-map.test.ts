import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { PagedMap } from './paged-map.ts';

test('it holds what a map would, in the order of ids', () => {
  const [ours, map, random] = [new PagedMap<{ id: number }>(), new Map<number, { id: number }>(), seeded(3).next];
  for (let step = 0; step < 20_000; step++) {
    const id = 1 + Math.floor(10_000 * random());
    if (random() < 0.4) {
      ours.delete(id);
      map.delete(id);
    } else {
      const item = { id };
      ours.set(id, item);
      map.set(id, item);
    }
    expect(ours.size).toBe(map.size);
  }
  for (let id = 1; id < 20_000; id++) {
    expect(ours.get(id)).toBe(map.get(id));
    expect(ours.has(id)).toBe(map.has(id));
  }
  expect(ours.values()).toEqual([...map.values()].sort((a, b) => a.id - b.id));
});
