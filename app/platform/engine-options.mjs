// The options with which the engine's process starts, the same under `npm start`, in the container and in Electron.
// Plain JavaScript without dependencies, as the start script reads it before there are any packages.

/**
 * Node 24 lets the room for young objects grow to 128 MB and keeps it, where 32 MB do as well. What V8 does to give back
 * memory as soon as nothing happens keeps the next call waiting for up to 65 ms in a large library: a thread that cleared
 * up much asks for that itself.
 */
const V8_OPTIONS = ['--max-semi-space-size=16', '--no-memory-reducer', '--expose-gc'];

/**
 * For Node's command line. V8's four helpers are more than two processors have room for: as many as are to spare are
 * enough. The first Node 24 warns about types that it strips.
 */
export const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning', ...V8_OPTIONS, '--v8-pool-size=0'];

/**
 * For the environment of whatever loads onnxruntime: its packages for Linux send Microsoft which models are run, under an
 * identifier that they keep in the user's cache, since 1.29 and unless this forbids it.
 */
export const NO_TELEMETRY = { ORT_DISABLE_TELEMETRY: '1' };

/**
 * For `execArgv` of Electron's utilityProcess, which hands it on as switches of Chromium: V8's options are read from this
 * one alone, before the process has a heap. How many helpers V8 gets is Electron's own choice there.
 */
export const UTILITY_PROCESS_OPTIONS = [`--js-flags=${V8_OPTIONS.join(' ')}`];
