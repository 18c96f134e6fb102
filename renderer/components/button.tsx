// Buttons: one look for each weight of what they do, and a square one that shows its name on hover.

import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from '@base-ui/react/tooltip';
import styles from './button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

export function Button({
  look = 'plain',
  icon,
  children,
  className,
  ...rest
}: ComponentProps<'button'> & { look?: Look; icon?: ReactNode }) {
  return (
    <button type="button" {...rest} className={classes(styles['button'], styles[look], className)}>
      {icon}
      {children}
    </button>
  );
}

/** Leads to another page, and looks like the button that it is to a finger. */
export function ButtonLink({ look = 'plain', href, children }: { look?: Look; href: string; children: ReactNode }) {
  return (
    <a className={classes(styles['button'], styles[look])} href={href}>
      {children}
    </a>
  );
}

export function IconButton({
  label,
  shortcut,
  children,
  className,
  ...rest
}: ComponentProps<'button'> & { label: string; shortcut?: string }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger {...rest} aria-label={label} className={classes(styles['iconButton'], className)}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={8} className={styles['positioner']}>
          <Tooltip.Popup className={styles['tooltip']}>
            {label}
            {shortcut !== undefined && <kbd>{shortcut}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
