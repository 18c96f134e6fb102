// Who may talk to a server that other machines reach: browsers that signed in with the password, for thirty days.

import { AppError } from '../errors.ts';
import { inTurn } from '../scheduling/in-turn.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Access, type Instead, redirect, type Visit } from './access.ts';
import type { AddressOf } from './client-address.ts';
import { cookieOf } from './credentials.ts';
import type { KeptSessions } from './kept-sessions.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { IsPassword } from './password.ts';
import { type Language, languageOf, plainPage } from './plain-page.ts';
import { refuseForeign } from './same-origin.ts';
import { openSessions } from './sessions.ts';
import { bucketsOf } from './throttle.ts';

const SIGNED_IN_MS = 30 * 24 * 60 * 60 * 1000;
const KNOWN_SECONDS = 365 * 24 * 60 * 60;
/** For each address, and for each browser that signed in before. */
const PASSWORD_TRIES = { atOnce: 5, everyMs: 15_000 };
const MOST_BUCKETS = 10_000;
/** A try takes 64 MB and 0.2 s: one at a time, and so few behind it that the last one waits about two seconds. */
const PASSWORD_CHECKS = { atOnce: 1, mostWaiting: 10 };

export interface PasswordAccessOptions {
  /** Where people reach Kindred: https://photos.example.org */
  address: string;
  isPassword: IsPassword;
  knownBrowsers: KnownBrowsers;
  kept: KeptSessions;
  addressOf: AddressOf;
}

export function accessByPassword({
  address,
  isPassword,
  knownBrowsers,
  kept,
  addressOf,
}: PasswordAccessOptions): Access {
  const { origin, protocol } = new URL(address);
  const isSecure = protocol === 'https:';
  // A browser takes a cookie of this name only over TLS and only from this very host.
  const cookieName = isSecure ? '__Host-kindred' : 'kindred';
  const place = `Path=/; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  const sessions = openSessions(SIGNED_IN_MS, kept);
  // Two kinds that share nothing: whatever comes from unknown browsers, a known one is answered.
  const known = { bucketOf: bucketsOf(PASSWORD_TRIES, MOST_BUCKETS), check: inTurn(PASSWORD_CHECKS) };
  const unknown = { bucketOf: bucketsOf(PASSWORD_TRIES, MOST_BUCKETS), check: inTurn(PASSWORD_CHECKS) };

  return {
    address: origin,
    wayBack: { address: `${origin}/sign-in`, by: 'password' },
    addressOnce: () => origin,
    async admit(visit) {
      refuseForeign(visit.headers, [origin]);
      if (visit.path === '/sign-in') return { instead: await signInOrPage(visit) };
      const token = cookieOf(visit.headers, cookieName);
      const session = sessions.get(token);
      if (session === undefined) {
        if (visit.method === 'GET' && visit.path === '/') return { instead: redirect('/sign-in') };
        throw new AppError('refused', sentence('signInFirst'));
      }
      if (visit.path !== '/sign-out' || visit.method !== 'POST') return { session };
      sessions.end(token);
      return { instead: redirect('/sign-in', ...cookies('', 0)) };
    },
    close: () => sessions.close(),
  };

  function signInOrPage(visit: Visit): Instead | Promise<Instead> {
    if (visit.method === 'POST') return signIn(visit);
    if (visit.method === 'GET') return signInPage(200, languageOf(visit.headers));
    throw new AppError('badRequest', 'Signing in is a GET or a POST.');
  }

  async function signIn(visit: Visit): Promise<Instead> {
    const language = languageOf(visit.headers);
    const words = SIGN_IN_WORDS[language];
    const browser = knownBrowsers.nameIn(cookieOf(visit.headers, `${cookieName}-browser`));
    const { bucketOf, check } = browser === undefined ? unknown : known;
    const bucket = bucketOf(browser ?? addressOf(visit.connection, visit.headers));
    // A try is counted when it has arrived, or slow bodies would use them up; but none is awaited that cannot count.
    if (!bucket.hasOne()) return signInPage(429, language, words.tooMany);
    const offered = (await visit.form()).get('password') ?? '';
    if (!bucket.takeOne()) return signInPage(429, language, words.tooMany);
    const isRight = await check(() => isPassword(offered)).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'busy') return 'busy';
      throw error;
    });
    if (isRight === 'busy') return signInPage(429, language, words.tooMany);
    if (!isRight) return signInPage(403, language, words.wrong);
    const browserCookie = `${cookieName}-browser=${knownBrowsers.cookieFor(browser)}`;
    return redirect(
      '/',
      ...cookies(sessions.begin(), SIGNED_IN_MS / 1000),
      `${browserCookie}; Max-Age=${KNOWN_SECONDS}; ${place}; HttpOnly`,
    );
  }

  /** The one that counts, and one that tells the screen to offer signing out. */
  function cookies(token: string, seconds: number): string[] {
    return [
      `${cookieName}=${token}; Max-Age=${seconds}; ${place}; HttpOnly`,
      `kindred-signed-in=1; Max-Age=${seconds}; ${place}`,
    ];
  }
}

const SIGN_IN_WORDS = {
  en: {
    password: 'Password',
    signIn: 'Sign in',
    wrong: 'That is not the password. Try again.',
    tooMany: 'Too many tries. Wait a minute, then try again.',
  },
  de: {
    password: 'Passwort',
    signIn: 'Anmelden',
    wrong: 'Das ist nicht das Passwort. Versuch es noch einmal.',
    tooMany: 'Zu viele Versuche. Warte eine Minute und versuch es dann noch einmal.',
  },
};
function signInPage(status: number, language: Language, sentence = ''): Instead {
  const words = SIGN_IN_WORDS[language];
  return plainPage(
    status,
    language,
    `<form method="post" action="/sign-in">
<h1>Kindred</h1>
<p role="alert">${sentence}</p>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>${words.signIn}</button>
</form>`,
  );
}
