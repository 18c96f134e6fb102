// The top of a page: its title, one line about it, and what can be done here.

import type { ReactNode } from 'react';
import styles from './page-header.module.css';

export function PageHeader({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </header>
  );
}

/** Links between the views of one page, side by side. */
export function Switch({
  label,
  options,
}: {
  label: string;
  options: { label: string; href: string; isCurrent: boolean; count?: string }[];
}) {
  return (
    <nav aria-label={label} className={styles['switch']}>
      {options.map(({ label, href, isCurrent, count }) => (
        <a key={href} href={href} aria-current={isCurrent ? 'page' : undefined}>
          {label}
          {count !== undefined && <span>{count}</span>}
        </a>
      ))}
    </nav>
  );
}
