// A page of the server's own, in words and without a script: to sign in, or to say why there is nothing else to see.

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CONTENT_POLICY, type PageResponse } from '../pages.ts';

export type Language = 'en' | 'de';

/** Such a page has no script to ask the browser which language it speaks. */
export function languageOf(headers: IncomingHttpHeaders): Language {
  return /^de\b/i.test(headers['accept-language'] ?? '') ? 'de' : 'en';
}

const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; color: light-dark(#1f1a17, #f3ede8); background: light-dark(#ffffff, #171412) }
form, main { display: grid; gap: 0.75rem; width: min(20rem, 90vw) }
main { width: min(32rem, 90vw); justify-items: start }
h1 { margin: 0; font-size: 1.5rem }
p { margin: 0 }
[role='alert'] { color: light-dark(#a3230c, #ffb199) }
input, button, a { font: inherit; padding: 0.6rem 0.8rem; border: 1px solid; border-radius: 0.5rem }
button, a { border-color: #b43c12; background: #b43c12; color: #fff; cursor: pointer; text-decoration: none }`;

const PAGE_POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'none'")
  .replace("style-src 'self'", `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`)
  .replace("form-action 'none'", "form-action 'self'");

/** @param body HTML: whatever comes from elsewhere has to be escaped */
export function plainPage(status: number, language: Language, body: string): PageResponse {
  const page = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kindred</title>
<style>${PAGE_STYLE}</style></head>
<body>${body}</body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': PAGE_POLICY,
    'referrer-policy': 'same-origin', // with none, browsers send a form with the Origin “null”
  };
  return { status, headers, body: new TextEncoder().encode(page) };
}

export function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
