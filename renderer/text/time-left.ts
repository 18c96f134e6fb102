// How long the scan still takes, in words that get coarser the longer it is: nobody trusts seconds an hour ahead.

import { text } from './text.ts';

const QUARTER_HOUR = 15;

export function timeLeft(seconds: number): string {
  if (seconds < 60) return text.timeLeft.moment;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return text.timeLeft.minutes(minutes);
  if (minutes >= 6 * 60) return text.timeLeft.hours(Math.round(minutes / 60));
  const quarters = Math.round(minutes / QUARTER_HOUR);
  const hours = Math.floor(quarters / 4);
  const rest = (quarters % 4) * QUARTER_HOUR;
  return rest === 0 ? text.timeLeft.hours(hours) : text.timeLeft.hoursAndMinutes(hours, rest);
}
