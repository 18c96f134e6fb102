// Calls about the folders of the library, and what they hold.

import { z } from 'zod';
import type { SentenceId } from '../sentences/sentence.ts';
import { call, none } from './call.ts';
import { Count, Id } from './terms.ts';

/**
 * What a folder holds and was not read. `beside`: the film of a live photo (of earlier versions); `unreachable`: a link that leads nowhere, or
 * out of bounds; `system`: made by a system or a program for itself; `unsupported`: no decoder reads this format.
 */
export const Skipped = z.object({
  kind: z.enum(['picture', 'video', 'sidecar', 'backup', 'sound', 'document', 'system', 'other', 'folder']),
  reason: z.enum(['notAPhoto', 'unsupported', 'hidden', 'excluded', 'system', 'beside', 'unreachable']),
  count: Count,
  /** Path of the first one, below the folder. */
  example: z.string(),
});

export const Folder = z.object({
  id: Id,
  path: z.string(),
  /** `away`: unplugged or unreachable, so nothing in it counts as missing. */
  state: z.enum(['ready', 'scanning', 'away']),
  photos: Count,
  /** Files that are still to be read. */
  waiting: Count,
  /** By the user: neither scanned nor watched; what is known of its photos stays on the screen. */
  paused: z.boolean(),
  /** Glob patterns: one without a slash fits a name anywhere, one with a slash a path below the folder. */
  excluded: z.array(z.string()),
  /** Ask once a minute instead of listening; null: where the folder lies on a network. */
  polled: z.boolean().nullable(),
  /** People are looked for in its videos. */
  findsInVideos: z.boolean(),
  /** By the last whole scan, the most numerous first. */
  skipped: z.array(Skipped),
});

const AddedFolder = Folder.extend({ isNew: z.boolean() });

export const foldersCalls = {
  /** One that is watched already is scanned again. */
  'folders.add': call(z.object({ path: z.string().min(1) }), AddedFolder, { changes: ['status'], needsFaces: false }),
  /** How many photos there are to try Kindred with; 0: none are at hand. */
  'samples.count': call(none, z.object({ photos: Count }), { reads: [], needsFaces: false }),
  /** Adds the folder that they are in. */
  'samples.add': call(none, AddedFolder, { changes: ['status'], needsFaces: false }),
  'folders.remove': call(z.object({ folder: Id }), none, { changes: ['status', 'people', 'photos'], needsFaces: true }),
  'folders.change': call(
    z.object({
      folder: Id,
      paused: z.boolean().optional(),
      excluded: z
        .array(
          z
            .string()
            .min(1)
            .max(500, 'exclusionTooLong' satisfies SentenceId),
        )
        .max(100, 'exclusionsTooMany' satisfies SentenceId)
        .optional(),
      polled: z.boolean().nullable().optional(),
      findsInVideos: z.boolean().optional(),
    }),
    Folder,
    { changes: ['status'], needsFaces: false },
  ),
  'folders.rescan': call(none, none, { changes: ['status'], needsFaces: false }),
  /** Folders whose path begins with what was typed, for a window that has no native picker. */
  'folders.suggest': call(z.object({ typed: z.string() }), z.object({ folders: z.array(z.string()) }), {
    reads: [],
    needsFaces: false,
  }),
  /** The folders inside of one, for a picker on a page; null: where to begin. A handle stands for what was listed before. */
  'folders.list': call(
    z.object({ folder: z.uuid().nullable().default(null) }),
    z.object({
      folder: z.uuid(),
      /** null: the list of all drives of a Windows machine, which is no folder. */
      path: z.string().nullable(),
      name: z.string(),
      /** null: nothing above it may be listed. */
      above: z.uuid().nullable(),
      inside: z.array(z.object({ folder: z.uuid(), name: z.string() })),
      /** How many there are beside those. */
      left: Count,
    }),
    { reads: [], needsFaces: false },
  ),
  /** How many pictures a folder holds; while that is not `isDone`, ask again. Not `isAll`: there are more. */
  'folders.count': call(
    z.object({ path: z.string().min(1) }),
    z.object({ pictures: Count, isDone: z.boolean(), isAll: z.boolean() }),
    { reads: [], needsFaces: false },
  ),
} as const;

export type Skipped = z.output<typeof Skipped>;
export type Folder = z.output<typeof Folder>;
