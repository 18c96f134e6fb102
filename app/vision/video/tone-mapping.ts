// Frames of a high dynamic range (HLG, PQ) as a screen without one shows them: what is brighter than white is brought in.

import type { Picture } from '../picture.ts';

/** How a frame's numbers stand for light, as FFmpeg calls it. */
export type HdrTransfer = 'arib-std-b67' | 'smpte2084';

/** What is white on a page, and the brightest light that is told from it, in candela per square metre (ITU-R BT.2408). */
const REFERENCE_WHITE = 203;
const BRIGHTEST = 1000;
const PEAK = BRIGHTEST / REFERENCE_WHITE;
/** Up to this share of white, nothing changes. */
const KNEE = 0.6;
/** Steps from 0 to 1 of the tables that stand for what is costly to compute. */
const TABLE_STEPS = 4095;

export function isHdr(transfer: string | undefined): transfer is HdrTransfer {
  return transfer === 'arib-std-b67' || transfer === 'smpte2084';
}

/** @param picture coded by the transfer, with the primaries of BT.2020. @returns the same in sRGB */
export function toneMapped({ data, width, height }: Picture, transfer: HdrTransfer): Picture {
  const { light, systemGain } = tables[transfer];
  const mapped = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const red = light[data[at]];
    const green = light[data[at + 1]];
    const blue = light[data[at + 2]];
    const luminance = 0.2627 * red + 0.678 * green + 0.0593 * blue;
    let gain = systemGain[Math.round(Math.min(1, luminance) * TABLE_STEPS)];
    // All three by one factor, so that a bright face stays the colour that it is.
    const brightest = Math.min(1, (gain * Math.max(red, green, blue)) / PEAK);
    gain *= compression[Math.round(brightest * TABLE_STEPS)];
    // From the primaries of BT.2020 to those of sRGB (ITU-R BT.2087).
    mapped[at] = encode(gain * (1.6605 * red - 0.5876 * green - 0.0728 * blue));
    mapped[at + 1] = encode(gain * (1.1329 * green - 0.1246 * red - 0.0083 * blue));
    mapped[at + 2] = encode(gain * (1.1187 * blue - 0.1006 * green - 0.0182 * red));
  }
  return { data: mapped, width, height };
}

function encode(linear: number): number {
  return encoded[Math.round(Math.max(0, Math.min(1, linear)) * TABLE_STEPS)];
}

/** `light`: of each of 256 codes; times `systemGain`, by luminance, it is what a screen gives, 1 being white. */
const tables: Record<HdrTransfer, { light: Float64Array; systemGain: Float64Array }> = {
  'arib-std-b67': {
    light: table(255, lightOfHlg),
    // The system gamma of a screen of 1000 cd/m² (ITU-R BT.2100).
    systemGain: table(TABLE_STEPS, (luminance) => PEAK * luminance ** 0.2),
  },
  smpte2084: { light: table(255, lightOfPq), systemGain: table(TABLE_STEPS, () => 1) },
};
/** By brightness as a share of the peak: what brings it to 1 at most. */
const compression = table(TABLE_STEPS, (share) => (share === 0 ? 1 : compressed(PEAK * share) / (PEAK * share)));
const encoded = Uint8Array.from(table(TABLE_STEPS, (linear) => Math.round(255 * encodedAsSrgb(linear))));

/** Light of the scene, 0 to 1 (ITU-R BT.2100). */
function lightOfHlg(code: number): number {
  return code <= 0.5 ? code ** 2 / 3 : (Math.exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** Light of the screen, 1 being reference white (SMPTE ST 2084). */
function lightOfPq(code: number): number {
  const power = code ** (32 / 2523);
  return (
    (10_000 / REFERENCE_WHITE) * (Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power)) ** (8192 / 1305)
  );
}

/** Above the knee, Reinhard's curve with a largest value (Photographic tone reproduction, 2002, equation 4). */
function compressed(brightness: number): number {
  if (brightness <= KNEE) return brightness;
  const above = (brightness - KNEE) / (1 - KNEE);
  const most = (PEAK - KNEE) / (1 - KNEE);
  return KNEE + (1 - KNEE) * ((above * (1 + above / most ** 2)) / (1 + above));
}

function encodedAsSrgb(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** `of` at steps + 1 places from 0 to 1. */
function table(steps: number, of: (share: number) => number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, index) => of(index / steps));
}
