import type { ToClient } from './messages.ts';

/** Who is in a group's chat now, and who of them is writing. */
export interface Company {
  /** Ids of the people who are there, the asking person too. */
  present(): readonly string[];
  typing(): readonly string[];
  /** As the server counted them. */
  enter(people: readonly string[]): void;
  /** @returns whether the message was about this */
  hear(message: ToClient): boolean;
  /** Somebody has said what they were writing. */
  hasWritten(person: string): void;
  close(): void;
}

/** Milliseconds after which somebody who said nothing more is not writing. */
const WRITES_FOR = 5_000;

/** @param onChange called whenever somebody comes, goes, begins to write or stops */
export function createCompany(groupId: string, onChange: () => void): Company {
  const writers = new Map<string, ReturnType<typeof setTimeout>>();
  let present: readonly string[] = [];

  function hasWritten(person: string): void {
    clearTimeout(writers.get(person));
    if (writers.delete(person)) onChange();
  }

  return {
    present: () => present,
    typing: () => [...writers.keys()],
    enter(people) {
      present = people;
    },
    hear(message) {
      if (message.type === 'peer-typing' && message.group === groupId) {
        hasWritten(message.peer);
        if (message.on)
          writers.set(
            message.peer,
            setTimeout(() => hasWritten(message.peer), WRITES_FOR),
          );
      } else if (!('room' in message) || message.room !== `group:${groupId}`) return false;
      else if (message.type === 'peer-joined') present = [...new Set([...present, message.peer])];
      else if (message.type === 'peer-left') present = present.filter((peer) => peer !== message.peer);
      else return false;
      onChange();
      return true;
    },
    hasWritten,
    close() {
      for (const timer of writers.values()) clearTimeout(timer);
    },
  };
}
