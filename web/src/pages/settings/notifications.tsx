/** Nothing to choose yet. */
export function Notifications() {
  return <p>Atlas sends none yet: they come with study groups.</p>;
}
