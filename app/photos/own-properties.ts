// What of a photo's sidecar is the user's own word, as Kindred wrote it there: read again it is no news of another program.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readDate, type Told } from './dates.ts';
import type { Facts } from './photo-facts.ts';

/** When the photo was taken, as two vocabularies have it, and its title. */
export const OWN_PROPERTIES = ['taken', 'created', 'title'] as const;
export type OwnPropertyName = (typeof OWN_PROPERTIES)[number];

export const OwnProperty = z.object({
  name: z.enum(OWN_PROPERTIES),
  text: z.string(),
  /** What another program had said there; `raw`: as it stood in the file. null: nothing. */
  from: z.object({ text: z.string(), raw: z.string() }).nullable(),
});
export type OwnProperty = z.output<typeof OwnProperty>;

/** What is kept of a sidecar that Kindred wrote, as far as it is about properties. An earlier version wrote none. */
const Kept = z.object({ properties: z.array(OwnProperty).default([]) });

/** @param content JSON, as it is kept; undefined: Kindred wrote nothing there */
export function ownPropertiesIn(content: string | undefined): OwnProperty[] {
  return content === undefined ? [] : Kept.parse(JSON.parse(content)).properties;
}

/** By which a sidecar is known again where it was moved to; null has one too: there is none. */
export function sidecarHash(bytes: Uint8Array | null): string {
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
}

/** As Kindred wrote it, or as a program did that wrote the file anew: some leave out a date's zone, and add milliseconds. */
export function isOwnText({ name, text }: OwnProperty, found: string): boolean {
  if (found === text || name === 'title') return found === text;
  const [ours, theirs] = [readDate(text), readDate(found)];
  return ours !== null && theirs !== null && isOwnDate(ours, theirs);
}

function isOwnDate(ours: Told, { at, offset }: Told): boolean {
  return at === ours.at && (offset === ours.offset || offset === null);
}

/** What the sidecar would say if Kindred had written nothing there. @param beside as it was read */
export function withoutOwn(beside: Facts, own: readonly OwnProperty[]): Facts {
  let { title, dates } = beside;
  for (const { name, text, from } of own) {
    if (name === 'title') {
      if (title?.value === text) title = from && { value: from.text, from: 'sidecar' };
      continue;
    }
    const [ours, theirs] = [readDate(text), from && readDate(from.text)];
    dates = dates.flatMap((date) => {
      if (date.rank !== 'sidecar' || !ours || !isOwnDate(ours, date)) return [date];
      return theirs ? [{ ...date, ...theirs }] : [];
    });
  }
  return { ...beside, title, dates };
}
