// The search box: names, dates and words in one line, completed while they are typed; Enter searches.

import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { CalendarDays, FolderOpen, LibraryBig, MapPin, Search, X } from 'lucide-react';
import type { Suggestion } from '../../app/contract.ts';
import { useSuggestions } from '../engine/suggestions.ts';
import { go } from '../router.ts';
import { month, year } from '../text/format.ts';
import { text } from '../text/text.ts';
import { Combobox } from './combobox/combobox.tsx';
import option from './combobox/combobox.module.css';
import { PersonOption } from './combobox/person-option.tsx';
import { focusContent, focusSearchBox } from './focus.ts';
import styles from './search-box.module.css';
import { UnseenSubmit } from './unseen-submit.tsx';

export function SearchBox({ query = '', size = 'small' }: { query?: string; size?: 'small' | 'large' }) {
  const [typed, setTyped] = useState(query);
  const [shown, setShown] = useState(query);
  const [isOpen, setIsOpen] = useState(false);
  const suggested = useSuggestions('search.suggest', { typed }, isOpen && typed.trim() !== '');
  const input = useRef<HTMLInputElement>(null);

  // Back and forward in the history change what is searched for.
  if (shown !== query) {
    setShown(query);
    setTyped(query);
  }

  function search(words: string): void {
    if (words.trim() === '') return;
    // Another page has a box of its own.
    if (document.activeElement === input.current) focusSearchBox();
    go({ page: 'search', query: words.trim() });
  }

  /** An open list is closed first; then keys are the page's again. */
  function leave(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Escape' || event.currentTarget.ariaExpanded === 'true') return;
    setTyped(query);
    focusContent(event.currentTarget);
  }

  function choose(suggestion: Suggestion): void {
    if (suggestion.kind === 'album') {
      go({ page: 'album', album: suggestion.album });
      return;
    }
    const words = typed.slice(0, suggestion.start) + wordsOf(suggestion);
    setTyped(words);
    search(words);
  }

  return (
    <search className={styles['form']} data-size={size}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <div className={styles['field']}>
          <Search aria-hidden />
          <Combobox
            text={typed}
            onText={setTyped}
            items={typed.trim() === '' ? [] : suggested?.suggestions}
            keyOf={keyOf}
            onChoose={choose}
            list={text.searchPage.suggestions}
            onOpen={setIsOpen}
            field={{
              ref: input,
              className: styles['input'],
              'aria-label': text.searchPage.label,
              placeholder: text.searchPage.placeholder,
              maxLength: 1000,
              enterKeyHint: 'search',
              onKeyDown: leave,
            }}
          >
            {(suggestion) => <Option suggestion={suggestion} />}
          </Combobox>
          {typed !== '' && (
            <button
              type="button"
              className={styles['clear']}
              aria-label={text.searchPage.clear}
              onClick={() => {
                setTyped('');
                input.current?.focus();
              }}
            >
              <X aria-hidden />
            </button>
          )}
        </div>
        <UnseenSubmit label={text.pages.search} />
      </form>
    </search>
  );
}

function Option({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.kind === 'person') return <PersonOption person={suggestion.person} />;
  return (
    <>
      <span className={option['sign']}>{SUGGESTION_ICONS[suggestion.kind]}</span>
      <span className={option['name']}>{nameOf(suggestion)}</span>
      <span className={option['count']}>
        {suggestion.kind === 'album' ? text.searchPage.album : text.photos(suggestion.photos)}
      </span>
    </>
  );
}

const SUGGESTION_ICONS = {
  folder: <FolderOpen aria-hidden />,
  date: <CalendarDays aria-hidden />,
  place: <MapPin aria-hidden />,
  album: <LibraryBig aria-hidden />,
};

/** What the engine understands in place of what was typed. */
function wordsOf(suggestion: Exclude<Suggestion, { kind: 'album' }>): string {
  switch (suggestion.kind) {
    case 'person':
      return suggestion.text;
    case 'folder':
    case 'place':
      return `"${suggestion.name}"`;
    case 'date':
      return nameOf(suggestion);
  }
}

function nameOf(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'person':
      return suggestion.person.name ?? text.peoplePage.unnamed;
    case 'folder':
    case 'place':
    case 'album':
      return suggestion.name;
    case 'date':
      return suggestion.date.length === 4 ? year(`${suggestion.date}-01-01`) : month(`${suggestion.date}-01`);
  }
}

function keyOf(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'person':
      return `person ${suggestion.person.id}`;
    case 'folder':
      return `folder ${suggestion.path}`;
    case 'place':
      return `place ${suggestion.name}`;
    case 'date':
      return `date ${suggestion.date}`;
    case 'album':
      return `album ${suggestion.album}`;
  }
}
