// A date as far as it is known: a year, and a month, a day and a time where there is more to say.

import { monthName } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './date-dialog.module.css';

/** As typed; empty: not known. */
export interface DateParts {
  year: string;
  /** 01 to 12. */
  month: string;
  day: string;
  /** 18:30. */
  time: string;
}

const EARLIEST_YEAR = 1826;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface Props {
  parts: DateParts;
  onChange: (parts: DateParts) => void;
}

export function DateFields({ parts, onChange }: Props) {
  const labels = text.inHand.dates;
  return (
    <div className={styles['row']}>
      <label className={styles['part']}>
        <span>{labels.year}</span>
        <input
          type="number"
          inputMode="numeric"
          min={EARLIEST_YEAR}
          required
          value={parts.year}
          onChange={(event) => onChange({ ...parts, year: event.target.value })}
        />
      </label>
      <label className={styles['part']}>
        <span>{labels.month}</span>
        <select value={parts.month} onChange={(event) => onChange({ ...parts, month: event.target.value })}>
          <option value="">{labels.unknown}</option>
          {MONTHS.map((month) => (
            <option key={month} value={twoDigits(month)}>
              {monthName(month)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles['part']}>
        <span>{labels.day}</span>
        <input
          type="number"
          inputMode="numeric"
          min={1}
          max={31}
          disabled={parts.month === ''}
          value={parts.day}
          onChange={(event) => onChange({ ...parts, day: event.target.value })}
        />
      </label>
      <label className={styles['part']}>
        <span>{labels.time}</span>
        <input
          type="time"
          step={1}
          disabled={parts.month === '' || parts.day === ''}
          value={parts.time}
          onChange={(event) => onChange({ ...parts, time: event.target.value })}
        />
      </label>
    </div>
  );
}

/** @param takenAt 2019, 2019-07, 2019-07-04 or with its time; null: nothing is known */
export function datePartsOf(takenAt: string | null): DateParts {
  const [date = '', time = ''] = (takenAt ?? '').split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month, day: day === '' ? '' : String(Number(day)), time };
}

/** As the contract has it; undefined: there is no whole year. Whether there was such a day, the engine says. */
export function timeOf({ year, month, day, time }: DateParts): string | undefined {
  if (!/^\d{4}$/.test(year)) return undefined;
  if (month === '') return year;
  if (day === '') return `${year}-${month}`;
  const date = `${year}-${month}-${twoDigits(Number(day))}`;
  return time === '' ? date : `${date}T${time}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
