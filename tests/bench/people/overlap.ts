// How much two boxes (left, top, width, height) cover each other.

export function intersectionOverUnion(
  [ax, ay, aw, ah]: readonly number[],
  [bx, by, bw, bh]: readonly number[],
): number {
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (aw * ah + bw * bh - width * height);
}
