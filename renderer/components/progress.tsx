// How far the scan, or after it the search for people in videos, is: a bar, counts, speed and time left, and a way to pause it;
// nothing when all is done.

import { Pause, Play } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { percent, rate } from '../text/format.ts';
import { text } from '../text/text.ts';
import { timeLeft } from '../text/time-left.ts';
import { Button } from './button.tsx';
import styles from './progress.module.css';
import { sayFailed } from './toasts.tsx';

/** @param showsVideos also while nothing but videos is left, which may take days */
export function Progress({ status, showsVideos = false }: { status: Status | undefined; showsVideos?: boolean }) {
  if (status === undefined || status.activity === 'idle') return null;
  const { activity, pausedBy } = status;
  if (activity === 'videos' && !showsVideos) return null;
  const { done, total } = extentOf(status);
  const isPaused = activity === 'paused';
  const isOpening = activity === 'opening';
  return (
    <section className={styles['strip']} aria-label={text.progress.label}>
      <div className={styles['words']}>
        <strong>{pausedBy === 'battery' ? text.progress.onBattery : text.progress[activity]}</strong>
        <span>{facts(status).join(' · ')}</span>
      </div>
      {!isOpening && (
        <Button
          className={styles['button']}
          icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          onClick={() => void call(isPaused ? 'work.resume' : 'work.pause', {}).catch(sayFailed)}
        >
          {isPaused ? text.progress.resume : text.progress.pause}
        </Button>
      )}
      <progress
        className={styles['bar']}
        aria-label={text.progress.label}
        max={Math.max(total, 1)}
        // Without a value it says that the end is not known yet.
        {...(activity !== 'scanning' && { value: done })}
      />
    </section>
  );
}

function extentOf({ activity, photos, videos, loaded }: Status): { done: number; total: number } {
  if (activity === 'opening') return { done: loaded, total: 1 };
  if (activity !== 'videos') return { done: photos.done + photos.failed, total: photos.total };
  return { done: videos.done + videos.failed, total: videos.done + videos.failed + videos.waiting };
}

function facts({ activity, photos, videos, photosPerSecond, secondsLeft, loaded }: Status): string[] {
  const { progress } = text;
  if (activity === 'opening') return [percent(loaded)];
  if (activity === 'scanning') return [progress.found(photos.total)];
  if (activity === 'videos') {
    return [
      progress.videosDone(videos.done + videos.failed, videos.done + videos.failed + videos.waiting),
      ...(secondsLeft === null ? [] : [timeLeft(secondsLeft)]),
      ...(videos.failed > 0 ? [progress.failed(videos.failed)] : []),
    ];
  }
  const isReading = activity === 'reading';
  return [
    progress.done(photos.done + photos.failed, photos.total),
    ...(isReading && photosPerSecond !== null ? [progress.rate(rate(photosPerSecond))] : []),
    ...(isReading && secondsLeft !== null ? [timeLeft(secondsLeft)] : []),
    ...(photos.failed > 0 ? [progress.failed(photos.failed)] : []),
  ];
}
