// A person, a photo and a face as they are shown wherever they are mentioned.

import { z } from 'zod';
import { Box, Count, Id, LocalTime } from './terms.ts';

/** What a person is called, where one is only mentioned. */
const PersonLabel = z.object({ id: Id, name: z.string().nullable() });

export const PersonCard = PersonLabel.extend({
  hidden: z.boolean(),
  /** By the user: comes first. */
  favourite: z.boolean(),
  faces: Count,
  photos: Count,
  /** How many of the photos came since the person was hidden; 0 for all others. */
  photosSinceHidden: Count,
  /** The face that stands for the person. */
  cover: Id,
});

export const PhotoCard = z.object({
  id: Id,
  width: Count,
  height: Count,
  takenAt: LocalTime,
  /** By the user. */
  favourite: z.boolean(),
  /**
   * A video: how long it plays, as far as it says so, and whether a picture of it could be made; null: a still.
   */
  video: z.object({ seconds: z.number().nullable(), hasPoster: z.boolean() }).nullable(),
  /** A still that the camera took a film with: a live or motion photo. */
  hasFilm: z.boolean(),
});

export const Face = z.object({
  id: Id,
  photo: Id,
  box: Box,
  /** The detector's own score, 0 to 1. */
  confidence: z.number(),
  /** How much the face is worth to grouping, 0 to 1: size, sharpness, pose, confidence. */
  quality: z.number(),
  person: PersonLabel.nullable(),
});

/** By an offline list of towns. `country`: ISO 3166-1, two letters. */
export const Town = z.object({ name: z.string(), region: z.string().nullable(), country: z.string() });

export type PersonCard = z.output<typeof PersonCard>;
export type PhotoCard = z.output<typeof PhotoCard>;
export type Face = z.output<typeof Face>;
