// The search box: names, dates and words in one line, completed while they are typed; Enter searches.

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { CalendarDays, FolderOpen, LibraryBig, Search, X } from 'lucide-react';
import type { Suggestion } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { go } from '../router.ts';
import { month, year } from '../text/format.ts';
import { text } from '../text/text.ts';
import { FaceImage } from './face.tsx';
import styles from './search-box.module.css';
import { awaitSearch, takeSearchFocus } from './search-focus.ts';

export function SearchBox({ query = '', size = 'small' }: { query?: string; size?: 'small' | 'large' }) {
  const [typed, setTyped] = useState(query);
  const [shown, setShown] = useState(query);
  const [isOpen, setIsOpen] = useState(false);
  const suggestions = useSuggestions(isOpen ? typed : '');
  const input = useRef<HTMLInputElement>(null);

  // Back and forward in the history change what is searched for.
  if (shown !== query) {
    setShown(query);
    setTyped(query);
  }

  useEffect(() => {
    if (takeSearchFocus()) input.current?.focus();
  }, []);

  function search(words: string): void {
    setIsOpen(false);
    if (words.trim() === '') return;
    // Another page has a box of its own.
    if (document.activeElement === input.current) awaitSearch();
    go({ page: 'search', query: words.trim() });
    requestAnimationFrame(() => input.current?.isConnected === true && takeSearchFocus());
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
        <Autocomplete.Root
          items={suggestions}
          filter={null}
          value={typed}
          open={isOpen && suggestions.length > 0}
          onOpenChange={setIsOpen}
          onValueChange={(value, { reason }) => {
            if (reason === 'item-press') return;
            setTyped(value);
            setIsOpen(true);
          }}
          itemToStringValue={keyOf}
        >
          <div className={styles['field']}>
            <Search aria-hidden />
            <Autocomplete.Input
              ref={input}
              className={styles['input']}
              aria-label={text.searchPage.label}
              placeholder={text.searchPage.placeholder}
              maxLength={1000}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="search"
            />
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
          <Autocomplete.Portal>
            <Autocomplete.Positioner className={styles['positioner']} sideOffset={6} align="start">
              <Autocomplete.Popup className={styles['popup']}>
                <Autocomplete.List aria-label={text.searchPage.suggestions}>
                  {(suggestion: Suggestion) => (
                    <Autocomplete.Item
                      key={keyOf(suggestion)}
                      value={suggestion}
                      className={styles['item']}
                      onClick={() => choose(suggestion)}
                    >
                      <Shape suggestion={suggestion} />
                      <span className={styles['name']}>{nameOf(suggestion)}</span>
                      <span className={styles['count']}>
                        {suggestion.kind === 'album'
                          ? text.searchPage.album
                          : text.photos(suggestion.kind === 'person' ? suggestion.person.photos : suggestion.photos)}
                      </span>
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
        <button type="submit" className={styles['submit']} tabIndex={-1} aria-label={text.pages.search} />
      </form>
    </search>
  );
}

function Shape({ suggestion }: { suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case 'person':
      return (
        <span className={styles['face']}>
          <FaceImage face={suggestion.person.cover} />
        </span>
      );
    case 'folder':
      return <FolderOpen aria-hidden />;
    case 'date':
      return <CalendarDays aria-hidden />;
    case 'album':
      return <LibraryBig aria-hidden />;
  }
}

/** What the engine understands in place of what was typed. */
function wordsOf(suggestion: Exclude<Suggestion, { kind: 'album' }>): string {
  switch (suggestion.kind) {
    case 'person':
      return suggestion.text;
    case 'folder':
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
    case 'date':
      return `date ${suggestion.date}`;
    case 'album':
      return `album ${suggestion.album}`;
  }
}

/** The last ones stay until the next are there, so that the list does not blink. */
function useSuggestions(typed: string): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const show = (found: Suggestion[]) => isCurrent && setSuggestions(found);
    if (typed.trim() === '') show([]);
    // One can search without suggestions just as well.
    else
      call('search.suggest', { typed }).then(
        (reply) => show(reply.suggestions),
        () => show([]),
      );
    return () => {
      isCurrent = false;
    };
  }, [typed]);
  return suggestions;
}
