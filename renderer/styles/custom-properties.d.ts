// Lets a component hand a number to its style sheet: React's own types know no custom properties.

import 'react';

declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | undefined;
  }
}
