// A path of a file or folder: read from left to right in any language, and broken where a folder ends.

import { Fragment } from 'react';

export function PathText({ path }: { path: string }) {
  return (
    <bdi dir="ltr">
      {path.split(/(?<=[\\/])/).map((part, place) => (
        // The parts of a path have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={place}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </bdi>
  );
}
