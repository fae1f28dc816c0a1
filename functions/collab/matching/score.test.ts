import { describe, expect, test } from 'vitest';
import { type Candidate, type Reason, suggestPartners } from './score.ts';

const now = new Date('2026-05-13T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const skills = (shares: Record<string, number>) => new Map(Object.entries(shares));

function person(id: string, known: Partial<Candidate> = {}): Candidate {
  const nothing = { goal: '', hours: [], timeZone: 'UTC', skills: new Map() };
  return { id, languages: ['en'], ...nothing, lastActiveAt: now, ...known };
}

const partner = (me: Candidate, other: Candidate) => suggestPartners(me, [other], { now, limit: 1 })[0];
const kinds = (reasons: readonly Reason[] = []) => reasons.map(({ kind }) => kind);

const networks = { 'networking.dns': 1, 'networking.http': 1 };
const stores = { 'storage.engines': 1, 'storage.indexes': 1 };
const all = skills({ ...networks, ...stores });

describe('partners', () => {
  test('two who can each explain what the other lacks are the best of all', () => {
    const me = person('me', { skills: skills(networks) });
    const found = suggestPartners(
      me,
      [
        person('expert', { skills: all }),
        person('same', { skills: skills(networks) }),
        person('other', { skills: skills(stores) }),
        person('beginner'),
      ],
      { now, limit: 9 },
    );
    expect(found.map(({ id }) => id)).toEqual(['other', 'beginner', 'expert', 'same']);
    expect(found[0]?.reasons).toEqual([
      { kind: 'can-help-you', skills: ['storage.engines', 'storage.indexes'] },
      { kind: 'you-can-help', skills: ['networking.dns', 'networking.http'] },
      { kind: 'language', languages: ['en'] },
    ]);
  });

  test('a beginner is led to an expert, who is told whom they could help', () => {
    const beginner = person('beginner');
    const expert = person('expert', { skills: all });
    expect(kinds(partner(beginner, expert)?.reasons)).toEqual(['can-help-you', 'language']);
    expect(kinds(partner(expert, beginner)?.reasons)).toEqual(['you-can-help', 'language']);
    expect(partner(beginner, expert)!.score).toBeGreaterThan(partner(beginner, person('x'))!.score);
  });

  test('much help in one direction is worth less than a little in both', () => {
    const me = person('me', { skills: skills({ a: 1 }) });
    const both = person('both', { skills: skills({ b: 1 }) });
    const one = person('one', { skills: skills({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }) });
    expect(partner(me, both)!.score).toBeGreaterThan(partner(me, one)!.score);
  });

  test('two experts with nothing to learn from each other score low', () => {
    const same = { skills: all, goal: 'caching', hours: [1, 2, 3, 4, 5, 6, 7] };
    const found = partner(person('a', same), person('b', same))!;
    expect(found.score).toBeLessThan(0.4);
    expect(kinds(found.reasons)).toEqual(['hours', 'same-goal', 'language']);
    expect(partner(person('a', { skills: all }), person('b', { skills: all }))!.score).toBeLessThan(0.15);
  });

  test('two beginners in the middle of the same skills learn them together, the nearest first', () => {
    const me = person('me', { skills: skills({ x: 0.5, y: 0.5, z: 0.5, done: 1, begun: 0.5 }) });
    const other = person('o', { skills: skills({ x: 0.2, y: 0.5, done: 1, z: 0 }) });
    expect(partner(me, other)?.reasons[0]).toEqual({ kind: 'learn-together', skills: ['y', 'x'] });
  });

  test('a skill that came to a little less than one by adding tenths is done', () => {
    const tenths = Array.from({ length: 10 }, () => 0.1).reduce((sum, tenth) => sum + tenth, 0);
    expect(tenths).not.toBe(1);
    const me = person('me', { skills: skills({ x: tenths }) });
    expect(kinds(partner(me, person('o', { skills: skills({ x: 0.5 }) }))?.reasons)).toEqual(['language']);
  });

  test('who has no progress yet is suggested by goal, language and hours', () => {
    const me = person('me', { goal: 'caching', hours: [18, 19, 20], timeZone: 'Europe/Berlin' });
    const near = person('near', { goal: 'caching', hours: [16, 17], languages: ['de', 'en'] });
    const far = person('far', { goal: 'storage' });
    const found = suggestPartners(me, [far, near], { now, limit: 5 });
    expect(found.map(({ id }) => id)).toEqual(['near', 'far']);
    expect(found[0]?.reasons).toEqual([
      { kind: 'same-goal', goal: 'caching' },
      { kind: 'hours', hours: 2, times: [{ start: 18 * 4, length: 8 }] },
      { kind: 'language', languages: ['en'] },
    ]);
  });

  test('without a language in common nobody is suggested', () => {
    const other = person('o', { languages: ['de'], skills: skills(stores) });
    expect(partner(person('me', { skills: skills(networks) }), other)).toBeUndefined();
  });

  test('nobody is suggested who is never free at the same time, unless one of them gave no hours', () => {
    const me = person('me', { hours: [1] });
    expect(partner(me, person('o', { hours: [2] }))).toBeUndefined();
    expect(kinds(partner(me, person('o'))?.reasons)).toEqual(['language']);
    expect(kinds(partner(person('me'), person('o', { hours: [2] }))?.reasons)).toEqual(['language']);
  });

  test('six hours a week are as good as sixty', () => {
    const always = [...Array(168).keys()];
    const score = (hours: number) =>
      partner(person('me', { hours: always }), person('o', { hours: always.slice(0, hours) }))!.score;
    expect(score(3)).toBeGreaterThan(score(1));
    expect(score(6)).toBeGreaterThan(score(3));
    expect(score(60)).toBe(score(6));
  });

  test('any goal is nobody’s goal in particular', () => {
    expect(kinds(partner(person('me'), person('o'))?.reasons)).toEqual(['language']);
  });

  test('more languages in common are a reason but not a better score', () => {
    const me = person('me', { languages: ['en', 'de'] });
    const both = partner(me, person('o', { languages: ['de', 'en'] }))!;
    expect(both.reasons).toEqual([{ kind: 'language', languages: ['en', 'de'] }]);
    expect(both.score).toBe(partner(me, person('o'))!.score);
  });

  test('who was here lately comes first, and ties are broken by id', () => {
    const others = [
      person('gone', { lastActiveAt: daysAgo(90) }),
      person('c'),
      person('b', { lastActiveAt: daysAgo(-1) }),
      person('lately', { lastActiveAt: daysAgo(3) }),
    ];
    const found = suggestPartners(person('me'), others, { now, limit: 9 });
    expect(found.map(({ id }) => id)).toEqual(['b', 'c', 'lately', 'gone']);
  });

  test('nobody is suggested to themselves', () => {
    expect(suggestPartners(person('me'), [person('me')], { now, limit: 1 })).toEqual([]);
  });
});
