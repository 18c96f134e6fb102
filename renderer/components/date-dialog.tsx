// Says when photos were taken and what they are called: one by one, or many at once. The files are not touched.

import { type ReactNode, useId, useState } from 'react';
import type { Photo, Request } from '../../app/contract.ts';
import { editPhotos } from '../commands/photos.ts';
import { sentenceOfError } from '../engine/outcome.ts';
import { useQuery } from '../engine/query.ts';
import { briefMoment } from '../text/format.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import { DateFields, type DateParts, datePartsOf, timeOf } from './date-fields.tsx';
import styles from './date-dialog.module.css';
import fields from './fields.module.css';
import { Modal } from './modal.tsx';

type Change = 'keep' | 'set' | 'shift' | 'own';
type Taken = NonNullable<Request<'photos.edit'>['taken']>;

const CHANGES: readonly Change[] = ['keep', 'set', 'shift', 'own'];
/** The engine takes more, and no camera's clock is wrong by more than this. */
const MOST_HOURS = 24 * 366;
/** From UTC, as they are in use. */
const OFFSETS = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * 60),
  ...[-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75].map((hours) => hours * 60),
]
  .sort((a, b) => a - b)
  .map(offsetOf);

/** The engine takes no more at once. */
export const MOST_DATED = 2000;

interface Props {
  photos: readonly number[];
  /** @param isSaved false: nothing was changed */
  onClose: (isSaved: boolean) => void;
}

export function DateDialog({ photos, onClose }: Props) {
  const [photo] = photos;
  return photo !== undefined && <AboutFirst photo={photo} photos={photos} onClose={onClose} />;
}

/** One photo shows what it says now; of many the first is the example. */
function AboutFirst({ photo, ...props }: Props & { photo: number }) {
  const { value, error } = useQuery('photos.get', { photo });
  return (value !== undefined || error !== undefined) && <Fields first={value} {...props} />;
}

function Fields({ photos, first, onClose }: Props & { first: Photo | undefined }) {
  const isOne = photos.length === 1;
  const before = isOne ? (first?.title?.text ?? '') : '';
  const [change, setChange] = useState<Change>('keep');
  const [parts, setParts] = useState<DateParts>(() => datePartsOf(isOne ? (first?.takenAt ?? null) : null));
  const [hours, setHours] = useState('1');
  const [minutes, setMinutes] = useState('0');
  const [direction, setDirection] = useState<1 | -1>(1);
  const [offset, setOffset] = useState<string>();
  const [title, setTitle] = useState(before);
  const [ownTitles, setOwnTitles] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const labels = text.inHand.dates;

  const shiftMinutes = direction * (Number(hours) * 60 + Number(minutes));
  const taken = takenOf();
  const titled = titleOf();
  const isReady = taken !== 'unfinished' && (taken !== undefined || titled !== undefined);

  /** undefined: as it is. */
  function takenOf(): Taken | null | undefined | 'unfinished' {
    if (change === 'own') return null;
    const said = offset === undefined ? {} : { offset: offset === '' ? null : offset };
    if (change === 'keep') return offset === undefined ? undefined : said;
    if (change === 'shift') return shiftMinutes === 0 ? 'unfinished' : { shiftMinutes, ...said };
    const at = timeOf(parts);
    return at === undefined ? 'unfinished' : { at, ...said };
  }

  function titleOf(): string | null | undefined {
    if (ownTitles) return null;
    const written = title.trim();
    if (written === before) return undefined;
    return written === '' ? null : written;
  }

  async function save(): Promise<void> {
    if (!isReady || isSaving) return;
    setIsSaving(true);
    setProblem(undefined);
    const request = {
      photos: [...photos],
      ...(taken !== undefined && { taken }),
      ...(titled !== undefined && { title: titled }),
    };
    const isSaved = await editPhotos(request, (error) => setProblem(sentenceOfError(error)));
    setIsSaving(false);
    if (isSaved) onClose(true);
  }

  /** What is asked for besides. */
  const more: Partial<Record<Change, ReactNode>> = {
    set: <DateFields parts={parts} onChange={setParts} />,
    shift: (
      <>
        <div className={styles['row']}>
          <select
            aria-label={labels.direction}
            value={direction}
            onChange={(event) => setDirection(event.target.value === '1' ? 1 : -1)}
          >
            <option value="1">{labels.later}</option>
            <option value="-1">{labels.earlier}</option>
          </select>
          <Amount label={labels.hours} value={hours} most={MOST_HOURS} onChange={setHours} />
          <Amount label={labels.minutes} value={minutes} most={59} onChange={setMinutes} />
        </div>
        <p className={styles['hint']}>{example(first?.takenAt ?? null, shiftMinutes)}</p>
      </>
    ),
  };

  return (
    <Modal
      isOpen
      onClose={() => onClose(false)}
      onSubmit={() => void save()}
      title={labels.title(photos.length)}
      description={labels.lead}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{text.cancel}</Button>
          {/* One that is disabled while it works would lose the focus. */}
          <Button look="primary" type="submit" disabled={!isReady} aria-disabled={isSaving}>
            {labels.save}
          </Button>
        </>
      }
    >
      <div className={fields['fields']}>
        <fieldset>
          <legend>{labels.date}</legend>
          {CHANGES.map((each) => (
            <div key={each}>
              <Choice group={`${id}-change`} isChosen={change === each} onChoose={() => setChange(each)}>
                {labels.changes[each]}
              </Choice>
              {change === each && more[each]}
            </div>
          ))}
        </fieldset>
        {change !== 'own' && (
          <label className={styles['field']}>
            <span>{labels.offset}</span>
            <select
              value={offset ?? KEEP}
              onChange={({ target }) => setOffset(target.value === KEEP ? undefined : target.value)}
            >
              <option value={KEEP}>{labels.keepOffset}</option>
              <option value="">{labels.noOffset}</option>
              {OFFSETS.map((each) => (
                <option key={each} value={each}>{`UTC${each}`}</option>
              ))}
            </select>
          </label>
        )}
        <label className={styles['field']}>
          <span>{labels.name}</span>
          <input
            value={title}
            maxLength={1000}
            disabled={ownTitles}
            autoComplete="off"
            placeholder={isOne ? '' : labels.keepTitles}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <Choice isChosen={ownTitles} onChoose={setOwnTitles}>
          {labels.ownTitles}
        </Choice>
        <p role="alert" className={fields['problem']}>
          {problem}
        </p>
      </div>
    </Modal>
  );
}

const KEEP = 'keep';

interface AmountProps {
  label: string;
  value: string;
  most: number;
  onChange: (value: string) => void;
}

function Amount({ label, value, most, onChange }: AmountProps) {
  return (
    <label className={styles['amount']}>
      <input
        type="number"
        inputMode="numeric"
        min={0}
        max={most}
        step={1}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span>{label}</span>
    </label>
  );
}

/** What becomes of the first photo. */
function example(takenAt: string | null, minutes: number): string {
  if (takenAt === null || takenAt.length < '2019-07-04T18:30'.length) return text.inHand.dates.timeless;
  const moved = new Date(Date.parse(`${takenAt.slice(0, 16)}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
  return text.inHand.dates.example(briefMoment(takenAt), briefMoment(moved));
}

/** @param minutes from UTC. @returns +05:45 */
function offsetOf(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const digits = [hours, rest].map((each) => String(each).padStart(2, '0'));
  return `${minutes < 0 ? '-' : '+'}${digits.join(':')}`;
}
