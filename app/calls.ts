// The contract, implemented: each call of a window or script, in terms of the parts that do the work.

import type { Activity } from './activity.ts';
import { makeAlbumCalls } from './album-calls.ts';
import type { Engine, Face, Networks as NetworkList, Question } from './contract.ts';
import type { Draw } from './drawing.ts';
import { AppError } from './errors.ts';
import { emptyForgotten } from './forgetting.ts';
import type { Looking } from './looking.ts';
import type { LargeNetworks } from './models/large-networks.ts';
import type { Networks } from './networks.ts';
import type { GroupedFace } from './people/groups.ts';
import type { People } from './people/index.ts';
import type { Caches } from './photos/caches.ts';
import { NOT_SAMPLES, samplePhotos } from './sample-photos.ts';
import { checkFolder, suggestFolders } from './photos/folders.ts';
import { isWithin } from './photos/names.ts';
import { ageInMonths } from './people/age.ts';
import { makeSearchCalls } from './search-calls.ts';
import { mention } from './search/query.ts';
import { type Backup, type FaceRecord, type FolderRecord, listBackups, type Store } from './store/index.ts';
import { join, sep } from 'node:path';

export interface CallsOptions {
  store: Store;
  caches: Caches;
  people: People;
  activity: Activity;
  /** As it is after a change: a changed network closes everything and opens it again. */
  networks(): Networks;
  large: LargeNetworks;
  looking: Looking;
  /** The library's own folder. */
  library: string;
  /** The folder that all photos have to lie in; undefined: wherever they are. */
  photosRoot: string | undefined;
  about: Engine['library.about'];
  /** Puts a backup in the library's place. @returns the copy of what was there */
  restore(backup: string): Promise<Backup | null>;
  draw: Draw;
}

export function makeCalls({
  store,
  caches,
  people,
  activity,
  networks,
  large,
  looking,
  library,
  photosRoot,
  about,
  restore,
  draw,
}: CallsOptions): Engine {
  const said = () => activity.changed('people');
  const after = <Reply>(reply: Reply): Reply => {
    said();
    return reply;
  };

  const calls: Engine = {
    'library.status': () => activity.status(),
    'library.about': about,

    'models.list': networkList,
    'models.get'({ name }) {
      large.get(name);
      return networkList();
    },
    async 'models.cancel'() {
      await networks().cancel();
      return networkList();
    },
    async 'models.use'({ name }) {
      await networks().use(name);
      return networkList();
    },
    async 'models.remove'({ name }) {
      await networks().remove(name);
      return networkList();
    },

    'looking.get': looking.get,
    'looking.change': looking.change,

    'folders.add': ({ path }) => watchFolder(path),
    // Where photos have to lie in one folder, these do not.
    'samples.count': () => ({ photos: photosRoot === undefined ? (samplePhotos()?.photos ?? 0) : 0 }),
    'samples.add'() {
      const samples = samplePhotos();
      if (!samples) throw new AppError('notFound', 'There are no sample photos here.');
      return watchFolder(samples.folder, NOT_SAMPLES);
    },
    async 'folders.remove'({ folder }) {
      const { id } = folderOf(folder);
      await activity.leave(id);
      store.folders.remove(id, new Date().toISOString());
      refreshFolder(folder);
      activity.changed('photos');
      said();
      return {};
    },
    async 'folders.change'({ folder, ...changes }) {
      const before = folderOf(folder);
      const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      store.folders.change(folder, { ...before, ...defined });
      await activity.leave(folder);
      const changed = folderOf(folder);
      void activity.scan(changed);
      activity.changed('photos');
      return { ...changed, state: activity.folderState(folder) };
    },
    'folders.rescan'() {
      activity.scanAll();
      return {};
    },
    'folders.suggest': async ({ typed }) => ({ folders: await suggestFolders(typed, photosRoot) }),

    'work.pause'() {
      activity.pause();
      return {};
    },
    'work.resume'() {
      activity.resume();
      networks().kick();
      return {};
    },

    'backups.list': () => ({ backups: listBackups(library) }),
    'backups.make': () => store.backUp('daily'),
    'backups.restore': async ({ backup }) => ({ kept: await restore(backup) }),

    'photos.list': ({ offset, limit }) => ({ photos: store.photos.list(limit, offset), total: store.photos.count() }),
    'photos.timeline': () => ({ days: store.timeline.days() }),
    'photos.place': ({ photo }) => ({ place: store.timeline.placeOf(photo) }),
    'photos.get'({ photo }) {
      const found = store.photos.get(photo);
      if (!found) throw new AppError('notFound', 'That photo is not in the library any more.');
      const places = store.files.places(photo).map(({ folder, path }) => ({ folder, path: join(folder, path) }));
      return { ...found, ...metadataOf(photo), places, faces: agedFaces(photo, found.takenAt) };
    },

    'people.list': ({ section, offset, limit }) => {
      const sections = store.people.sections();
      return {
        people: store.people.list(section, limit, offset),
        total: sections[section],
        sections,
        isEarly: store.people.isEarly(),
      };
    },
    'people.get'({ person }) {
      const { first, last } = store.people.span(person);
      const { note, born } = store.remarks.of(person);
      return { person: cardOf(person), firstTakenAt: first, lastTakenAt: last, note, born };
    },
    'people.photos': ({ person, offset, limit }) => ({
      photos: store.photos.ofPerson(person, limit, offset),
      total: cardOf(person).photos,
    }),
    'people.faces': ({ person, offset, limit }) => ({
      faces: store.photos.facesOfPerson(person, limit, offset).map(toFace),
      total: cardOf(person).faces,
    }),
    'people.together'({ person, limit }) {
      const card = cardOf(person);
      const names = store.people.names();
      const found = store.people.together(person, limit).map(({ shared, ...other }) => ({
        person: other,
        photos: shared,
        mentions: [mention(card, names), mention(other, names)] satisfies [string, string],
      }));
      return { people: found };
    },
    'people.favourite'({ people: chosen, favourite }) {
      people.favourite(chosen, favourite);
      return after({});
    },
    'people.note': ({ person, note }) => after(people.note(person, note)),
    'people.born': ({ person, born }) => after(people.born(person, born)),
    'people.suggest': ({ typed }) => ({ people: typed.trim() ? store.people.suggest(typed.trim()) : [] }),
    'people.name'({ person, name, ifTaken }) {
      const result = people.name(person, name, ifTaken);
      if (result.outcome === 'taken') return result;
      said();
      return { outcome: result.outcome, person: result.person };
    },
    'people.merge'({ people: merged, into }) {
      const card = people.merge(merged, into);
      said();
      return card;
    },
    'people.hide'({ people: shown, hidden }) {
      people.hide(shown, hidden);
      said();
      return {};
    },
    'people.split'({ person, faces }) {
      const card = people.split(person, faces);
      said();
      return card;
    },

    async 'people.alike'({ person, limit }) {
      await people.ready();
      cardOf(person);
      const found = people.alike(person, limit);
      return { people: found.map((other) => ({ person: cardOf(other.person), probability: other.probability })) };
    },
    'people.confirm': ({ person, same, different }) => after(people.confirm(person, same, different)),
    'people.cover': ({ person, face }) => after(people.cover(person, face)),
    'people.dissolve'({ person }) {
      people.dissolve(person);
      activity.regroup();
      return after({});
    },
    'faces.assign': ({ faces, person }) => after(people.assign(faces, person)),
    'faces.draw': async ({ photo, box }) => after(toFace(await draw(photo, box))),
    'faces.reject'({ faces }) {
      people.reject(faces);
      return after({});
    },
    'learning.get'() {
      const { shipped, learnt, lessons } = people.learning();
      return { shipped: shipped.threshold, learnt: learnt.threshold, lessons };
    },
    'learning.reset'() {
      people.unlearn();
      return after({});
    },

    ...makeAlbumCalls(store, people, activity),
    ...makeSearchCalls(store),

    async 'questions.next'() {
      await people.ready();
      return nextQuestion();
    },
    'questions.answer'({ left, right, answer, of, keep, insist }) {
      const about = of === 'right' ? right : left;
      if (answer === 'notFace') {
        people.reject([about]);
        return after({ ...recorded('Noted: that is no face.'), ...nextQuestion() });
      }
      if (answer === 'mirror') {
        people.collage([photoOf(about)]);
        return after({
          ...recorded('Noted: on that photo one person may be seen more than once.'),
          ...nextQuestion(),
        });
      }
      const result = people.answer(left, right, answer, { keep, insist });
      switch (result.outcome) {
        case 'twoNames':
          return result;
        case 'onePhoto':
          return { ...result, photo: photoCardOf(result.photo) };
        case 'contradiction': {
          const { earlier } = result;
          const sides = { left: sideOf({ id: earlier.left }), right: sideOf({ id: earlier.right }) };
          const before = earlier.verdict === 'same' ? 'same' : 'different';
          return { ...result, earlier: { ...sides, answer: before, at: earlier.at } };
        }
        default: {
          const { sentence, settledFaces } = result;
          return after({ ...recorded(sentence, settledFaces), ...nextQuestion() });
        }
      }
    },
    'photos.collage'({ photos }) {
      people.collage(photos);
      return after({});
    },

    'said.export': () => people.exportSaid(),
    'said.import': ({ said: portable }) => after(people.importSaid(portable)),

    'history.list': ({ offset, limit }) => ({
      entries: store.facts.history(limit, offset),
      total: store.facts.count(),
    }),
    'history.undo'({ action }) {
      const undone = people.undo(action);
      if (undone) said();
      return { undone };
    },
    'history.redo'() {
      const redone = people.redo();
      if (redone) said();
      return { redone };
    },

    'missing.list': ({ offset, limit }) => ({
      photos: store.missing.list(limit, offset, sep),
      ...store.missing.counts(),
    }),
    'missing.forget'({ photos }) {
      store.missing.forget(photos, new Date().toISOString());
      activity.changed('photos');
      return store.missing.counts();
    },
    'missing.remember'({ photos }) {
      store.missing.remember(photos);
      activity.changed('photos');
      return store.missing.counts();
    },
    async 'missing.empty'() {
      const photos = await emptyForgotten(store, caches);
      activity.changed('photos');
      said();
      return { photos };
    },

    'failures.list': ({ offset, limit }) => ({
      failures: store.files.failures(limit, offset, sep),
      total: store.files.counts().failed,
    }),
    'failures.retry'({ files }) {
      store.files.retry(files);
      activity.kick();
      activity.changed('photos');
      return {};
    },
  };
  return calls;

  function networkList(): NetworkList {
    const { inUse, next, work, failure } = networks();
    return {
      networks: large.networks.map(({ source, ...network }) => ({
        ...network,
        bytes: source.bytes,
        url: source.url,
        sha256: large.sha256Of(network.name) ?? source.sha256,
        calibration: 'Not yet calibrated on labelled photos: it joins faces cautiously, and asks more.',
        isInstalled: large.fileOf(network.name) !== undefined,
      })),
      inUse,
      next: next(),
      work: work(),
      failure: failure(),
    };
  }

  async function watchFolder(path: string, excluded?: string[]) {
    const real = await checkFolder(path, library, photosRoot);
    const watched = store.folders.all().find((folder) => folder.path === real);
    const { id } = watched ?? addFolder(real);
    if (excluded) store.folders.change(id, { ...folderOf(id), excluded });
    const folder = folderOf(id);
    void activity.scan(folder);
    return { ...folder, state: activity.folderState(id) };
  }

  /** A folder that was in the library before brings back everything that was said about its photos. */
  function addFolder(path: string): FolderRecord {
    for (const other of store.folders.all()) refuseOverlap(path, other.path);
    const id = store.folders.add(path, new Date().toISOString());
    refreshFolder(id);
    const folder = store.folders.get(id);
    if (!folder) throw new Error('The folder was not stored.');
    return folder;
  }

  function folderOf(id: number): FolderRecord {
    const folder = store.folders.get(id);
    if (!folder) throw new AppError('notFound', 'That folder is not in the library any more.');
    return folder;
  }

  function cardOf(person: number) {
    const card = store.people.get(person);
    if (!card) throw new AppError('notFound', 'That person is not in the library any more.');
    return card;
  }

  function metadataOf(photo: number) {
    const found = store.metadata.get(photo);
    if (!found) throw new AppError('notFound', 'That photo is not in the library any more.');
    const { takenFrom, takenOffset, latitude, longitude, rating, ratingFrom, title, titleFrom } = found;
    return {
      takenFrom,
      takenOffset,
      position: latitude === null || longitude === null ? null : { latitude, longitude },
      rating: rating === null || ratingFrom === null ? null : { stars: rating, from: ratingFrom },
      title: title === null || titleFrom === null ? null : { text: title, from: titleFrom },
    };
  }

  function agedFaces(photo: number, takenAt: string) {
    return store.photos.facesOf(photo).map((face) => {
      const born = face.person === null ? null : store.remarks.of(face.person).born;
      return { ...toFace(face), ageInMonths: born === null ? null : ageInMonths(born, takenAt) };
    });
  }

  function nextQuestion(): { next: Question | null; remaining: number } {
    const { asked, remaining } = people.nextQuestion();
    if (!asked) return { next: null, remaining };
    const { left, right, probability, gain } = asked;
    return { next: { left: sideOf(left), right: sideOf(right), probability, gain }, remaining };
  }

  function photoOf(face: number): number {
    const found = store.photos.face(face);
    if (!found) throw new AppError('notFound', 'That face is not in the library any more.');
    return found.photo;
  }

  function photoCardOf(photo: number) {
    const found = store.photos.get(photo);
    if (!found) throw new AppError('notFound', 'That photo is not in the library any more.');
    return found;
  }

  function sideOf({ id }: Pick<GroupedFace, 'id'>): Question['left'] {
    const face = store.photos.face(id);
    const photo = face && store.photos.get(face.photo);
    const [place] = face ? store.files.places(face.photo) : [];
    if (!face || !photo || !place || face.person === null) throw new Error(`Face ${id} is in memory but not in store.`);
    return {
      face: face.id,
      photo: face.photo,
      path: join(place.folder, place.path),
      box: [face.x, face.y, face.w, face.h],
      takenAt: photo.takenAt,
      person: cardOf(face.person),
    };
  }

  /** A folder came or went: which photos can be reached, and who is on them? */
  function refreshFolder(folder: number): void {
    const photos = store.files.photosOf(folder);
    store.transaction(() => {
      for (const photo of photos) store.photos.refreshPresence(photo);
      store.people.refresh(photos.flatMap((photo) => store.people.ofPhoto(photo)));
    });
    photos.forEach(people.reloadPhoto);
  }
}

export function toFace({ id, photo, x, y, w, h, confidence, quality, person, name }: FaceRecord): Face {
  return { id, photo, box: [x, y, w, h], confidence, quality, person: person === null ? null : { id: person, name } };
}

function refuseOverlap(path: string, other: string): void {
  if (isWithin(path, other)) {
    throw new AppError('folder', `Kindred already looks after ${other}, and ${path} is inside it.`);
  }
  if (isWithin(other, path)) {
    throw new AppError(
      'folder',
      `${other} is inside this folder and already in the library. Remove it first, then add this one: names stay.`,
    );
  }
}

function recorded(sentence: string, settledFaces = 0) {
  return { outcome: 'recorded' as const, sentence, settledFaces };
}
