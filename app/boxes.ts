// Boxes on pictures, and how much two of them have in common.

/** In pixels, or shares of both sides. */
export type Box = [left: number, top: number, width: number, height: number];

/** @returns what two boxes share, as a share of what both cover: 0 to 1 */
export function intersectionOverUnion([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): number {
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (aw * ah + bw * bh - width * height);
}
