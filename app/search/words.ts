// What was typed, cut into words; and when two words are the same for whoever types them.

export interface Token {
  text: string;
  /** As it is compared: without capitals and accents. */
  folded: string;
  /** Where it begins in what was typed. */
  start: number;
  end: number;
  /** In quotation marks: meant as it stands. */
  isQuoted: boolean;
}

const PIECE = /["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s,;"“”„«»]+/gu;

export function tokenize(typed: string): Token[] {
  return [...typed.matchAll(PIECE)].map(({ 0: whole, 1: quoted, index }) => {
    const text = (quoted ?? whole).trim();
    return { text, folded: fold(text), start: index, end: index + whole.length, isQuoted: quoted !== undefined };
  });
}

/** Without capitals and accents, so that muller finds Müller. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
}
