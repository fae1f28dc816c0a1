import { contentVersion } from '../data/content.ts';

/**
 * A drawing in small, from the sprite of its area (`web/prerender/thumbnails.ts`); it takes the colours of the
 * page. Only a picture: the title beside it says what it shows.
 */
export function Thumbnail({ slug, category }: { slug: string; category: string }) {
  return (
    <svg className="thumbnail" viewBox="0 0 240 120" aria-hidden="true">
      <use href={`/assets/thumbnails/${category}.${contentVersion()}.svg#${slug}`} />
    </svg>
  );
}
