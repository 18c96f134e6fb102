// What someone sees who opened an address that leads nowhere or is not for them: why, in words, and the way back.

import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../errors.ts';
import type { PageResponse } from '../pages.ts';
import { english } from '../sentences/english.ts';
import { german } from '../sentences/german.ts';
import { inWords, type Sentence } from '../sentences/sentence.ts';
import type { Access } from './access.ts';
import { escapedHtml, languageOf, plainPage } from './plain-page.ts';

/** Whether a person looks at what comes back: pages are asked for as HTML; calls, events and pictures are not. */
export function isSeen({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

export function refusalPage(
  status: number,
  { code, sentence }: { code: ErrorCode; sentence: Sentence },
  headers: IncomingMessage['headers'],
  { address, by }: Access['wayBack'],
): PageResponse {
  const language = languageOf(headers);
  const words = REFUSAL_WORDS[language];
  const said = inWords(language === 'de' ? german : english, sentence);
  const { title, more, link } =
    code === 'refused' ? words.refused[by] : code === 'notFound' ? words.notFound : words.failed;
  return plainPage(
    status,
    language,
    `<main>
<h1>${title}</h1>
<p role="alert">${escapedHtml(said)}</p>
${more === '' ? '' : `<p>${more}</p>`}
<a href="${escapedHtml(address)}">${link}</a>
</main>`,
  );
}

const REFUSAL_WORDS = {
  en: {
    refused: {
      key: {
        title: 'Kindred does not know this browser',
        more: 'Or start Kindred once more, as you always do: it is found running, and opens here by itself.',
        link: 'Try again',
      },
      password: { title: 'Not signed in', more: '', link: 'Sign in' },
    },
    notFound: { title: 'There is nothing here', more: '', link: 'Open Kindred' },
    failed: { title: 'This did not work', more: '', link: 'Open Kindred' },
  },
  de: {
    refused: {
      key: {
        title: 'Kindred kennt diesen Browser nicht',
        more: 'Oder starte Kindred noch einmal wie immer: Es merkt, dass es schon läuft, und öffnet sich hier von selbst.',
        link: 'Noch einmal versuchen',
      },
      password: { title: 'Nicht angemeldet', more: '', link: 'Anmelden' },
    },
    notFound: { title: 'Hier ist nichts', more: '', link: 'Kindred öffnen' },
    failed: { title: 'Das hat nicht geklappt', more: '', link: 'Kindred öffnen' },
  },
};
