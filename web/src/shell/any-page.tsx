import { Skeleton } from './skeleton.tsx';

const ID = 'any-page';

/** Rendered ahead in the page that the service worker gives in place of any other. */
export const AnyPage = () => (
  <div id={ID}>
    <Skeleton />
  </div>
);

/** Whether what was rendered ahead is no page yet: then there is nothing to take over. */
export const isAnyPage = () => document.getElementById(ID) !== null;
