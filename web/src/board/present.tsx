import { colourOf } from '../groups/colours.ts';

interface Props {
  /** Ids of the others who are here. */
  present: readonly string[];
  nameOf(id: string): string;
  /** The id of who is followed. */
  following: string | undefined;
  onFollow(id: string | undefined): void;
}

/** Who is here; a press follows where they point. */
export function Present({ present, nameOf, following, onFollow }: Props) {
  return (
    <ul className="board-present" aria-label="Here now">
      {present.map((id) => {
        const isFollowed = id === following;
        return (
          <li key={id}>
            <button
              type="button"
              aria-pressed={isFollowed}
              title={isFollowed ? `Stop following ${nameOf(id)}` : `Follow ${nameOf(id)}`}
              onClick={() => onFollow(isFollowed ? undefined : id)}
            >
              <span className="avatar" data-colour={colourOf(id)} aria-hidden>
                {[...nameOf(id)][0]?.toUpperCase()}
              </span>
              <span className="visually-hidden">
                {isFollowed ? 'Stop following' : 'Follow'} {nameOf(id)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
