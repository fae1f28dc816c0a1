import { describe, expect, test } from 'vitest';
import { type Candidate, type GroupCandidate, type Reason, suggestGroups } from './score.ts';

const now = new Date('2026-05-13T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const skills = (shares: Record<string, number>) => new Map(Object.entries(shares));

function person(id: string, known: Partial<Candidate> = {}): Candidate {
  const nothing = { goal: '', hours: [], timeZone: 'UTC', skills: new Map() };
  return { id, languages: ['en'], ...nothing, lastActiveAt: now, ...known };
}

function group(id: string, known: Partial<GroupCandidate> = {}): GroupCandidate {
  const nothing = { goalSkills: [], memberSkills: [], memberCount: 0, lastMessageAt: null };
  return { id, language: 'en', ...nothing, ...known };
}

const join = (me: Candidate, other: GroupCandidate) => suggestGroups(me, [other], { now, limit: 1 })[0];
const kinds = (reasons: readonly Reason[] = []) => reasons.map(({ kind }) => kind);

const networks = { 'networking.dns': 1, 'networking.http': 1 };

describe('groups', () => {
  const goalSkills = ['storage.engines', 'storage.indexes'];

  test('a group that knows what I lack and lacks what I know comes first', () => {
    const me = person('me', { skills: skills({ 'storage.engines': 1 }), goal: 'storage' });
    const memberSkills = [skills({ 'storage.indexes': 1 }), skills({ 'storage.indexes': 0.5 })];
    const found = suggestGroups(
      me,
      [
        group('quiet', { goalSkills }),
        group('good', { goalSkills, memberSkills, memberCount: 2, lastMessageAt: now }),
        group('foreign', { language: 'de', goalSkills, memberSkills, memberCount: 2 }),
      ],
      { now, limit: 9 },
    );
    expect(found.map(({ id }) => id)).toEqual(['good', 'quiet']);
    expect(found[0]?.reasons).toEqual([
      { kind: 'same-goal', goal: 'storage' },
      { kind: 'can-help-you', skills: ['storage.indexes'] },
      { kind: 'you-can-help', skills: ['storage.engines'] },
      { kind: 'language', languages: ['en'] },
    ]);
  });

  test('what members know outside of the goal is no reason', () => {
    const memberSkills = [skills(networks)];
    const other = group('g', { goalSkills, memberSkills, memberCount: 1 });
    expect(kinds(join(person('me'), other)?.reasons)).toEqual(['language']);
    expect(kinds(join(person('me'), { ...other, goalSkills: [] })?.reasons)).toEqual([
      'can-help-you',
      'language',
    ]);
  });

  test('I can help a group when most members lack a skill, also those without any progress', () => {
    const me = person('me', { skills: skills({ x: 1 }) });
    const expert = skills({ x: 1 });
    expect(kinds(join(me, group('g', { memberSkills: [expert], memberCount: 5 }))?.reasons)).toEqual([
      'you-can-help',
      'language',
    ]);
    const experts = group('g', { memberSkills: [expert, expert], memberCount: 3 });
    expect(kinds(join(me, experts)?.reasons)).toEqual(['language']);
    expect(kinds(join(me, group('empty'))?.reasons)).toEqual(['language']);
  });

  test('who is in the middle of what a member is in the middle of learns together', () => {
    const me = person('me', { skills: skills({ x: 0.5 }) });
    const other = group('g', { memberSkills: [skills({ x: 1 }), skills({ x: 0.4 })], memberCount: 2 });
    expect(join(me, other)?.reasons[0]).toEqual({ kind: 'learn-together', skills: ['x'] });
  });

  test('the part of the goal in my area counts, and the last message fades', () => {
    const me = person('me', { goal: 'storage' });
    const half = group('g', { goalSkills: ['storage.engines', 'networking.dns'] });
    expect(join(me, group('g', { goalSkills }))!.score).toBeGreaterThan(join(me, half)!.score);
    expect(kinds(join(me, group('g', { goalSkills: ['storages.x'] }))?.reasons)).toEqual(['language']);
    const score = (days: number) => join(me, group('g', { lastMessageAt: daysAgo(days) }))!.score;
    expect(score(0)).toBeGreaterThan(score(14));
    expect(score(14)).toBeGreaterThan(join(me, group('g'))!.score);
  });
});
