// Who may talk to a server that other machines reach: whoever signed in with the password, for thirty days.

import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { CONTENT_POLICY } from '../pages.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Access, type Instead, redirect, type Visit } from './access.ts';
import type { IsPassword } from './password.ts';
import { cookieOf, refuseForeign } from './same-origin.ts';
import { throttle } from './throttle.ts';

const SIGNED_IN_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_SESSIONS = 200;
/** For all together: behind a proxy every visitor has one address, and a name that a visitor gives is no name. */
const TRIES = { atOnce: 5, everyMs: 15_000 };

/** @param address where people reach Kindred: https://photos.example.org */
export function accessByPassword(address: string, isPassword: IsPassword): Access {
  const { origin, protocol } = new URL(address);
  const isSecure = protocol === 'https:';
  // A browser takes a cookie of this name only over TLS and only from this very host.
  const cookieName = isSecure ? '__Host-kindred' : 'kindred';
  const place = `Path=/; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  const sessions = new Map<string, number>(); // the token's hash → when it ends
  const mayTry = throttle(TRIES);

  return {
    address: origin,
    async admit(visit) {
      refuseForeign(visit.headers, [origin]);
      const token = hashOf(cookieOf(visit.headers, cookieName));
      if (visit.path === '/sign-in') return visit.method === 'POST' ? signIn(visit) : signInPage(200, wordsFor(visit));
      if ((sessions.get(token) ?? 0) <= Date.now()) {
        if (visit.method === 'GET' && visit.path === '/') return redirect('/sign-in');
        throw new AppError('refused', sentence('signInFirst'));
      }
      if (visit.path !== '/sign-out' || visit.method !== 'POST') return undefined;
      sessions.delete(token);
      return redirect('/sign-in', ...cookies('', 0));
    },
  };

  async function signIn(visit: Visit): Promise<Instead> {
    const words = wordsFor(visit);
    const offered = (await visit.form()).get('password') ?? '';
    if (!mayTry()) return signInPage(429, words, words.tooMany);
    if (!(await isPassword(offered))) return signInPage(403, words, words.wrong);
    const token = randomBytes(32).toString('base64url');
    sessions.set(hashOf(token), Date.now() + SIGNED_IN_MS);
    const [oldest] = sessions.keys();
    if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    return redirect('/', ...cookies(token, SIGNED_IN_MS / 1000));
  }

  /** The one that counts, and one that tells the screen to offer signing out. */
  function cookies(token: string, seconds: number): string[] {
    return [
      `${cookieName}=${token}; Max-Age=${seconds}; ${place}; HttpOnly`,
      `kindred-signed-in=1; Max-Age=${seconds}; ${place}`,
    ];
  }
}

/** This page has no script to ask the browser which language it speaks. */
function wordsFor({ headers }: Visit): Words {
  return /^de\b/i.test(headers['accept-language'] ?? '') ? WORDS.de : WORDS.en;
}

const WORDS = {
  en: {
    language: 'en',
    password: 'Password',
    signIn: 'Sign in',
    wrong: 'That is not the password. Try again.',
    tooMany: 'Too many tries. Wait a minute, then try again.',
  },
  de: {
    language: 'de',
    password: 'Passwort',
    signIn: 'Anmelden',
    wrong: 'Das ist nicht das Passwort. Versuch es noch einmal.',
    tooMany: 'Zu viele Versuche. Warte eine Minute und versuch es dann noch einmal.',
  },
};
type Words = (typeof WORDS)['en'];

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100vh; margin: 0 }
form { display: grid; gap: 0.75rem; width: min(20rem, 90vw) }
h1 { margin: 0; font-size: 1.5rem }
p { margin: 0; color: light-dark(#a3230c, #ffb199) }
input, button { font: inherit; padding: 0.6rem 0.8rem; border: 1px solid; border-radius: 0.5rem }
button { border-color: #b43c12; background: #b43c12; color: #fff; cursor: pointer }`;

/** Needs no script, and allows none. */
const POLICY = CONTENT_POLICY.replace("script-src 'self'", "script-src 'none'")
  .replace("style-src 'self'", `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`)
  .replace("form-action 'none'", "form-action 'self'");

function signInPage(status: number, words: Words, sentence = ''): Instead {
  const page = `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kindred</title>
<style>${STYLE}</style></head>
<body><form method="post" action="/sign-in">
<h1>Kindred</h1>
<p role="alert">${sentence}</p>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>${words.signIn}</button>
</form></body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'referrer-policy': 'same-origin', // with none, browsers send a form with the Origin “null”
  };
  return { status, headers, body: new TextEncoder().encode(page) };
}
