// "Is this also Anna?": the people who may be the same, to tick and to cross, as many at once as one likes.

import { useState } from 'react';
import { Check, UserRoundCheck } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { PeopleSkeleton } from '../../components/skeleton.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { useOnce } from '../../components/use-once.ts';
import { useQuery } from '../../engine/query.ts';
import { confirmPeople } from '../../commands/people.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './alike-people.module.css';
import { AlikeTile, type AlikeAnswer } from './alike-tile.tsx';

const NARROWEST_ALIKE_TILE = { wide: 176, narrow: 150 };
/** Name, count and the two answers below the face. */
const ALIKE_WORDS_HEIGHT = 104;

/** What was ticked and crossed outlives a look at one of the candidates. */
const drafts = new Map<number, ReadonlyMap<number, AlikeAnswer>>();

export function AlikePeople({ person, name }: { person: number; name: string | null }) {
  const { value, error, retry } = useQuery('people.alike', { person });
  const [choices, setChoices] = useState(() => drafts.get(person) ?? new Map<number, AlikeAnswer>());
  const [isAsking, setIsAsking] = useState(false);
  const once = useOnce();

  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (value === undefined) return <PeopleSkeleton />;
  const candidates = value.people.map((each) => each.person);
  if (candidates.length === 0) return <Nobody person={person} />;

  const change = (next: ReadonlyMap<number, AlikeAnswer>) => {
    drafts.set(person, next);
    setChoices(next);
  };
  const choose = (candidate: number, choice: AlikeAnswer | undefined) => {
    const next = new Map(choices);
    if (choice === undefined || choice === next.get(candidate)) next.delete(candidate);
    else next.set(candidate, choice);
    change(next);
  };
  const chosen = (choice: AlikeAnswer) => candidates.filter(({ id }) => choices.get(id) === choice);
  const [same, different] = [chosen('same'), chosen('different')];
  const { staying, going } = namesAfter(same, name);
  const clear = () => change(new Map());
  const save = () =>
    once('save', async () => {
      const [yes, no] = [same.map(({ id }) => id), different.map(({ id }) => id)];
      if ((await confirmPeople(person, yes, no)) === undefined) return;
      // Others may have been ticked meanwhile.
      const [now, said] = [drafts.get(person) ?? choices, new Set([...yes, ...no])];
      change(new Map([...now].filter(([id]) => !said.has(id))));
    });

  return (
    <>
      <h2 className={styles['title']}>{text.alike.title(name)}</h2>
      <p className={styles['lead']}>{text.alike.lead}</p>
      <div className={styles['wall']}>
        <TileGrid
          total={candidates.length}
          narrowest={NARROWEST_ALIKE_TILE}
          extra={ALIKE_WORDS_HEIGHT}
          label={text.alike.candidates}
          onReach={ignore}
        >
          {(index) => {
            const candidate = candidates[index];
            return (
              candidate && (
                <AlikeTile
                  key={candidate.id}
                  person={candidate}
                  choice={choices.get(candidate.id)}
                  onChoose={(choice) => choose(candidate.id, choice)}
                />
              )
            );
          }}
        </TileGrid>
      </div>
      {same.length + different.length > 0 && (
        <SelectionBar label={text.alike.answered(same.length, different.length)} onClear={clear}>
          <Button
            look="primary"
            icon={<Check aria-hidden />}
            onClick={() => (going.length > 0 ? setIsAsking(true) : void save())}
          >
            {text.alike.save}
          </Button>
        </SelectionBar>
      )}
      <Confirm
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={text.alike.namesTitle}
        action={text.alike.namesConfirm}
        look="primary"
        onConfirm={() => void save()}
      >
        {text.alike.namesBody(going, staying)}
      </Confirm>
    </>
  );
}

function Nobody({ person }: { person: number }) {
  return (
    <Notice
      icon={<UserRoundCheck />}
      title={text.alike.none}
      action={<ButtonLink href={addressOf({ page: 'person', person, view: 'photos' })}>{text.alike.back}</ButtonLink>}
    >
      {text.alike.noneBody}
    </Notice>
  );
}

/** Who is unnamed takes over the name of those on the most photos; everyone else's goes. */
function namesAfter(same: readonly PersonCard[], own: string | null): { staying: string; going: string[] } {
  const byPhotos = same.toSorted((a, b) => b.photos - a.photos).map(({ name }) => name);
  const [staying = '', ...going] = new Set([own, ...byPhotos].filter((name) => name !== null));
  return { staying, going };
}

function ignore(): void {
  // All candidates are there at once.
}
