/** Stands where a page is about to be; says so to those who cannot see it. */
export function Skeleton({ label = 'Loading' }: { label?: string }) {
  return (
    <div className="skeleton wrap" role="status" aria-label={label}>
      <span className="skeleton-line skeleton-title" />
      <span className="skeleton-line" />
      <span className="skeleton-line" />
      <span className="skeleton-block" />
    </div>
  );
}
