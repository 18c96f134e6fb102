// The part of WebAssembly that simd.ts uses, as its JavaScript interface is specified: TypeScript knows it of browsers alone.

declare namespace WebAssembly {
  class Memory {
    /** In pages of 64 kB. */
    constructor(sizes: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
    /** What was taken from `buffer` before is empty afterwards. */
    grow(pages: number): number;
  }

  interface CompiledModule {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => CompiledModule;

  class Instance {
    constructor(module: CompiledModule, imports: Record<string, Record<string, Memory>>);
    readonly exports: Record<string, unknown>;
  }
}
