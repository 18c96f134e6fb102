// How far a long command is, on standard error: one line that is written over on a terminal, a line every ten seconds elsewhere.

const LOG_LINE_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 500;

export interface Progress {
  /** What there is to tell now. A command that gives nothing else a turn is heard when it says the next thing. */
  say(line: string): void;
  end(): void;
}

interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** @param output standard output is for what the command answers */
export function startProgress(output: Output = process.stderr): Progress {
  return output.isTTY === true ? onTerminal(output) : inLog(output);
}

function onTerminal(output: Output): Progress {
  const clear = '\r\u001b[K';
  return {
    say: (line) => void output.write(`${clear}${line}`),
    end: () => void output.write(clear),
  };
}

function inLog(output: Output): Progress {
  const began = performance.now();
  let lastWritten = began;
  let latest = '';
  const timer = setInterval(writeWhenDue, LOOK_EVERY_MS).unref();

  function writeWhenDue(): void {
    const now = performance.now();
    if (latest === '' || now - lastWritten < LOG_LINE_EVERY_MS) return;
    lastWritten = now;
    output.write(`after ${Math.round((now - began) / 1000)} s: ${latest}\n`);
  }

  return {
    say(line) {
      latest = line;
      writeWhenDue();
    },
    end: () => clearInterval(timer),
  };
}
