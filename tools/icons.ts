// `npm run icons`: the application's icon for each platform, and for a phone's home screen, drawn from packaging/icons.

import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { resource } from '../app/platform/resources.ts';

const folder = (name: string) => resource('packaging', 'icons', name);
const drawing = readFileSync(folder('icon.svg'));
const toTheEdge = readFileSync(folder('maskable.svg'));
const screen = (name: string) => resource('renderer', 'public', name);

writeFileSync(folder('icon.png'), await picture(1024));
writeFileSync(folder('icon.ico'), ico(await pictures([16, 24, 32, 48, 64, 128, 256])));
writeFileSync(folder('icon.icns'), icns(await pictures([16, 32, 64, 128, 256, 512, 1024])));

writeFileSync(screen('icon-192.png'), await picture(192));
writeFileSync(screen('icon-512.png'), await picture(512));
writeFileSync(screen('icon-maskable.png'), await picture(512, toTheEdge));
writeFileSync(screen('icon-apple.png'), await picture(180, toTheEdge));

function picture(side: number, drawn = drawing): Promise<Buffer> {
  const inches = 72 * (side / 1024); // the drawing is 1024 wide at 72 dots an inch
  return sharp(drawn, { density: Math.max(1, inches) })
    .resize(side, side)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

async function pictures(sides: number[]): Promise<Map<number, Buffer>> {
  return new Map(await Promise.all(sides.map(async (side) => [side, await picture(side)] as const)));
}

/** Windows: a directory of sizes, then the pictures, which may be PNGs since Vista. */
function ico(pictures: Map<number, Buffer>): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.size);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(pictures.size, 4);
  let offset = head.length;
  [...pictures].forEach(([side, bytes], index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(side % 256, entry); // 256 is written as 0
    head.writeUInt8(side % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4); // planes
    head.writeUInt16LE(32, entry + 6); // bits a pixel
    head.writeUInt32LE(bytes.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += bytes.length;
  });
  return Buffer.concat([head, ...pictures.values()]);
}

/** macOS: chunks with a name of four letters, one for each size and density. */
function icns(pictures: Map<number, Buffer>): Buffer {
  const names: [name: string, side: number][] = [
    ['icp4', 16],
    ['icp5', 32],
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ];
  const chunks = names.map(([name, side]) => chunk(name, pictures.get(side) ?? Buffer.alloc(0)));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(name: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(8 + bytes.length, 4);
  return Buffer.concat([head, bytes]);
}
