// What a video's container says of its pictures: how large they are when it is held upright, how long it plays, in which codec.

import { z } from 'zod';
import type { Tags } from './exiftool.ts';

export const VideoFacts = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  seconds: z.number().positive().nullable(),
  codec: z.string().nullable(),
});
export type VideoFacts = z.output<typeof VideoFacts>;

/** Each container has its own word for it; that of sound is called otherwise. */
const CODEC_TAGS = ['CompressorID', 'VideoCodecID', 'CodecID', 'VideoCodec', 'VideoStreamType', 'VideoCodecName'];
const LONGEST_CODEC = 100;

/** @returns null: nothing in there has a picture */
export function videoFactsIn(tags: Tags): VideoFacts | null {
  const entries = Object.entries(tags).map(([key, value]) => {
    const parts = key.split(':');
    return { group: parts.slice(0, -1).join(':'), name: parts.at(-1), value };
  });
  const number = (name: string, group?: string) =>
    entries
      .filter((tag) => tag.name === name && (group === undefined || tag.group === group))
      .map(({ value }) => Number(value))
      .find((value) => Number.isFinite(value) && value > 0);
  // A track of sound has a size of nothing. Players pass over one that is disabled.
  const sizes = entries.filter(
    ({ group, name, value }) =>
      name === 'ImageWidth' && Number(value) > 0 && number('ImageHeight', group) !== undefined,
  );
  const isOff = ({ group }: { group: string }) =>
    entries.some((tag) => tag.group === group && tag.name === 'TrackEnabled' && Number(tag.value) === 0);
  const sized = sizes.find((size) => !isOff(size)) ?? sizes[0];
  if (!sized) return null;
  const [across, down] = [Number(sized.value), number('ImageHeight', sized.group) ?? 0];
  const isOnItsSide = Math.abs(number('Rotation') ?? 0) % 180 === 90;
  const ofShown = [...entries].sort((one, other) => Number(isOff(one)) - Number(isOff(other)));
  const codec = CODEC_TAGS.flatMap((each) => ofShown.find(({ name }) => name === each)?.value ?? []).find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  const facts = VideoFacts.safeParse({
    width: Math.round(isOnItsSide ? down : across),
    height: Math.round(isOnItsSide ? across : down),
    seconds: number('Duration') ?? null,
    codec: codec === undefined ? null : String(codec).slice(0, LONGEST_CODEC),
  });
  return facts.data ?? null;
}
