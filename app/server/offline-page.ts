// What a browser keeps, and shows when Kindred does not answer: what may be the reason, and the way back.

import type { IncomingHttpHeaders } from 'node:http';
import type { PageResponse } from '../pages.ts';
import type { Access } from './access.ts';
import { languageOf, plainPage } from './plain-page.ts';

/** @param wanted the language that the screen speaks, else the browser's: en or de */
export function offlinePage(
  wanted: string | null,
  headers: IncomingHttpHeaders,
  { by }: Access['wayBack'],
): PageResponse {
  const language = wanted === 'de' || wanted === 'en' ? wanted : languageOf(headers);
  const { title, reasons, link } = OFFLINE_WORDS[language];
  return plainPage(
    200,
    language,
    `<main>
<h1>${title}</h1>
<p>${reasons[by]}</p>
<a href="/">${link}</a>
</main>`,
  );
}

const OFFLINE_WORDS = {
  en: {
    title: 'Kindred does not answer',
    reasons: {
      key: 'It is not running on this computer now. Start it, then try again.',
      password:
        'The computer with the photos may be off, or this device may have no way to it. Without it there are no photos here.',
    },
    link: 'Try again',
  },
  de: {
    title: 'Kindred antwortet nicht',
    reasons: {
      key: 'Es läuft auf diesem Computer gerade nicht. Starte es und versuch es dann noch einmal.',
      password:
        'Vielleicht ist der Computer mit den Fotos aus, oder dieses Gerät erreicht ihn gerade nicht. Ohne ihn sind hier keine Fotos zu sehen.',
    },
    link: 'Noch einmal versuchen',
  },
};
