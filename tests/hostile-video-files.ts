// Videos that name other files and addresses, in every way that a container or its demuxer knows.

import { readFileSync } from 'node:fs';
import { VIDEO_CONTAINERS, type VideoContainer } from '../app/vision/formats/signature.ts';
import { videoFixture } from './motion-photos.ts';

/** A port of this machine on which nothing listens: the attempt alone would be seen. */
const ADDRESS = 'http://127.0.0.1:9/';
const QUICKTIME_PARENTS = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf']);

/** @param secret the whole path of a file that must not be opened. @returns by name, with the containers they are read as */
export function hostileVideos(secret: string): Record<string, { content: Buffer; as: readonly VideoContainer[] }> {
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://${secret}\n#EXTINF:9,\n${ADDRESS}x.ts\n#EXT-X-ENDLIST\n`;
  const page = `<?xml version="1.0"?><MPD><Period><BaseURL>${ADDRESS}</BaseURL></Period></MPD>`;
  const inText = (text: string, as: readonly VideoContainer[] = ['mov', 'mpegts']) => ({
    content: Buffer.from(text),
    as,
  });
  return {
    'playlist.mp4': inText(playlist, VIDEO_CONTAINERS),
    'list.mp4': inText(`ffconcat version 1.0\nfile '${secret}'\n`),
    'page.mp4': inText(page),
    'session.mp4': inText(`v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n`),
    'alias.mov': { content: elsewhere(clip('clip.mp4'), alias(secret)), as: ['mov'] },
    'address.mov': {
      content: elsewhere(clip('clip.mp4'), box('url ', Buffer.alloc(4), `${ADDRESS}x.mov\0`)),
      as: ['mov'],
    },
    'reference.mov': { content: reference(`${ADDRESS}x.mov`), as: ['mov'] },
    'reference to a file.mov': { content: reference(`file://${secret}`), as: ['mov'] },
    'subtitles.avi': { content: subtitled(clip('clip.avi'), Buffer.from(playlist)), as: ['avi'] },
    'windows.wmv': inText(`[Reference]\nRef1=${ADDRESS}x.wmv\n`, ['asf']),
  };
}

function clip(name: string): Buffer {
  return readFileSync(videoFixture(name));
}

/** A QuickTime box: its length, its name, and what is in it. */
function box(name: string, ...content: (Buffer | string)[]): Buffer {
  const inner = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inner.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, inner]);
}

/** The same movie, whose pictures and sound are said to lie in another file. */
function elsewhere(movie: Buffer, entry: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < movie.length;) {
    const [length, name] = [movie.readUInt32BE(at), movie.toString('latin1', at + 4, at + 8)];
    const inner = movie.subarray(at + 8, at + length);
    if (name === 'dref') parts.push(box('dref', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), entry));
    else if (QUICKTIME_PARENTS.has(name)) parts.push(box(name, elsewhere(inner, entry)));
    else parts.push(movie.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat(parts);
}

/** A Macintosh alias: a volume, a name, and the whole path as the part of kind 2. */
function alias(path: string): Buffer {
  const named = (text: string, length: number) => {
    const field = Buffer.alloc(length);
    field.writeUInt8(text.length);
    field.write(text, 1, 'latin1');
    return field;
  };
  const levels = Buffer.from([0, 2, 0, 1]); // one folder up from that of the movie, and the file there
  const part = Buffer.alloc(4);
  part.writeUInt16BE(2);
  part.writeUInt16BE(path.length, 2);
  const padding = path.length % 2 === 1 ? '\0' : '';
  const fields = [
    Buffer.alloc(10),
    named('disk', 28),
    Buffer.alloc(12),
    named('secret.ts', 64),
    Buffer.alloc(16),
    levels,
  ];
  return box(
    'alis',
    Buffer.alloc(4),
    ...fields,
    Buffer.alloc(16),
    part,
    path,
    padding,
    Buffer.from([0xff, 0xff, 0, 0]),
  );
}

/** A movie that is only the address of another one. */
function reference(address: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(address.length + 1);
  const data = box('rdrf', Buffer.alloc(4), 'url ', length, `${address}\0`);
  return Buffer.concat([box('ftyp', 'qt  ', Buffer.alloc(4), 'qt  '), box('moov', box('rmra', box('rmda', data)))]);
}

/** A part of a RIFF file: its name, its length, and what is in it, on an even length. */
function chunk(name: string, ...content: (Buffer | string)[]): Buffer {
  const inner = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(inner.length, 4);
  return Buffer.concat([head, inner, Buffer.alloc(inner.length % 2)]);
}

/** An AVI with a track of text, which is a file of its own that the demuxer looks into (GAB2). */
function subtitled(video: Buffer, text: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 12; at < video.length;) {
    const length = 8 + video.readUInt32LE(at + 4);
    const kind = video.toString('latin1', at + 8, at + 12);
    const inner = video.subarray(at + 12, at + length);
    if (kind === 'hdrl') parts.push(chunk('LIST', 'hdrl', withTracks(inner), track()));
    else if (kind === 'movi') parts.push(chunk('LIST', 'movi', chunk('01tx', gab2(text)), inner));
    at += length + (length % 2);
  }
  return chunk('RIFF', 'AVI ', ...parts);
}

function withTracks(header: Buffer): Buffer {
  const counted = Buffer.from(header);
  counted.writeUInt32LE(2, 8 + 24);
  return counted;
}

function track(): Buffer {
  const head = Buffer.alloc(56);
  head.write('txts', 'latin1');
  head.writeUInt32LE(1, 20); // one unit a second
  head.writeUInt32LE(1, 24);
  return chunk('LIST', 'strl', chunk('strh', head), chunk('strf', Buffer.alloc(4)));
}

function gab2(text: Buffer): Buffer {
  const [before, between] = [Buffer.alloc(6), Buffer.alloc(6)];
  before.writeUInt16LE(2);
  before.writeUInt32LE(4, 2);
  between.writeUInt16LE(4);
  between.writeUInt32LE(text.length, 2);
  return Buffer.concat([Buffer.from('GAB2\0'), before, Buffer.from('x\0\0\0'), between, text]);
}
