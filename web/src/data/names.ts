/** Names by the ids of people whom this page has met: who leaves a group is still called by name in what they said. */
const met = new Map<string, string>();

export function meet(people: Iterable<{ id: string; name: string }>): void {
  for (const { id, name } of people) met.set(id, name);
}

/** Undefined for who was not met, or whose account is gone. */
export const nameMet = (id: string | null): string | undefined => (id === null ? undefined : met.get(id));
