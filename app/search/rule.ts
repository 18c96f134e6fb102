// From what was understood to a rule that the store can follow, and from an album's words to the same.

import { asksForSomething } from '../contract.ts';
import type { AlbumRule, Rule } from '../store/index.ts';
import { calledLike, type Named, type Part } from './query.ts';

/** Every photo fits it. */
export function openRule(): AlbumRule {
  return {
    with: [],
    without: [],
    from: null,
    to: null,
    months: [],
    favourites: false,
    lacks: [],
    words: [],
    videos: null,
  };
}

/** A person who is asked for twice, as by a name of which one word is misspelt, is asked for once. */
export function distinct(parts: readonly Part[]): Part[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const known = seen.size;
    return seen.add(JSON.stringify(part)).size > known;
  });
}

/** All parts hold at once: two spans of days leave what they have in common. null: nothing was asked for. */
export function ruleOf(parts: readonly Part[]): AlbumRule | null {
  const rule = openRule();
  for (const part of distinct(parts)) {
    switch (part.kind) {
      case 'with':
        rule.with.push(part.people);
        break;
      case 'without':
        rule.without.push(...part.people);
        break;
      case 'days':
        rule.from = later(rule.from, part.from);
        rule.to = earlier(rule.to, part.to);
        break;
      case 'months':
        rule.months.push(...part.months);
        break;
      case 'favourites':
        rule.favourites = true;
        break;
      case 'lacks':
        rule.lacks.push(part.what);
        break;
      case 'videos':
        rule.videos = {
          longer: greatest(rule.videos?.longer ?? null, part.longer),
          shorter: least(rule.videos?.shorter ?? null, part.shorter),
        };
        break;
      case 'word':
        rule.words.push(part.text);
        break;
      case 'unknown':
        break;
      default:
        return part satisfies never;
    }
  }
  return asksForSomething(rule) ? rule : null;
}

/** A word may also be the beginning of a name: of all people who have such a name today. */
export function toRule({ words, ...rule }: AlbumRule, names: readonly Named[]): Rule {
  return {
    ...rule,
    album: null,
    words: words.map((text) => ({ text: text.replaceAll('\\', '/'), people: calledLike(text, names) })),
  };
}

/** Every photo that the user put into an album. */
export function inAlbum(album: number): Rule {
  return { ...openRule(), album, words: [] };
}

function greatest(a: number | null, b: number | null): number | null {
  return a !== null && b !== null ? Math.max(a, b) : (a ?? b);
}

function least(a: number | null, b: number | null): number | null {
  return a !== null && b !== null ? Math.min(a, b) : (a ?? b);
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && b !== null ? (a > b ? a : b) : (a ?? b);
}

function earlier(a: string | null, b: string | null): string | null {
  return a !== null && b !== null ? (a < b ? a : b) : (a ?? b);
}
