// What failed, file by file: files that could not be read, and videos in which people could not be looked for.

import { z } from 'zod';
import { type Database, query } from './database.ts';
import { FAILED_ANALYSIS, SEARCHED_FILE, SEARCHED_VIDEO } from './moments.ts';
import { sentenceFrom } from './sentences.ts';

const FailureRow = z
  .object({
    file: z.number(),
    what: z.enum(['file', 'peopleInVideo']),
    path: z.string(),
    reason: z.string(),
    words: z.string().nullable(),
    attempts: z.number(),
    retryAt: z.string().nullable(),
  })
  .transform(({ reason, words, ...row }) => ({ ...row, reason: sentenceFrom(reason, words) }));

export function failureStore(database: Database) {
  const list = query(
    database,
    FailureRow,
    `SELECT file, what, root || :separator || name AS path, reason, words, attempts, retryAt FROM (
       SELECT file.id AS file, 'file' AS what, folder.path AS root, file.path AS name, reason, reason_words AS words,
         attempts, retry_at AS retryAt
       FROM file JOIN folder ON folder.id = file.folder WHERE removed_at IS NULL AND state = 'failed'
       UNION ALL
       -- A video that lies there twice is looked through once.
       SELECT min(file.id), 'peopleInVideo', folder.path, file.path, analysis.reason, analysis.reason_words,
         analysis.attempts, analysis.retry_at
       FROM video_analysis AS analysis JOIN photo ON photo.id = analysis.photo JOIN video ON video.photo = photo.id
         JOIN file ON file.photo = photo.id JOIN folder ON folder.id = file.folder
       WHERE ${SEARCHED_VIDEO} AND ${SEARCHED_FILE} AND ${FAILED_ANALYSIS} GROUP BY photo.id)
     ORDER BY root, name, file LIMIT :limit OFFSET :offset`,
  );
  return {
    /** @param version of the analysis of videos today; null: their failures are left out */
    list: (version: number | null, page: { limit: number; offset: number; separator: string }) =>
      list.all({ ...page, version }),
  };
}
