// Light, dark, or as the system has it: kept on this machine, and shown before the first picture is painted.

import { useSyncExternalStore } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME_KEY = 'kindred.theme';
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function followTheme(): void {
  show();
  systemIsDark.addEventListener('change', show);
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosen), choose];
}

function choose(theme: Theme): void {
  window.localStorage.setItem(THEME_KEY, theme);
  show();
  for (const listener of listeners) listener();
}

function chosen(): Theme {
  const kept = window.localStorage.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? 'system';
}

function show(): void {
  const theme = chosen();
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark.matches);
  const page = document.documentElement;
  page.dataset['still'] = '';
  page.dataset['theme'] = isDark ? 'dark' : 'light';
  // All of it has its new colours before anything may move again.
  page.getBoundingClientRect();
  delete page.dataset['still'];
  // The bar of a phone, and the frame of a window that was installed, are as the page below them.
  const canvas = getComputedStyle(page).getPropertyValue('--canvas');
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', canvas);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
