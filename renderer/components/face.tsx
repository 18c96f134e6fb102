// A face as the engine cut it out, round or square, with a calm stand-in until it is there.

import { useState } from 'react';
import { User } from 'lucide-react';
import styles from './face.module.css';
import { classes } from './button.tsx';

export function FaceImage({
  face,
  shape = 'round',
  alt = '',
  isInSight = false,
}: {
  face: number;
  shape?: 'round' | 'square';
  alt?: string;
  /** It is fetched at once, and not only when the browser finds it in sight, a frame or more later. */
  isInSight?: boolean;
}) {
  const [failed, setFailed] = useState<number>();
  return (
    <span className={classes(styles['face'], styles[shape])}>
      {failed === face ? (
        <User aria-hidden className={styles['none']} />
      ) : (
        <img
          key={face}
          src={`media/face/${face}`}
          alt={alt}
          loading={isInSight ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onError={() => setFailed(face)}
        />
      )}
    </span>
  );
}
