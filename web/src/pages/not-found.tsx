import { useOpenSearch } from '../search/launcher.tsx';
import { Link } from '../shell/router.tsx';

/** An address that leads nowhere, with ways on. */
export default function NotFound() {
  const openSearch = useOpenSearch();
  return (
    <div className="wrap not-found">
      <p className="eyebrow">404</p>
      <h1>Not on this map</h1>
      <p className="lead">
        There is no page at this address. It may have moved, or the link has a typing mistake.
      </p>
      <p className="actions">
        <Link className="button button-primary" to="/diagrams">
          See all diagrams
        </Link>
        <button type="button" className="button" onClick={openSearch}>
          Search Atlas
        </button>
      </p>
    </div>
  );
}
