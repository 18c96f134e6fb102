// The calls about photos: the timeline, and one photo with all that is known of it.

import { join } from 'node:path';
import type { Activity } from '../library/activity.ts';
import type { Copies } from '../library/copies.ts';
import type { Downloads } from '../library/downloads.ts';
import { findOriginals } from '../library/originals.ts';
import type { FindSidecars } from '../library/sidecars-to-take.ts';
import type { Engine } from '../contract.ts';
import { AppError } from '../errors.ts';
import { facesMeant } from '../people/edits/identify.ts';
import { ageInMonths } from '../people/scoring/age.ts';
import type { People } from '../people/index.ts';
import { codecName } from '../photos/codec-name.ts';
import type { PhotoFiles } from '../photos/photo-files.ts';
import { editsOf, favouritesOf } from '../photos/user-edits.ts';
import { sentence } from '../sentences/sentence.ts';
import type { PhotoTown, Store } from '../store/index.ts';
import { photosOf } from './photo-sets.ts';
import { photoCardOf, toFace } from './records.ts';

type PhotoCalls = Pick<Engine, Extract<keyof Engine, `photos.${string}`>>;

interface PhotoCallsOptions {
  store: Store;
  people: People;
  activity: Activity;
  files: PhotoFiles;
  copies: Copies;
  downloads: Downloads;
  sidecars: FindSidecars;
}

export function makePhotoCalls({
  store,
  people,
  activity,
  files,
  copies,
  downloads,
  sidecars,
}: PhotoCallsOptions): PhotoCalls {
  return {
    'photos.list': ({ offset, limit }) => ({ photos: store.photos.list(limit, offset), total: store.photos.count() }),
    'photos.timeline': () => ({ days: store.timeline.days() }),
    'photos.place': ({ photo }) => ({ place: store.timeline.placeOf(photo) }),
    'photos.ids': (set) => ({ photos: photosOf(store, set) }),
    'photos.get'({ photo }) {
      const found = photoCardOf(store, photo);
      const places = store.files.places(photo).map(({ folder, path }) => ({ folder, path: join(folder, path) }));
      const metadata = metadataOf(photo);
      const code = store.videos.get(photo)?.codec ?? null;
      const codec = code && codecName(code);
      return { ...found, ...metadata, codec, places, faces: agedFaces(photo, found.takenAt) };
    },
    async 'photos.download'({ set, withSidecars }) {
      const findSidecars = withSidecars ? sidecars : undefined;
      const originals = await findOriginals(photosOf(store, set), { findAll: files.findAll, findSidecars });
      if (originals.files.length === 0) throw new AppError('notFound', sentence('nothingToTake'));
      const ticket = downloads.offer(originals, 'Kindred.zip');
      const { files: list, bytes, absent, withoutNames } = originals;
      return { ticket, files: list.length, bytes, absent, withoutNames };
    },
    'photos.stopCopying'() {
      copies.stop();
      return {};
    },
    'photos.collage'({ photos }) {
      const action = people.collage(photos);
      activity.changed('people');
      return { action };
    },
    'photos.identify'({ photos, person, name }) {
      const { faces, ...left } = facesMeant(store, new Set(photos), person);
      if (faces.length === 0) return { person: null, faces: 0, ...left, action: null };
      const { action, ...card } = people.assign(faces, person, name);
      activity.changed('people');
      return { person: card, faces: faces.length, ...left, action };
    },
    'photos.edit': ({ photos, taken, title }) => said(editsOf(store, photos, taken, title)),
    'photos.favourite': ({ photos, favourite }) => said(favouritesOf(store, photos, favourite)),
  };

  function said({ edits, what }: ReturnType<typeof editsOf>) {
    const action = people.editPhotos(edits, what);
    activity.changed('people');
    activity.changed('photos');
    return { changed: edits.size, action };
  }

  function metadataOf(photo: number) {
    const found = store.metadata.get(photo);
    if (!found) throw new AppError('notFound', sentence('photoGone'));
    const { takenFrom, takenPrecision, takenOffset, latitude, longitude, rating, ratingFrom, title, titleFrom } = found;
    const { lens, exposureTime, aperture, iso, focalLength, description, keywords } = found;
    return {
      takenFrom,
      takenPrecision,
      takenOffset,
      lens,
      exposure: { time: exposureTime, aperture, iso, focalLength },
      description,
      keywords,
      metadataProblem: store.metadata.problem(photo),
      position: latitude === null || longitude === null ? null : { latitude, longitude, town: townOf(found) },
      rating: rating === null || ratingFrom === null ? null : { stars: rating, from: ratingFrom },
      title: title === null || titleFrom === null ? null : { text: title, from: titleFrom },
    };
  }

  function agedFaces(photo: number, takenAt: string | null) {
    return store.photos.facesOf(photo).map((face) => {
      const born = face.person === null ? null : store.personDetails.of(face.person).born;
      return {
        ...toFace(face),
        ageInMonths: born === null || takenAt === null ? null : ageInMonths(born, takenAt),
        hidden: face.person !== null && store.people.get(face.person)?.hidden === true,
      };
    });
  }
}

function townOf({ town, region, country }: PhotoTown) {
  return town === null || country === null ? null : { name: town, region, country };
}
