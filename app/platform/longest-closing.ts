// How long a library may take to close: what then still goes on is ended as a crash would end it, which loses nothing.

/** Closing takes a moment, as everything that runs gives up; a disk that does not answer may keep it waiting. */
export const LONGEST_CLOSING_MS = 5_000;
