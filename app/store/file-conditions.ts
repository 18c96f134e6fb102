// What more than one store asks of files, in SQL.

/** It cannot be opened by its path, so nothing is known of its size. */
export const IS_REFUSED = `state = 'failed' AND size = 0 AND modified = 0`;

/** @returns SQL: `other` is of the stack of `file` */
export const isOfStack = (other: string) => `${other}.folder = file.folder AND ${other}.stack = file.stack`;
