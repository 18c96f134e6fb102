// The part of libheif-js that heic.ts uses, as its README describes it; the package has no types for this entry.

declare module 'libheif-js/libheif-wasm/libheif-bundle.js' {
  interface Pixels {
    data: Uint8ClampedArray;
    width: number;
    height: number;
  }

  interface HeifImage {
    /** Upright: the file's own turning and mirroring is done. */
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `target.data` with red, green, blue, alpha; null when it could not. */
    display(target: Pixels, done: (pixels: Pixels | null) => void): void;
  }

  interface LibHeif {
    ready: Promise<unknown>;
    HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
  }

  export default function libheif(): LibHeif;
}
