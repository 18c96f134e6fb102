// `node attackers.ts PORT HOST SLOW GUESSING`: clients without an account that keep a server waiting, or guess, until killed.

import { request } from 'node:http';
import { connect } from 'node:net';
import { pause } from './trial.ts';

const [port, host = '', slow, guessing] = process.argv.slice(2);
const FORM = { host, origin: `https://${host}`, 'content-type': 'application/x-www-form-urlencoded' };
/** What a slow one sends before it drips: nothing, half a header, half a form, half a call. */
const BEGINNINGS = [
  '',
  `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
  `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\nContent-Type: ${FORM['content-type']}\r\nContent-Length: 9000\r\n\r\npassword=`,
  `POST /call/library.status HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{`,
];
const DRIP_MS = 1_000;

for (let each = 0; each < Number(slow); each++) void keepWaiting(each);
for (let each = 0; each < Number(guessing); each++) void guess(each);

/** Comes again as soon as it is cut off. */
async function keepWaiting(each: number): Promise<never> {
  await pause((each * DRIP_MS) / Number(slow));
  for (;;) {
    await new Promise<void>((resolve) => {
      const beginning = BEGINNINGS[each % BEGINNINGS.length] ?? '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(beginning));
      const drip = setInterval(() => beginning !== '' && socket.write('x'), DRIP_MS);
      socket.on('error', () => undefined); // cut off is what it has to be
      socket.on('close', () => {
        clearInterval(drip);
        resolve();
      });
      socket.resume();
    });
    await pause(50);
  }
}

/** A password each, from an address of its own; the next one as soon as the server has answered. */
async function guess(each: number): Promise<never> {
  for (let count = 0; ; count++) {
    await new Promise<void>((resolve) => {
      const headers = { ...FORM, 'x-forwarded-for': `203.0.113.${each}` };
      const asking = request({ host: '127.0.0.1', port, path: '/sign-in', method: 'POST', agent: false, headers });
      asking.on('response', (response) => response.resume().on('close', resolve));
      asking.on('error', () => resolve());
      asking.end(`password=guess${each}-${count}`);
    });
    await pause(50);
  }
}
