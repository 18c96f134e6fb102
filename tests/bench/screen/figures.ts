// What was measured, beside what it may be: a figure beyond its limit fails the measurement.

export interface Figure {
  what: string;
  /** null: it could not be measured, which fails as well where there is a limit. */
  value: number | null;
  unit: string;
  /** None: it is told, and not judged. */
  atMost?: number;
  atLeast?: number;
}

export function isMissed({ value, atMost, atLeast }: Figure): boolean {
  if (atMost === undefined && atLeast === undefined) return false;
  return value === null || value > (atMost ?? Infinity) || value < (atLeast ?? -Infinity);
}

export function lineOf(figure: Figure, width: number): string {
  const { what, value, unit, atMost, atLeast } = figure;
  const is = value === null ? 'not to be had' : `${value} ${unit}`.trim();
  const limit = atMost !== undefined ? `of ${atMost}` : atLeast !== undefined ? `of ≥ ${atLeast}` : '';
  return `${what.padEnd(width)}  ${is.padStart(14)}  ${limit}${isMissed(figure) ? '  MISSED' : ''}`.trimEnd();
}
