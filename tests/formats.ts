// One photograph in every format that a photo folder holds, and files that only look like photos.

import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { resource } from '../app/platform/resources.ts';
import { SAMPLES } from './samples.ts';

/** File names and contents; all show the same face as the sample, upright. */
export async function everyFormat(side: number): Promise<Record<string, Buffer>> {
  const picture = sharp(SAMPLES[1]).resize(side);
  const pixels = await picture.clone().raw().toBuffer({ resolveWithObject: true });
  const png = await picture.clone().png().toBuffer();
  const jpeg = await picture.clone().jpeg({ quality: 95 }).toBuffer();
  const sideways = await picture.clone().rotate(270).jpeg({ quality: 95 }).toBuffer();
  const blank = await sharp(png).negate().toBuffer();
  const animation = sharp([png, blank], { join: { animated: true } });
  const wide = sharp(png).toColourspace('rgb16');
  return {
    'baseline.jpg': jpeg,
    'progressive.jpeg': await picture.clone().jpeg({ quality: 95, progressive: true }).toBuffer(),
    'cmyk.jpg': await picture.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    'display p3.jpg': await picture.clone().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
    'wrong extension.png': jpeg,
    'motion photo.jpg': Buffer.concat([jpeg, VIDEO]),
    'plain.png': png,
    '16 bit.png': await wide.png().toBuffer(),
    'alpha.png': await sharp(png).ensureAlpha(1).png().toBuffer(),
    'interlaced.png': await sharp(png).png({ progressive: true }).toBuffer(),
    'plain.webp': await picture.clone().webp({ quality: 90 }).toBuffer(),
    'animated.webp': await animation.clone().webp({ quality: 90 }).toBuffer(),
    'animated.gif': await animation.clone().gif().toBuffer(),
    'plain.avif': await picture.clone().avif({ quality: 80, effort: 2 }).toBuffer(),
    'plain.tiff': await picture.clone().tiff({ compression: 'lzw' }).toBuffer(),
    'windows.bmp': bmp(pixels.data, pixels.info.width, pixels.info.height),
    'iphone.heic': readFileSync(resource('tests', 'fixtures', 'display-p3.heic')),
    'nikon.nef': cameraTiff('II*\0', 6, sideways),
    'olympus.orf': cameraTiff('IIRO', 6, sideways),
    'pentax.pef': cameraTiff('II*\0', 6, sideways),
    'panasonic.rw2': cameraTiff('IIU\0', 6, sideways),
    'sigma.x3f': Buffer.concat([Buffer.from('FOVb'.padEnd(264, '\0')), jpeg, Buffer.alloc(5000, 7)]),
    'minolta.mrw': Buffer.concat([Buffer.from('\0MRM'.padEnd(96, '\0')), jpeg, Buffer.alloc(5000, 7)]),
    'canon.crw': Buffer.concat([Buffer.from('II\x1a\0\0\0HEAPCCDR'.padEnd(64, '\0')), jpeg, Buffer.alloc(5000, 7)]),
    'no name of its own.tif': cameraTiff('II*\0', 6, sideways),
    'canon.cr3': Buffer.concat([Buffer.from(CR3), Buffer.from('CMT1'), cameraTiff('II*\0', 6, sideways)]),
    'fujifilm.raf': Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201'.padEnd(200, '\0')), jpeg, Buffer.alloc(5000, 7)]),
  };
}

/** @returns a PNG, turned and mirrored the other way round than the EXIF orientation will put it */
export async function turnedBack(picture: Uint8Array, orientation: number): Promise<Buffer> {
  const angle = [0, 0, 180, 180, 90, 270, 270, 90][orientation - 1];
  const turned = await sharp(picture).rotate(angle).png().toBuffer();
  return sharp(turned).flop([2, 4, 5, 7].includes(orientation)).png().toBuffer();
}

/** How a short QuickTime video begins: what a motion photo carries behind its picture. */
export const VIDEO = Buffer.concat([Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  '), Buffer.alloc(2000, 0xff)]);

const CR3 = '\0\0\0\x18ftypcrx \0\0\0\x01crx isom';

/** 24 bits, from the lowest row up, each row filled to four bytes: as Windows writes it. */
export function bmp(rgb: Buffer, width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = 54 + (height - 1 - y) * stride; x < width; x++, from += 3, to += 3) {
      for (const channel of [0, 1, 2]) file.writeUInt8(rgb.readUInt8(from + 2 - channel), to + channel);
    }
  }
  return file;
}

/** A TIFF whose first picture is a tiny copy, with the preview among the raw data: how cameras lay out their files. */
function cameraTiff(magic: string, orientation: number, preview: Buffer): Buffer {
  const [SHORT, LONG] = [3, 4];
  const entries: [tag: number, type: number, value: number][] = [
    [254, LONG, 1], // a reduced copy
    [256, LONG, 2],
    [257, LONG, 2],
    [258, SHORT, 8],
    [259, SHORT, 1],
    [262, SHORT, 1],
    [273, LONG, 8 + 2 + 10 * 12 + 4],
    [274, SHORT, orientation],
    [278, LONG, 2],
    [279, LONG, 4],
  ];
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + 4);
  head.write(magic, 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(value, at + 8);
  }
  const raw = Buffer.from(Array.from({ length: 30_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24));
  return Buffer.concat([head, raw, preview, raw]);
}
