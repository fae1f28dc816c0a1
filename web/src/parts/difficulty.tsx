const WORDS = ['', 'First contact', 'Beginner', 'Intermediate', 'Advanced', 'Expert'];

/** The word for a difficulty of 1 to 5. */
export const difficultyWord = (value: number): string => WORDS[value] ?? String(value);

/** Five marks, as many filled as the diagram is hard. */
export function Difficulty({ value }: { value: number }) {
  return (
    <span className="difficulty" role="img" aria-label={`Difficulty ${value} of 5, ${difficultyWord(value)}`}>
      <svg viewBox="0 0 38 6" width="38" height="6" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((i) => (
          <rect key={i} x={i * 8} y="0" width="6" height="6" rx="1" className={i < value ? 'on' : 'off'} />
        ))}
      </svg>
    </span>
  );
}
