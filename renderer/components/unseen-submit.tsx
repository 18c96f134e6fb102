// What sends a form of one field beside Enter: for a screen reader or a voice, as it is not seen.

import styles from './unseen-submit.module.css';

export function UnseenSubmit({ label }: { label: string }) {
  return <button type="submit" className={styles['submit']} tabIndex={-1} aria-label={label} />;
}
