/** All that is stored about the person, as a file. */
export function YourData() {
  return (
    <>
      <p>All that Atlas keeps about you, in one file: profile, progress, sessions, connected accounts.</p>
      <div>
        <a className="button" href="/auth/export" download>
          Download everything
        </a>
      </div>
    </>
  );
}
