// Keeps a mistake in one page from taking the window with it: says so, and offers to load it again.

import { Component, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert">
        <Notice
          icon={<CircleAlert />}
          title={text.errors.broken}
          action={<Button onClick={() => window.location.reload()}>{text.errors.reload}</Button>}
        >
          {text.errors.unexpected}
        </Notice>
      </div>
    );
  }
}
