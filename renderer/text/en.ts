// Every word on the screen, in English: a room a file, in en/.

import { activityWords } from './en/activity.ts';
import { albumsWords } from './en/albums.ts';
import { appWords } from './en/app.ts';
import { modelsWords } from './en/models.ts';
import { namesWords } from './en/names.ts';
import { namingWords } from './en/naming.ts';
import { peopleWords } from './en/people.ts';
import { photosWords } from './en/photos.ts';
import { reviewWords } from './en/review.ts';
import { searchWords } from './en/search.ts';
import { settingsWords } from './en/settings.ts';
import { shortcutsWords } from './en/shortcuts.ts';
import { startWords } from './en/start.ts';
import { viewerWords } from './en/viewer.ts';
import { workersWords } from './en/workers.ts';

export const en = {
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
