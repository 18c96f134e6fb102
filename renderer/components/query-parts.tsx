// What is being looked for, piece by piece: who is on the photos, who is not, from when they are, which words.

import { Fragment, type ReactNode } from 'react';
import type { AlbumRule, PersonCard, QueryPart } from '../../app/contract.ts';
import { days, monthName, playingTime } from '../text/format.ts';
import { text } from '../text/text.ts';
import { FaceImage } from './face.tsx';
import styles from './query-parts.module.css';

export function QueryParts({
  parts,
  people,
  label,
}: {
  parts: readonly QueryPart[];
  people: readonly PersonCard[];
  label: string;
}) {
  const known = new Map(people.map((person) => [person.id, person]));
  return (
    <ul className={styles['parts']} aria-label={label}>
      {parts.map((part) => (
        <li key={JSON.stringify(part)} data-kind={part.kind}>
          <Part part={part} known={known} />
        </li>
      ))}
    </ul>
  );
}

function Part({ part, known }: { part: QueryPart; known: ReadonlyMap<number, PersonCard> }): ReactNode {
  switch (part.kind) {
    case 'with':
      return <Party people={part.people} known={known} />;
    case 'without':
      return (
        <>
          <i>{text.searchPage.without}</i>
          <Party people={part.people} known={known} />
        </>
      );
    case 'lacks':
      return `${text.searchPage.without} ${wordsOfPart(part, [])}`;
    case 'unknown':
      return text.searchPage.unknown(part.text);
    default:
      return wordsOfPart(part, []);
  }
}

function Party({ people, known }: { people: readonly number[]; known: ReadonlyMap<number, PersonCard> }) {
  return people.map((id, place) => {
    const person = known.get(id);
    return (
      <Fragment key={id}>
        {place > 0 && <i>{text.searchPage.or}</i>}
        {person && <FaceImage face={person.cover} />}
        {person?.name ?? text.peoplePage.unnamedHere}
      </Fragment>
    );
  });
}

export function lengthOf(longer: number | null, shorter: number | null): string {
  const { videos, longerThan, shorterThan } = text.searchPage;
  const limits = [
    ...(longer === null ? [] : [longerThan(playingTime(longer))]),
    ...(shorter === null ? [] : [shorterThan(playingTime(shorter))]),
  ];
  return [videos, ...limits].join(' ');
}

/** A part in words, for where there is no room for faces. */
export function wordsOfPart(part: QueryPart, people: readonly PersonCard[]): string {
  switch (part.kind) {
    case 'with':
    case 'without':
      return namesOf(part.people, people);
    case 'days':
      return spanOf(part.from, part.to);
    case 'months':
      return part.months.map(monthName).join(` ${text.searchPage.or} `);
    case 'favourites':
      return text.searchPage.favourites;
    case 'lacks':
      return text.searchPage.lacked[part.what];
    case 'videos':
      return lengthOf(part.longer, part.shorter);
    case 'word':
    case 'unknown':
      return text.searchPage.contains(part.text);
  }
}

export function namesOf(ids: readonly number[], people: readonly PersonCard[]): string {
  return ids
    .map((id) => people.find((person) => person.id === id)?.name ?? text.peoplePage.unnamedHere)
    .join(` ${text.searchPage.or} `);
}

function spanOf(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return days(from, to);
  if (from !== null) return text.searchPage.since(days(from, from));
  return to === null ? '' : text.searchPage.until(days(to, to));
}

/** An album as the pieces of a query. */
export function partsOfRule({
  with: parties,
  without,
  from,
  to,
  months,
  favourites,
  lacks,
  words,
  videos,
}: AlbumRule): QueryPart[] {
  return [
    ...parties.map((people): QueryPart => ({ kind: 'with', people })),
    ...(without.length > 0 ? [{ kind: 'without', people: without } satisfies QueryPart] : []),
    ...(from !== null || to !== null ? [{ kind: 'days', from, to } satisfies QueryPart] : []),
    ...(months.length > 0 ? [{ kind: 'months', months } satisfies QueryPart] : []),
    ...(favourites ? [{ kind: 'favourites' } satisfies QueryPart] : []),
    ...lacks.map((what): QueryPart => ({ kind: 'lacks', what })),
    ...(videos === null ? [] : [{ kind: 'videos', ...videos } satisfies QueryPart]),
    ...words.map((word): QueryPart => ({ kind: 'word', text: word })),
  ];
}
