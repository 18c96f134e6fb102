// A video on the viewer's stage: it plays with the keys of every player, shows who is seen when, and says so where this
// browser cannot play it.

import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import type { PhotoCard } from '../../../app/contract.ts';
import { IconButton } from '../../components/button.tsx';
import { useQuery } from '../../engine/query.ts';
import { playingTime } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { MomentMarks } from './moment-marks.tsx';
import styles from './player.module.css';

export interface PlayerHandle {
  toggle(): void;
  /** Forward, or back where it is negative. */
  skip(seconds: number): void;
  /** The sound off, or on again. */
  mute(): void;
  /** To a second of it. */
  moveTo(seconds: number): void;
  /** To where the next moment begins, or the one before. */
  turnMoment(to: 'next' | 'previous'): void;
}

interface Props {
  photo: PhotoCard;
  /** As its file names it. */
  codec: string | null;
  /** In a slideshow it plays by itself. */
  isFading: boolean;
  /** It was opened for this face: it begins where that is seen best. */
  face: number | null;
  /** It was opened among the photos of one of these people: it begins where they are first seen. */
  people: readonly number[];
  onPlaying: (isPlaying: boolean) => void;
  /** All moments, in words. */
  onList: () => void;
  handle: Ref<PlayerHandle>;
}

const POSITION_STEP_S = 0.1;
/** Who goes back a moment shortly after it began means the one before; and forward, the next. */
const MOMENT_BEGINNING_S = 1;

export function Player({ photo, codec, isFading, face, people, onPlaying, onList, handle }: Props) {
  const { value } = useQuery('videos.moments', { photo: photo.id });
  const moments = value?.moments ?? [];
  const video = useRef<HTMLVideoElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [isMuted, setIsMuted] = useState(false);
  const [canPlay, setCanPlay] = useState(true);
  const [isLoaded, setIsLoaded] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(photo.video?.seconds ?? 0);

  /** Once: from then on it is where the user has it. */
  const hasBegun = useRef(false);
  const first =
    face === null
      ? moments.find(({ face: { person } }) => person !== null && people.includes(person.id))?.firstSeen
      : moments.find((moment) => moment.face.id === face)?.clearest;
  useEffect(() => {
    if (first === undefined || !isLoaded || hasBegun.current || video.current === null) return;
    hasBegun.current = true;
    video.current.currentTime = first;
  }, [first, isLoaded]);

  const toggle = () => {
    const player = video.current;
    if (player === null || !canPlay) return;
    if (player.paused)
      void player.play().catch(() => undefined); // it cannot be played, which is told by an event
    else player.pause();
  };
  const moveTo = (seconds: number) => {
    if (video.current === null) return;
    hasBegun.current = true;
    video.current.currentTime = Math.min(Math.max(0, seconds), length);
    setAt(video.current.currentTime);
  };
  const turnMoment = (to: 'next' | 'previous') => {
    const now = video.current?.currentTime ?? 0;
    const moment =
      to === 'next'
        ? moments.find(({ firstSeen }) => firstSeen > now + POSITION_STEP_S)
        : moments.findLast(({ firstSeen }) => firstSeen < now - MOMENT_BEGINNING_S);
    if (moment) moveTo(moment.firstSeen);
  };
  useImperativeHandle(handle, () => ({
    toggle,
    skip: (by) => moveTo((video.current?.currentTime ?? 0) + by),
    mute: () => setIsMuted(!isMuted),
    moveTo,
    turnMoment,
  }));

  const playing = (now: boolean) => {
    hasBegun.current = true;
    setIsPlaying(now);
    onPlaying(now);
  };
  const known = ({ duration, videoWidth }: HTMLVideoElement) => {
    if (Number.isFinite(duration)) setLength(duration);
    // Of some videos a browser plays the sound alone.
    if (videoWidth === 0) setCanPlay(false);
    setIsLoaded(true);
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
        <div className={styles['timeline']}>
          {moments.length > 0 && (
            <MomentMarks
              moments={moments}
              length={length}
              at={at}
              onJump={({ firstSeen }) => moveTo(firstSeen)}
              onList={onList}
            />
          )}
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
        </div>
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
