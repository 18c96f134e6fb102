// Remembers where the window stood and how large it was.

import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../errors.ts';

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(480), height: z.int().min(360) });
const State = z.object({ bounds: Bounds, maximized: z.boolean() });
type State = z.output<typeof State>;

/** @returns undefined at the first start, and when the screen on which the window stood is gone */
export function rememberedState(file: string): State | undefined {
  const state = read(file);
  if (state === undefined) return undefined;
  return isVisible(state.bounds, screen.getDisplayMatching(state.bounds).workArea) ? state : undefined;
}

export function rememberState(file: string, window: BrowserWindow): void {
  const state: State = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(state));
}

function read(file: string): State | undefined {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // A file that is missing or damaged costs a window position, nothing else.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** Enough of the title bar has to be on the screen to drag the window by it. */
function isVisible(window: Rectangle, area: Rectangle): boolean {
  const REACH = 100;
  return (
    window.x + window.width > area.x + REACH &&
    window.x < area.x + area.width - REACH &&
    window.y >= area.y - REACH &&
    window.y < area.y + area.height - REACH
  );
}
