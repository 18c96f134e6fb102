// How far the library is and what is the matter with it, as the windows show it.

import type { Status } from '../contract.ts';
import type { People } from '../people/index.ts';
import type { MetadataReader } from '../photos/exiftool.ts';
import type { Queue } from '../photos/queue.ts';
import type { WatchedFolders } from '../photos/watched-folders.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import type { Regrouping } from './regrouping.ts';
import type { Pausing } from './pausing.ts';
import { timeLeftTeller } from './time-left.ts';
import type { VideoPeople } from './video-people.ts';

export interface StatusOptions {
  store: Store;
  people: People;
  metadata: Pick<MetadataReader, 'trouble'>;
  pausing: Pausing;
  folders: WatchedFolders;
  queue: Queue;
  videos: VideoPeople;
  regrouping: Regrouping;
  /** Other machines that analyse photos, as far as they have said so. */
  workers(): Status['workers'];
  /** Originals that are copied to a folder. */
  copying(): Status['copying'];
  /** What else is the matter, that has to do with no photo. */
  otherTrouble(): Status['problem'] | undefined;
}

/** @returns what says it as of now; the time that is left gets surer the more often it is asked */
export function statusTeller({ store, people, metadata, pausing, ...parts }: StatusOptions): () => Status {
  const { folders, queue, videos, regrouping, workers, copying, otherTrouble } = parts;
  const tellTimeLeft = timeLeftTeller();

  return () => {
    const { remaining, important } = people.nextQuestion();
    const { waiting, done, failed } = store.files.counts();
    const peopleBySection = store.people.sections();
    const photosPerSecond = queue.isBusy() ? queue.speed() : null;
    const activity = activityNow();
    const photosLeft = tellTimeLeft({
      at: performance.now(),
      finished: queue.finished(),
      waiting,
      isReading: queue.isBusy() && pausing.reason() === null,
      isCounted: !folders.isScanning(),
    });
    return {
      activity,
      pausedBy: pausing.reason(),
      photos: { total: waiting + done + failed, done, waiting, failed },
      faces: store.photos.faceCount(),
      people: peopleBySection.main + peopleBySection.seldom + peopleBySection.hidden,
      peopleBySection,
      questions: remaining,
      importantQuestions: important,
      loaded: people.loaded(),
      photosPerSecond,
      secondsLeft: activity === 'videos' ? videos.secondsLeft() : photosLeft,
      workers: workers(),
      copying: copying(),
      videos: videos.counts(),
      videosUnseen: videos.hasDecoder() === false ? store.videos.withoutPoster() : 0,
      folders: store.folders.all().map((folder) => ({ ...folder, state: folders.state(folder.id) })),
      problem:
        people.trouble() ??
        queue.problem() ??
        videos.problem() ??
        folders.trouble() ??
        otherTrouble() ??
        awayProblem() ??
        metadata.trouble(),
    };
  };

  function activityNow(): Status['activity'] {
    if (pausing.reason() !== null) return 'paused';
    if (queue.isBusy()) return 'reading';
    if (people.loaded() < 1 && people.isBusy()) return 'opening';
    if (folders.isScanning()) return 'scanning';
    if (videos.isBusy()) return 'videos';
    return regrouping.isBusy() ? 'grouping' : 'idle';
  }

  function awayProblem(): Status['problem'] {
    const away = store.folders.all().find((folder) => folders.state(folder.id) === 'away');
    if (!away) return null;
    return {
      message: sentence('folderAway', { path: away.path }),
      hint: sentence('folderAwayHint'),
    };
  }
}
