// Why a picture cannot be read, in words for the person whose photo it is.

import { AppError, codeOf, messageOf } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

const UNREADABLE_SENTENCES = {
  empty: 'photoEmpty',
  other: 'photoOther',
  video: 'photoVideo',
  videoDamaged: 'videoDamaged',
  videoTime: 'videoTime',
  damaged: 'photoDamaged',
  tooLarge: 'photoTooLarge',
  noPreview: 'photoNoPreview',
  memory: 'photoMemory',
  forbidden: 'photoForbidden',
} as const;

export function unreadable(reason: keyof typeof UNREADABLE_SENTENCES, cause?: unknown): AppError {
  return new AppError('photo', sentence(UNREADABLE_SENTENCES[reason]), { cause });
}

/** A video took so long though it hardly had the processors: the machine or its drive is busy, which another try may show. */
export function heldUp(cause: unknown): AppError {
  return new AppError('busy', sentence('videoTime'), { cause });
}

/**
 * What reading a file threw, as an AppError `photo` where the picture itself is at fault; all else (a drive that went,
 * a file that is gone) is worth another try, and stays as it is.
 */
export function blame(cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const code = codeOf(cause);
  if (code === 'EACCES' || code === 'EPERM') return unreadable('forbidden', cause);
  if (code === 'ERR_FS_FILE_TOO_LARGE') return unreadable('tooLarge', cause);
  const message = messageOf(cause);
  if (/^E[A-Z]+$/.test(code ?? '') || /input file is missing|(?:unix|windows|system) error/i.test(message))
    return cause;
  if (/pixel limit|dimensions/i.test(message)) return unreadable('tooLarge', cause);
  if (/out of memory|allocation failed/i.test(message)) return unreadable('memory', cause);
  if (/not configured|not supported/i.test(message)) return unreadable('other', cause);
  // The first bytes said that this is a picture.
  return unreadable('damaged', cause);
}
