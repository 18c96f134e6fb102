// Which part of something a browser asks for: of a picture, a video, or a download that broke off.

export interface ByteRange {
  /** Of bytes, the first and the last. */
  start: number;
  end: number;
}

/**
 * One range of bytes; several at once are answered with the whole, as HTTP allows.
 * @param bytes how long the whole is. @returns undefined: the whole is meant
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'impossible' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start > end ? 'impossible' : { start, end };
}

/** The header that says which part of so many bytes follows, or that there is none. */
export function contentRange(range: ByteRange | 'impossible', bytes: number): { 'content-range': string } {
  return { 'content-range': `bytes ${range === 'impossible' ? '*' : `${range.start}-${range.end}`}/${bytes}` };
}
