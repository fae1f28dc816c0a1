/** One kind of statement in a log: the same but for the values in it. */
export interface Kind {
  ids: Set<string>;
  calls: number;
  ms: number;
  slowest: number;
}

/** Kinds of statements, the one that took the most time in all first. */
export function readLog(text: string): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const line of text.split('\n')) {
    const [, id = '', time, sql] = line.match(/^\S+ (q\d+) ([\d.]+)ms (.*)$/) ?? [];
    if (!sql) continue;
    const shape = sql.replace(/'[^']*'/g, '?').replace(/\b\d+\b/g, '?');
    const kind = kinds.get(shape) ?? { ids: new Set(), calls: 0, ms: 0, slowest: 0 };
    kinds.set(shape, kind);
    kind.ids.add(id);
    kind.calls += 1;
    kind.ms += Number(time);
    kind.slowest = Math.max(kind.slowest, Number(time));
  }
  return [...kinds.values()].sort((a, b) => b.ms - a.ms);
}

/** `key = value` lines. */
export function readPairs(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, key = '', value = ''] = line.match(/^\s*([a-z_]+)\s*=\s*(.*?)\s*$/) ?? [];
      return value ? [[key, value] as const] : [];
    }),
  );
}
