// What can be done with the things that are selected: floats above the page for as long as something is.

import { type ComponentProps, type ReactNode, useEffect, useEffectEvent } from 'react';
import { X } from 'lucide-react';
import { text } from '../text/text.ts';
import { Button, IconButton } from './button.tsx';
import { isTaken } from './keyboard.tsx';
import styles from './selection-bar.module.css';

export function SelectionBar({
  label,
  onClear,
  children,
}: {
  /** How many there are, and of what. */
  label: string;
  onClear: () => void;
  children: ReactNode;
}) {
  const clear = useEffectEvent(onClear);
  useEffect(() => {
    const press = (event: KeyboardEvent) => event.key === 'Escape' && !isTaken(event) && clear();
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <div className={styles['bar']} role="toolbar" data-uncovered aria-label={label}>
      <IconButton label={text.cancel} shortcut="Esc" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      <output className={styles['count']}>{label}</output>
      {children}
    </div>
  );
}

/** An action with its name; in a narrow window its icon has to do. */
export function BarButton({
  icon,
  label,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { icon: ReactNode; label: string }) {
  return (
    <Button look="quiet" title={label} {...rest} className={styles['action']} icon={icon} aria-label={label}>
      <span>{label}</span>
    </Button>
  );
}
