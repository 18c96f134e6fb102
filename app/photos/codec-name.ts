// What a codec is called among people: each container has a code of its own for it.

/** By what the code of a container is, or begins with. */
const NAMES: [name: string, code: RegExp][] = [
  ['H.264', /^(?:avc\d|h264|x264|davc|V_MPEG4\/ISO\/AVC|H\.264)/i],
  ['HEVC', /^(?:hvc\d|hev\d|hevc|h265|dvh\d|dvhe|V_MPEGH\/ISO\/HEVC|.*H\.265)/i],
  ['VVC', /^(?:vvc\d|vvi\d|V_MPEGI\/ISO\/VVC|H\.266)/i],
  ['AV1', /^(?:av01|V_AV1)/i],
  ['VP8', /^(?:vp08|vp80|V_VP8)/i],
  ['VP9', /^(?:vp09|vp90|V_VP9)/i],
  ['H.263', /^[hsu]263/i],
  ['MPEG-4', /^(?:mp4v|xvid|divx|dx50|fmp4|V_MPEG4\/ISO\/(?:SP|ASP|AP)|MPEG-4)/i],
  ['Microsoft MPEG-4', /^(?:mp4[123s]|div[345]|V_MPEG4\/MS)/i],
  ['MPEG-2', /^(?:mp2v|mpg2|mpeg2|mx[345][pn]|hdv\d|V_MPEG2|MPEG-2)/i],
  ['MPEG-1', /^(?:mp1v|mpg1|mpeg1?$|V_MPEG1|MPEG-1)/i],
  ['Motion JPEG', /^(?:m?jpe?g|mjp[ab2g]|V_MJPEG)/i],
  ['ProRes', /^(?:ap[c4]|V_PRORES)/i],
  ['Windows Media Video', /^(?:wmv|wvc1|Windows Media)/i],
  ['DV', /^(?:dv(?:sd|hd|c|cp|5n|5p|pp)|DV\b)/i],
  ['Theora', /^(?:theo|V_THEORA)/i],
  ['Cinepak', /^cvid/i],
  ['Indeo', /^iv\d\d/i],
];

/** @returns the code itself where its name is not known */
export function codecName(code: string): string {
  return NAMES.find(([, codes]) => codes.test(code.trim()))?.[0] ?? code;
}
