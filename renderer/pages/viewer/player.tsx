// A video on the viewer's stage: it plays with the keys of every player, and says so where this browser cannot.

import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import type { PhotoCard } from '../../../app/contract.ts';
import { IconButton } from '../../components/button.tsx';
import { playingTime } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './player.module.css';

export interface PlayerHandle {
  toggle(): void;
  /** Forward, or back where it is negative. */
  skip(seconds: number): void;
  /** The sound off, or on again. */
  mute(): void;
}

interface Props {
  photo: PhotoCard;
  /** As its file names it. */
  codec: string | null;
  /** In a slideshow it plays by itself. */
  isFading: boolean;
  onPlaying: (isPlaying: boolean) => void;
  handle: Ref<PlayerHandle>;
}

const POSITION_STEP_S = 0.1;

export function Player({ photo, codec, isFading, onPlaying, handle }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [isMuted, setIsMuted] = useState(false);
  const [canPlay, setCanPlay] = useState(true);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(photo.video?.seconds ?? 0);

  const toggle = () => {
    const player = video.current;
    if (player === null || !canPlay) return;
    if (player.paused)
      void player.play().catch(() => undefined); // it cannot be played, which is told by an event
    else player.pause();
  };
  const moveTo = (seconds: number) => {
    if (video.current === null) return;
    video.current.currentTime = Math.min(Math.max(0, seconds), length);
    setAt(video.current.currentTime);
  };
  useImperativeHandle(handle, () => ({
    toggle,
    skip: (by) => moveTo((video.current?.currentTime ?? 0) + by),
    mute: () => setIsMuted(!isMuted),
  }));

  const playing = (now: boolean) => {
    setIsPlaying(now);
    onPlaying(now);
  };
  const known = ({ duration, videoWidth }: HTMLVideoElement) => {
    if (Number.isFinite(duration)) setLength(duration);
    // Of some videos a browser plays the sound alone.
    if (videoWidth === 0) setCanPlay(false);
  };

  if (!canPlay) {
    return (
      <output className={styles['unplayable']}>
        {photo.video?.hasPoster === true && <img src={`media/thumbnail/${photo.id}`} alt="" />}
        <span>{text.viewer.video.unplayable(codec)}</span>
      </output>
    );
  }
  return (
    <div className={styles['player']}>
      {/* A user's own videos have no subtitles beside them. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        src={`media/original/${photo.id}`}
        poster={photo.video?.hasPoster === true ? `media/thumbnail/${photo.id}` : undefined}
        aria-label={text.viewer.video.label}
        preload="metadata"
        playsInline
        autoPlay={isFading}
        muted={isMuted}
        onClick={toggle}
        onPlay={() => playing(true)}
        onPause={() => playing(false)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onLoadedMetadata={({ currentTarget }) => known(currentTarget)}
        onDurationChange={({ currentTarget }) =>
          Number.isFinite(currentTarget.duration) && setLength(currentTarget.duration)
        }
        onError={() => setCanPlay(false)}
      />
      <div className={styles['bar']}>
        <IconButton
          label={isPlaying ? text.viewer.video.pause : text.viewer.video.play}
          shortcut="Space"
          onClick={toggle}
        >
          {isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
        </IconButton>
        <input
          type="range"
          min={0}
          max={length}
          step={POSITION_STEP_S}
          value={Math.min(at, length)}
          aria-label={text.viewer.video.position}
          aria-valuetext={text.viewer.video.at(playingTime(at), playingTime(length))}
          onChange={({ target }) => moveTo(Number(target.value))}
        />
        <span className={styles['time']} aria-hidden>
          {playingTime(at)} / {playingTime(length)}
        </span>
        <IconButton
          label={isMuted ? text.viewer.video.unmute : text.viewer.video.mute}
          shortcut="M"
          aria-pressed={isMuted}
          onClick={() => setIsMuted(!isMuted)}
        >
          {isMuted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
        </IconButton>
      </div>
    </div>
  );
}
