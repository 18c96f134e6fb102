// The button with three dots: what else can be done, in a list.

import type { ReactNode } from 'react';
import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { text } from '../text/text.ts';
import { IconButton } from './button.tsx';
import styles from './menu.module.css';

interface Props {
  className?: string | undefined;
  onOpen?: () => void;
  /** Items. */
  children: ReactNode;
}

export function MoreMenu({ className = '', onOpen, children }: Props) {
  return (
    <Menu.Root onOpenChange={(open) => open && onOpen?.()}>
      <Menu.Trigger render={<IconButton label={text.more} className={className} />}>
        <Ellipsis aria-hidden />
      </Menu.Trigger>
      {/* Outside of what it was opened from, and so a part of the screen by itself. */}
      <Menu.Portal render={<section aria-label={text.more} />}>
        <Menu.Positioner className={styles['positioner']} sideOffset={6} align="end">
          <Menu.Popup className={styles['popup']}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export interface MenuItemProps {
  icon: ReactNode;
  label: string;
  disabled?: boolean;
  /** Why it cannot be used. */
  title?: string;
  onClick: () => void;
}

export function MenuItem({ icon, label, ...rest }: MenuItemProps) {
  return (
    <Menu.Item className={styles['item']} {...rest}>
      {icon}
      {label}
    </Menu.Item>
  );
}
