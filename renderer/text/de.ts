// Every word on the screen, in German: a room a file, in de/.

import { activityWords } from './de/activity.ts';
import { albumsWords } from './de/albums.ts';
import { appWords } from './de/app.ts';
import { modelsWords } from './de/models.ts';
import { namesWords } from './de/names.ts';
import { namingWords } from './de/naming.ts';
import { peopleWords } from './de/people.ts';
import { photosWords } from './de/photos.ts';
import { reviewWords } from './de/review.ts';
import { searchWords } from './de/search.ts';
import { settingsWords } from './de/settings.ts';
import { shortcutsWords } from './de/shortcuts.ts';
import { startWords } from './de/start.ts';
import { viewerWords } from './de/viewer.ts';
import { workersWords } from './de/workers.ts';
import type { en } from './en.ts';

export const de: typeof en = {
  ...appWords,
  ...startWords,
  ...peopleWords,
  ...namingWords,
  ...photosWords,
  ...viewerWords,
  ...albumsWords,
  ...searchWords,
  ...reviewWords,
  ...activityWords,
  ...settingsWords,
  ...modelsWords,
  ...namesWords,
  ...workersWords,
  ...shortcutsWords,
};
