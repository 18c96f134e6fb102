// Cuts what FFmpeg writes into pictures: Netpbm's pixmaps, one behind the other.

import { ensure } from '../../ensure.ts';
import type { Picture } from '../picture.ts';
import { unreadable } from '../unreadable.ts';

/** Of a pixmap. */
export const LONGEST_HEAD = 40;

/**
 * Of each: P6, width, height and 255 as text, then red, green and blue of each pixel.
 * @param mostBytes of one of them
 */
export async function* pixmapsIn(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Picture, void> {
  let held: Buffer[] = [];
  let bytes = 0;
  let missing = 1;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    while (bytes >= missing) {
      const all = held.length === 1 ? ensure(held[0], 'The only piece') : Buffer.concat(held);
      held = [all];
      const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(all.toString('latin1', 0, LONGEST_HEAD));
      if (!head) {
        if (bytes >= LONGEST_HEAD) throw unreadable('videoDamaged', 'FFmpeg wrote no picture.');
        missing = bytes + 1;
        break;
      }
      const [width, height] = [Number(head[1]), Number(head[2])];
      const start = head[0].length;
      const end = start + 3 * width * height;
      if (end > mostBytes) throw unreadable('memory');
      missing = end;
      if (bytes < end) break;
      yield { data: all.subarray(start, end), width, height };
      held = end < bytes ? [all.subarray(end)] : [];
      bytes -= end;
      missing = 1;
    }
  }
}
