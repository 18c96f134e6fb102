// What cannot be missing: the value, or a loud error instead of a default that would hide a bug.

/** @param what in words that end well before “is missing”. @throws Error, which is a bug */
export function ensure<Value>(value: Value | null | undefined, what = 'What must be there'): Value {
  if (value === undefined || value === null) throw new Error(`${what} is missing.`);
  return value;
}
