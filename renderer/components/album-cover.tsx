// The picture that stands for an album, or a sign where it has none.

import { ImageOff } from 'lucide-react';

export function AlbumCover({ cover }: { cover: number | null }) {
  if (cover === null) return <ImageOff aria-hidden />;
  return <img src={`media/thumbnail/${cover}`} alt="" loading="lazy" decoding="async" draggable={false} />;
}
