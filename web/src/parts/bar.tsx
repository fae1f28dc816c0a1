import './bar.css';

/** How much of something is done. */
export function Bar({ label, value, max }: { label: string; value: number; max: number }) {
  return <progress className="bar" aria-label={label} value={value} max={Math.max(1, max)} />;
}
